"""The tablet's ports in memory, a server that keeps what it is sent, and a packet to work by."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.domain.access.aviso import AvisoChanged, AvisoReadOnTablet
from core.domain.apoyos.apoyo import FrameSourceKind, RecordId, RecordMode
from core.domain.apoyos.envio import Announcement, EnvioOpened, Receipt, folio
from core.domain.device.paquete import (
    Nonce,
    NonceSigned,
    TabletSession,
    VinculoShown,
    WorkPacket,
)
from core.domain.device.tablet import CaptureFacts, Citizen, KeptReceipt, RecordInfo, SealedApoyo
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Mode, Notice, ProcesoSettings
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.registration.invitacion import Invitaciones, InvitationAnswer
from core.domain.values.signed import PAQUETE, Signed
from core.errors import ApoyoError, CentralRefused
from core.sealing import b64
from core.sealing.envelope import read_header
from core.sealing.keys import key_id
from core.sealing.signed import open_signed
from core.tablet.errors import PacketClosed, PacketMissing, PacketOutOfDate, RecordDamaged
from core.wire import adapter
from tests.fakes.receipts import make_receipt

STARTS_AT = datetime(2026, 11, 1, tzinfo=UTC)
CAPTURE_ENDS_AT = datetime(2026, 12, 1, tzinfo=UTC)
PERIODO = Periodo(STARTS_AT, CAPTURE_ENDS_AT, CAPTURE_ENDS_AT + timedelta(hours=24), "ficticio")
ELECTION = X25519PrivateKey.from_private_bytes(bytes([3]) * 32)
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes([4]) * 32)
SIGNING = Ed25519PrivateKey.from_private_bytes(bytes([5]) * 32)


class MemoryQueue:
    """An ApoyoQueue that forgets with the process."""

    def __init__(self) -> None:
        self.held: dict[RecordId, tuple[RecordInfo, bytes]] = {}
        self.unsettled: set[RecordId] = set()

    def preallocate(self, size: int) -> None:
        """There is room while there is memory."""

    def put(self, apoyo: SealedApoyo) -> None:
        if apoyo.record_id in self.held:
            return
        header, ending = read_header(apoyo.body[0]), apoyo.sign()
        envelope = b"".join(apoyo.body) + ending.signature
        info = RecordInfo(
            record_id=apoyo.record_id,
            counter=apoyo.counter,
            aspirante=header.aspirante,
            sha256=ending.sha256,
            size=len(envelope),
            saved_at=header.saved_at,
        )
        self.held[apoyo.record_id] = (info, envelope)

    def pending(self) -> Sequence[RecordInfo]:
        return sorted((info for info, _ in self.held.values()), key=lambda info: info.counter)

    def envelope(self, record: RecordInfo) -> bytes:
        info, content = self.held.get(record.record_id, (None, b""))
        if info != record or hashlib.sha256(content).hexdigest() != record.sha256:
            raise RecordDamaged
        return content

    def erase(self, record: RecordInfo) -> None:
        self.held.pop(record.record_id, None)
        self.unsettled.add(record.record_id)

    def settle(self) -> None:
        self.unsettled.clear()

    def last(self) -> RecordInfo | None:
        return self.pending()[-1] if self.held else None


class MemoryLedger:
    """A ReceiptLedger that forgets with the process."""

    def __init__(self) -> None:
        self.receipts: dict[RecordId, KeptReceipt] = {}

    def keep(self, record_id: RecordId, receipt: KeptReceipt) -> None:
        self.receipts.setdefault(record_id, receipt)

    def holds(self, record_id: RecordId, counter: int) -> bool:
        kept = self.receipts.get(record_id)
        return kept is not None and kept.counter == counter

    def kept(self) -> Sequence[KeptReceipt]:
        return sorted(self.receipts.values(), key=lambda receipt: receipt.counter)

    def last(self) -> KeptReceipt | None:
        return self.kept()[-1] if self.receipts else None


@dataclass
class MemoryPackets:
    """A PacketStore in memory of what `SIGNING` signed, or of `packet` from the start."""

    packet: WorkPacket | None = None
    closed: str = ""

    def read(self, packet: Signed) -> WorkPacket:
        body = open_signed(packet, kind=PAQUETE, by=SIGNING.public_key())
        read: WorkPacket = adapter(WorkPacket).validate_json(body, strict=True)
        return read

    def store(self, packet: Signed) -> WorkPacket:
        new = self.read(packet)
        kept = self.packet
        if kept and kept.proceso == new.proceso and new.version < kept.version:
            raise PacketOutOfDate
        self.packet, self.closed = new, ""
        return new

    def load(self) -> WorkPacket:
        if self.closed:
            raise PacketClosed(self.closed)
        if self.packet is None:
            raise PacketMissing
        return self.packet

    def close(self, code: str) -> None:
        self.packet, self.closed = None, code


@dataclass
class SetBound:
    """A TimeBound that a test sets."""

    at: datetime | None = None

    def latest(self) -> datetime | None:
        return self.at


class MemoryRepeats:
    """RepeatNotes that forget with the process."""

    def __init__(self) -> None:
        self.notes: dict[RecordId, Citizen] = {}

    def seen(self, citizen: Citizen) -> bool:
        def same(other: Citizen) -> bool:
            if other.cargo != citizen.cargo:
                return False
            keys = ((other.clave, citizen.clave), (other.cic, citizen.cic))
            return any(one and one == two for one, two in keys)

        return any(same(other) for other in self.notes.values())

    def note(self, record_id: RecordId, citizen: Citizen) -> None:
        self.notes[record_id] = citizen

    def forget(self, record_id: RecordId) -> None:
        self.notes.pop(record_id, None)

    def noted(self) -> frozenset[RecordId]:
        return frozenset(self.notes)


@dataclass
class FakeServer:
    """A TabletServer that keeps bytes and signs receipts. `faults` are raised in turn, once each.

    The keys of `faults` are "announce", or a record id.
    """

    signing: Ed25519PrivateKey = SIGNING
    held: dict[RecordId, bytes] = field(default_factory=dict)
    faults: dict[str, list[ApoyoError]] = field(default_factory=dict)
    announced: list[Announcement] = field(default_factory=list)
    uploads: list[tuple[RecordId, int]] = field(default_factory=list)
    whole: dict[RecordId, Signed] = field(default_factory=dict)
    packets: list[Signed] = field(default_factory=list)
    invited: Invitaciones = field(default_factory=lambda: Invitaciones(()))
    answers: list[tuple[str, bool]] = field(default_factory=list)
    published: tuple[str, ...] = ()
    notices: dict[str, AvisoReadOnTablet] = field(default_factory=dict)
    at: datetime = CAPTURE_ENDS_AT - timedelta(days=2)

    def announce(self, announcement: Announcement) -> EnvioOpened:
        self._fault("announce")
        self.announced.append(announcement)
        waiting = [each.record_id for each in announcement.waiting]
        return EnvioOpened(
            envio="e1",
            number=len(self.announced),
            have={each: len(self.held[each]) for each in waiting if each in self.held},
            receipts=tuple(self.whole[each] for each in waiting if each in self.whole),
        )

    def upload(self, record: RecordInfo, envelope: bytes, offset: int) -> Signed:
        self.uploads.append((record.record_id, offset))
        self._fault(record.record_id)
        before = self.held.get(record.record_id, b"")
        if offset != len(before):
            raise CentralRefused("desfase", 409, {"offset": str(len(before))})
        self.held[record.record_id] = before + envelope[offset:]
        return self._receipted(record)

    def _receipted(self, record: RecordInfo) -> Signed:
        receipt = Receipt(
            record_id=record.record_id,
            sha256=hashlib.sha256(self.held[record.record_id]).hexdigest(),
            folio=folio(record.aspirante, len(self.whole) + 1),
            received_at=self.at,
            position=len(self.whole) + 1,
        )
        return self.whole.setdefault(record.record_id, make_receipt(receipt, by=self.signing))

    def _fault(self, where: str) -> None:
        waiting = self.faults.get(where)
        if waiting:
            raise waiting.pop(0)

    def nonce(self, device: str) -> Nonce:
        self._fault("nonce")
        return Nonce(b64.encode(hashlib.sha256(device.encode()).digest()))

    def open_session(self, proof: NonceSigned) -> TabletSession:
        self._fault("session")
        message = b"apoyo-nonce\x00" + b64.decode(proof.nonce)
        try:
            DEVICE.public_key().verify(b64.decode(proof.signature), message)
        except InvalidSignature as cause:
            raise CentralRefused("prueba_rechazada", 401) from cause
        return TabletSession("s", self.at)

    def invitations(self, session: TabletSession) -> Invitaciones:
        del session
        self._fault("invitations")
        return self.invited

    def answer(self, session: TabletSession, vinculo: str, said: InvitationAnswer) -> Invitaciones:
        del session
        self._fault("answer")
        self.answers.append((vinculo, said.accepts))
        left = tuple(each for each in self.invited.items if each.vinculo != vinculo)
        self.invited = Invitaciones(left)
        return self.invited

    def read_notice(self, session: TabletSession, read: AvisoReadOnTablet) -> AvisoReadOnTablet:
        del session
        self._fault("read_notice")
        if read.sha256 not in self.published:
            raise CentralRefused(AvisoChanged.code, 409)
        return self.notices.setdefault(read.sha256, read)

    def packet(self, session: TabletSession) -> Signed:
        del session
        self._fault("packet")
        return self.packets[-1]


def a_packet(**changes: object) -> WorkPacket:
    """Return a work packet with two vínculos of different cargos, all fictitious."""
    shown = {
        "version": 1,
        "server_time": STARTS_AT,
        "proceso": "practica-2027",
        "proceso_name": "Proceso de PRÁCTICA",
        "instituto": "Instituto ficticio",
        "mode": Mode.PRACTICA,
        "time_zone": "America/Mexico_City",
        "notice": Notice("1", "Aviso ficticio"),
        "readings": ProcesoSettings(),
        "auxiliar": "000045",
        "auxiliar_name": "AUXILIAR FICTICIO",
        "device": "d1",
        "vinculos": (a_vinculo("000123", "gubernatura"), a_vinculo("000124", "diputacion")),
        "secciones": {},
        "election_key": b64.encode(ELECTION.public_key().public_bytes_raw()),
        "election_key_id": key_id(ELECTION.public_key()),
    }
    return WorkPacket(**{**shown, **changes})  # type: ignore[arg-type]


def a_vinculo(aspirante: str, cargo: str, periodo: Periodo | None = PERIODO) -> VinculoShown:
    """Return a vínculo in force with a fictitious aspirante."""
    shown = AspiranteShown(aspirante, "FICTICIA", "MUESTRA", "", "", cargo)
    return VinculoShown(shown, cargo, periodo)


def capture_facts(
    aspirante: str = "000123",
    mode: RecordMode = RecordMode.APOYO,
    started_at: datetime = CAPTURE_ENDS_AT - timedelta(days=8),
) -> CaptureFacts:
    """Return the facts of a capture begun a week before the end."""
    return CaptureFacts(mode, aspirante, FrameSourceKind.FILE, started_at)
