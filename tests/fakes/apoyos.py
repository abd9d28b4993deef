"""Fictitious supports: a header and an Apoyo whose every value is invented."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import ClassVar

from core.domain.apoyos.apoyo import (
    Apoyo,
    ClockState,
    CredentialType,
    FaceConsent,
    FieldValue,
    FrameSourceKind,
    Header,
    InkPoint,
    NoticeAgreement,
    Provenance,
    RecordId,
    RecordMode,
    Side,
    Signature,
)
from core.errors import EnvelopeRejected
from core.ports.central_apoyos import Arrived
from core.sealing.running import RunningDigest

SAVED_AT = datetime(2026, 11, 24, 16, 5, tzinfo=UTC)


def a_header(record_id: str = "a1" * 16, **changes: object) -> Header:
    """Return a header of fictitious numbers, with `changes` in it."""
    header = Header(
        mode=RecordMode.APOYO,
        record_id=RecordId(record_id),
        proceso="practica-2027",
        aspirante="000123",
        auxiliar="000045",
        device="d1",
        device_counter=1,
        frames=FrameSourceKind.FILE,
        started_at=datetime(2026, 11, 24, 16, 0, tzinfo=UTC),
        saved_at=SAVED_AT,
        clock=ClockState.TRUSTED,
        key_id="0123456789abcdef",
    )
    return replace(header, **changes)  # type: ignore[arg-type]


def a_field(value: str, read: str | None = None) -> FieldValue:
    """Return a field as read, or as edited where `read` says something else."""
    how = Provenance.READ if read is None else Provenance.EDITED
    return FieldValue(value, value if read is None else read, how, 0.9)


def an_apoyo(picture: bytes = b"\xff\xd8 MUESTRA \xff\xd9", **changes: object) -> Apoyo:
    """Return a whole support of a fictitious citizen, with `changes` in it."""
    at = datetime(2026, 11, 24, 16, 1, tzinfo=UTC)
    points = tuple(InkPoint(10.0 * step, 5.0 * (step % 2), 8 * step, 0.5) for step in range(20))
    apoyo = Apoyo(
        type_seen="E/F",
        type_chosen=CredentialType.EF,
        fields={
            "nombre": a_field("FICTICIA"),
            "apellido_paterno": a_field("MUESTRA", read="MUESTR4"),
            "clave_elector": a_field("MSFCXX80010109M100"),
            "cic": a_field("123456789"),
            "identificador": a_field("012345678"),
        },
        front=Side(picture, picture),
        back=Side(picture, picture),
        face=FaceConsent(given=False, answered_at=at, picture=None),
        signature=Signature((points,), 600, 200, b"\x89PNG MUESTRA"),
        notice=NoticeAgreement("1", at),
        findings=("borde_oscuro",),
        continued_anyway=(),
        versions={"app": "0.1.0"},
    )
    return replace(apoyo, **changes)  # type: ignore[arg-type]


@dataclass
class OneEnvelope:
    """Envelopes of which `CONTENT` alone is one: it says `header`, signed by the key `signer`."""

    CONTENT: ClassVar = b"sobre"

    header: Header
    signer: str = "llave"
    verified: list[str] = field(default_factory=list)

    def read(self, arrived: Arrived) -> Header:
        if arrived.front != self.CONTENT:
            raise EnvelopeRejected
        return self.header

    def verify(self, arrived: Arrived, device_key: str) -> None:
        self.verified.append(device_key)
        if device_key != self.signer:
            raise EnvelopeRejected
        self.read(arrived)


def arrived(envelope: bytes) -> Arrived:
    """Return what is known of an envelope once it was read."""
    running = RunningDigest(len(envelope))
    running.update(envelope)
    return running.end()
