"""One upload (numerals 25 to 28): parts made durable, then checked, then receipted."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import ClientDisconnect

from core.domain.apoyo import RecordId
from core.domain.apoyo_errors import AnotherAuxiliar, BytesDiffer, UploadMalformed
from core.errors import ApoyoError, EnvelopeRejected
from core.ports.central_apoyos import Received
from core.ports.central_vinculos import Device
from core.procedure.n27_receive_apoyo import same_bytes
from core.server.acts import blobs, check_apoyo, receive_apoyo
from core.server.dependencies import Dependencies
from core.server.disk_full import translate_disk_full

MOST_BYTES = 64 << 20
_PART_BYTES = 1 << 20
"""What a power cut may cost of an upload; a cut of the connection costs nothing."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What a request says that it brings: `length` is the whole record's."""

    record_id: RecordId
    sha256: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """Either a receipt, `fresh` if it was given just now, or how many bytes are held."""

    received: Received | None
    held: int
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Receiving:
    """Takes one upload of one tablet."""

    deps: Dependencies
    device: Device
    upload: Upload

    def take(self, body: Iterator[bytes]) -> PartOutcome:
        """Return what came of it. Raises OffsetDiffers, OtherBytes, NoRoom or EnvelopeRejected.

        A cut connection keeps what had arrived. A refusal is told once the body is in, or the
        sender would see a broken pipe instead.
        """
        try:
            with translate_disk_full():
                return self._take(body)
        except ApoyoError:
            _drain(body)
            raise

    def _take(self, body: Iterator[bytes]) -> PartOutcome:
        if known := self._known():
            _drain(body)
            return PartOutcome(known, self.upload.length)
        held = self._append(body)
        if held < self.upload.length:
            self._progress()
            return PartOutcome(None, held)
        try:
            return PartOutcome(self._conclude(), held, fresh=True)
        except EnvelopeRejected:
            blobs(self.deps).discard(self.upload.record_id, self.upload.sha256)
            raise

    def _known(self) -> Received | None:
        with self.deps.units.reading() as work:
            known = work.apoyos.find(self.upload.record_id)
        if known is None:
            return None
        if known.auxiliar != self.device.auxiliar:
            raise AnotherAuxiliar
        return same_bytes(known, self.upload.sha256)

    def _append(self, body: Iterator[bytes]) -> int:
        """Return what is held after the body, durable, whole or cut."""
        store, upload, held = blobs(self.deps), self.upload, self.upload.offset
        waiting = bytearray()
        with suppress(ClientDisconnect):
            for part in body:
                waiting += part
                if held + len(waiting) > upload.length:
                    raise UploadMalformed
                if len(waiting) >= _PART_BYTES:
                    held = store.append(upload.record_id, upload.sha256, held, bytes(waiting))
                    waiting.clear()
        return store.append(upload.record_id, upload.sha256, held, bytes(waiting))

    def _conclude(self) -> Received:
        """Return the receipt of a whole record: durable first, then one transaction."""
        store, upload = blobs(self.deps), self.upload
        envelope = store.content(upload.record_id, upload.sha256)
        if hashlib.sha256(envelope).hexdigest() != upload.sha256:
            raise BytesDiffer
        auxiliar = self.device.auxiliar
        with self.deps.units.reading() as work:
            check = check_apoyo(self.deps, work)
            header = check(envelope, record_id=upload.record_id, auxiliar=auxiliar)
        store.finish(upload.record_id, upload.sha256)
        with self.deps.units.writing(self.device.id) as work:
            receive = receive_apoyo(self.deps, work)
            return receive(header, sha256=upload.sha256, size=len(envelope))

    def _progress(self) -> None:
        """Note on the open envío that bytes arrived."""
        with self.deps.units.writing(self.device.id) as work:
            work.envios.progress_of(self.upload.record_id)


def _drain(body: Iterator[bytes]) -> None:
    """Read what is left of a body, but no more of it than any record has."""
    left = MOST_BYTES
    with suppress(ClientDisconnect):
        for part in body:
            left -= len(part)
            if left < 0:
                return
