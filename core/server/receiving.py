"""One upload (numerals 25 to 28): parts made durable, then checked, then receipted."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from anyio import to_thread
from starlette.requests import ClientDisconnect

from core.domain.apoyo import RecordId
from core.domain.apoyo_errors import BytesDiffer, UploadMalformed
from core.errors import ApoyoError, EnvelopeRejected
from core.ports.central_apoyos import Received
from core.ports.central_vinculos import Device
from core.procedure.n27_receive_apoyo import same_bytes
from core.server.acts import blobs, check_apoyo, receive_apoyo
from core.server.dependencies import Dependencies
from core.server.disk_full import translate_disk_full

_T = TypeVar("_T")
MOST_BYTES = 64 << 20
_PART_BYTES = 1 << 20
"""What a power cut may cost of an upload; a cut of the connection costs nothing."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Headers of an upload: `offset` and `length` in bytes; `length` of the whole record."""

    record_id: RecordId
    sha256: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """Either a receipt (`fresh` if given by this request), or the number of bytes held."""

    received: Received | None
    held: int
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Receiving:
    """Receives one upload of a tablet; the envelope says whose record it is."""

    deps: Dependencies
    device: Device
    upload: Upload

    async def take(self, body: AsyncIterator[bytes]) -> PartOutcome:
        """Return the receipt or the bytes held.

        Raises OffsetDiffers, OtherBytes, BytesDiffer, NoRoom or EnvelopeRejected. The body is read
        on the event loop, blocking work runs in threads. A broken connection keeps what arrived. A
        refusal is answered after the whole body, or the client would see a broken pipe.
        """
        try:
            with translate_disk_full():
                return await self._take(body)
        except ApoyoError:
            await _drain(body)
            raise

    async def _take(self, body: AsyncIterator[bytes]) -> PartOutcome:
        if known := await self._apart(self._known):
            await _drain(body)
            return PartOutcome(known, self.upload.length)
        held = await self._append(body)
        if held < self.upload.length:
            await self._apart(self._progress)
            return PartOutcome(None, held)
        return PartOutcome(await self._apart(self._conclude), held, fresh=True)

    async def _apart(self, blocking: Callable[[], _T]) -> _T:
        """Return what `blocking` gives, done in a thread that only uploads use."""
        return await to_thread.run_sync(blocking, limiter=self.deps.uploads.threads)

    async def _append(self, body: AsyncIterator[bytes]) -> int:
        """Return what is held after the body, durable, whole or cut."""
        held, waiting = self.upload.offset, bytearray()
        with suppress(ClientDisconnect):
            async for part in body:
                waiting += part
                if held + len(waiting) > self.upload.length:
                    raise UploadMalformed
                if len(waiting) >= _PART_BYTES:
                    held = await self._apart(partial(self._hold, held, bytes(waiting)))
                    waiting.clear()
        return await self._apart(partial(self._hold, held, bytes(waiting)))

    def _hold(self, offset: int, part: bytes) -> int:
        """Return what is held, durable, with the part that begins at `offset`."""
        upload = self.upload
        return blobs(self.deps, self.device.id).append(
            upload.record_id, upload.sha256, offset, part
        )

    def _known(self) -> Received | None:
        with self.deps.units.reading() as work:
            known = work.apoyos.find(self.upload.record_id)
        return same_bytes(known, self.upload.sha256) if known else None

    def _conclude(self) -> Received:
        """Return the receipt of a whole record; what is refused is not kept."""
        try:
            return self._receive()
        except EnvelopeRejected:
            blobs(self.deps, self.device.id).discard(self.upload.record_id, self.upload.sha256)
            raise

    def _receive(self) -> Received:
        """Return the receipt of a whole record: durable first, then one transaction."""
        store, upload = blobs(self.deps, self.device.id), self.upload
        envelope = store.content(upload.record_id, upload.sha256)
        if hashlib.sha256(envelope).hexdigest() != upload.sha256:
            raise BytesDiffer
        with self.deps.units.reading() as work:
            header = check_apoyo(self.deps, work)(envelope, record_id=upload.record_id)
        store.finish(upload.record_id, upload.sha256)
        with self.deps.units.writing(self.device.id) as work:
            receive = receive_apoyo(self.deps, work)
            return receive(header, sha256=upload.sha256, size=len(envelope))

    def _progress(self) -> None:
        """Note on the open envío that bytes arrived."""
        with self.deps.units.writing(self.device.id) as work:
            work.envios.progress_of(self.upload.record_id)


async def _drain(body: AsyncIterator[bytes]) -> None:
    """Read what is left of a body, but no more of it than any record has."""
    left = MOST_BYTES
    with suppress(ClientDisconnect):
        async for part in body:
            left -= len(part)
            if left < 0:
                return
