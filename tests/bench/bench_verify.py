"""verify.rate: sealed records opened and judged by the worker, beside opening them and no more."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from core.central.apoyos.blobs import FolderBlobs
from core.central.database import open_database
from core.central.leases import Holder
from core.central.migrations import upgrade
from core.central.verification.padron_builder import SortedBuilder, put_in_force
from core.domain.apoyos.apoyo import Apoyo, Header, RecordId
from core.domain.apoyos.envio import Announcement, folio
from core.domain.device.paquete import Activation
from core.domain.values.signed import Signed
from core.domain.verification.padron import PadronCut
from core.domain.verification.resultado import Resultado
from core.ports.central_apoyos import NewApoyo, Received
from core.ports.central_padron import PadronRow
from core.sealing import b64
from core.sealing.envelope import SIGNATURE_BYTES, seal
from core.sealing.payload import encode
from core.server.composition.dependencies import Dependencies
from core.server.jobs.opening import InMemoryOpener
from core.server.jobs.verify import OWN_CLOCK, VerifyJob
from core.settings.server import ServerSettings
from tests.apoyo_data import FIRST, citizen
from tests.bench import padron_rows
from tests.bench.figure import Figure, seconds
from tests.fakes.apoyos import a_header, an_apoyo
from tests.fakes.registration import NOW
from tests.server.story import Story

_RECORDS = int(os.environ.get("RECORDS", "1000"))
_WARM, _PICTURE, _AT_ONCE = 100, 146_000, 50
"""Records verified before anything is measured; bytes of each of four pictures, which make a record
of 600 KB; records of one transaction."""

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_CONTEXT = b"apoyo-sobre\x00"
_KEY = bytes(range(32))


@dataclass(frozen=True, slots=True)
class _Sealed:
    """One record: its envelope's file, and where in it the sealed part begins."""

    path: Path
    front: int


@dataclass(slots=True)
class _World:
    """A server with records that nobody opened yet."""

    folder: Path
    story: Story
    own: X25519PrivateKey
    device: Ed25519PrivateKey

    @property
    def blobs(self) -> FolderBlobs:
        return FolderBlobs(self.folder / "blobs")

    def receive(self, first: int, until: int) -> list[_Sealed]:
        """Receive records by their numbers, each of another citizen of the padrón."""
        key = b64.encode(self.device.public_key().public_bytes_raw())
        auxiliar = self.story.people[0]
        with self.story.units.writing("prueba") as work:
            name = work.devices.admit(auxiliar, Activation("", key, "", "file")).device.id
            envio = work.envios.begin(auxiliar, Announcement(FIRST, (), NOW), name).id
        kept: list[_Sealed] = []
        for start in range(first, until, _AT_ONCE):
            headers = [self._header(name) for _ in range(_AT_ONCE)]
            with self.story.units.writing("prueba") as work:
                group = work.group(headers)
                for number, header in enumerate(headers, start):
                    sealed, digest, size = self._seal(number, header)
                    sequence = group.apoyos.next_sequence(FIRST)
                    position = group.bitacora(name).append("apoyo_recibido", str(sequence))
                    new = NewApoyo(header, digest, size, envio, NOW)
                    of = folio(FIRST, sequence)
                    receipt = Signed("recibo", "e30", "llave", "firma")
                    received = Received(header.record_id, digest, of, auxiliar, receipt)
                    group.apoyos.add(new, sequence, position, received)
                    kept.append(sealed)
                group.write()
        return kept

    def _header(self, device: str) -> Header:
        return a_header(
            RecordId(secrets.token_hex(16)),
            aspirante=FIRST,
            auxiliar=self.story.people[0],
            device=device,
            started_at=NOW,
            saved_at=NOW,
        )

    def _seal(self, number: int, header: Header) -> tuple[_Sealed, str, int]:
        support = _support(number)
        envelope = seal(header, encode(support), to=self.own.public_key(), by=self.device)
        digest = sha256(envelope).hexdigest()
        path = self.folder / "blobs" / f"{header.record_id}-{digest}"
        path.write_bytes(envelope)
        front = 12 + int.from_bytes(envelope[10:12], "big")
        return _Sealed(path, front), digest, len(envelope)

    def put_padron(self) -> None:
        """Put a padrón in force in which every citizen of a record is."""
        builder = SortedBuilder(self.folder / "padron", _KEY, date(2026, 11, 1))
        for number in range(_WARM + _RECORDS):
            texts = (padron_rows.clave(number), padron_rows.cic(number), "00", "0101", "LN", "")
            builder.add(number + 2, PadronRow(*(text.encode() for text in texts)))
        assert list(builder.sort(lambda: None)) == []
        sha = builder.finish()
        put_in_force(self.folder / "padron", builder.id)
        with self.story.units.writing("prueba") as work:
            work.cuts.add(PadronCut(builder.id, date(2026, 11, 1), NOW, _RECORDS, ""), sha)

    def verify(self) -> int:
        """Open and judge what was received, as the worker does; return how many."""
        self.story.clock.forward(2 * OWN_CLOCK)
        deps = SimpleNamespace(
            units=self.story.units,
            clock=self.story.clock,
            worker=Holder(),
            settings=ServerSettings(data=self.folder),
            objects=None,
        )
        opener = InMemoryOpener(self.blobs, self.own, _KEY)
        return VerifyJob(cast("Dependencies", deps), opener)()

    def open_only(self, records: list[_Sealed]) -> None:
        """Read, hash, verify and decrypt each record: the same envelopes, and nothing else."""
        device = self.device.public_key()
        for record in records:
            envelope = record.path.read_bytes()
            body = memoryview(envelope)[:-SIGNATURE_BYTES]
            device.verify(envelope[-SIGNATURE_BYTES:], _CONTEXT + sha256(body).digest())
            _HPKE.decrypt(body[record.front :], self.own, info=envelope[: record.front])


def measure() -> list[Figure]:
    """Return the rate of the worker beside that of the bare loop, before and after it."""
    with tempfile.TemporaryDirectory() as place, _made(Path(place)) as world:
        world.receive(0, _WARM)
        world.verify()  # as one that runs already: each statement was compiled once
        records = world.receive(_WARM, _WARM + _RECORDS)
        before = seconds(lambda: world.open_only(records))
        spent = seconds(world.verify)
        after = seconds(lambda: world.open_only(records))
        with world.story.units.reading() as work:
            assert work.verdicts.totals() == {Resultado.FOUND.value: _WARM + _RECORDS}
        size = records[0].path.stat().st_size
    conditions = (
        f"{_RECORDS:,} registros de {size / 1000:.0f} KB, SQLite, del sobre al veredicto durable; "
        "la referencia solo lee, resume, comprueba la firma y abre los mismos sobres, antes y "
        "después"
    )
    bare = (before + after) / 2
    return [Figure("verify.rate", _RECORDS / spent, "1/s", _RECORDS / bare, conditions)]


def _support(number: int) -> Apoyo:
    fields = citizen(padron_rows.clave(number), padron_rows.cic(number)).fields
    return an_apoyo(secrets.token_bytes(_PICTURE), fields=fields)


@contextmanager
def _made(folder: Path) -> Iterator[_World]:
    (folder / "blobs" / "partes").mkdir(parents=True)
    engine = open_database(f"sqlite:///{folder}/apoyo.db")
    upgrade(engine)
    story = Story(engine)
    story.begin()
    world = _World(folder, story, X25519PrivateKey.generate(), Ed25519PrivateKey.generate())
    world.put_padron()
    yield world
    engine.dispose()
