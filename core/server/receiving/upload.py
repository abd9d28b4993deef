"""One upload (numerals 25 to 28): read in the event loop, checked, made durable, receipted."""

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import BytesDiffer, OtherBytes, UploadMalformed
from core.errors import ApoyoError, EnvelopeRejected
from core.ports.central_apoyos import Received
from core.ports.central_blobs import GrowingBlob
from core.procedure.n27_receive_apoyo import same_bytes
from core.sealing.running import RunningDigest
from core.server.composition.acts import blobs, check_apoyo
from core.server.composition.dependencies import Dependencies
from core.server.connections.pieces import PIECE_BYTES
from core.server.doors.bringers import Bringer, check_bringer
from core.server.host.disk_full import translate_disk_full
from core.server.receiving.arrivals import Arrivals, KeptRecord

Piece = bytes | bytearray | memoryview
MOST_BYTES = 64 << 20


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


@dataclass(slots=True)
class Receiving:
    """Receives one upload of a tablet; the envelope says whose record it is.

    One digest goes from the first byte to the signature: what came by this request is never read
    back, and what came before it once.
    """

    deps: Dependencies
    arrivals: Arrivals
    bringer: Bringer
    upload: Upload
    _file: GrowingBlob = field(init=False)
    _digest: RunningDigest = field(init=False)
    _memory: bytearray | memoryview = field(default_factory=bytearray)
    _held: int = 0

    def __post_init__(self) -> None:
        """Prepare the file's name and the digest; no file is touched yet."""
        upload = self.upload
        store = blobs(self.deps, self.bringer.device)
        self._file = store.growing(upload.record_id, upload.sha256)
        self._digest = RunningDigest(upload.length)
        self._held = upload.offset

    async def take(self, body: AsyncIterator[Piece]) -> PartOutcome:
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
        finally:
            self._file.close()
            self._let_go()

    async def _take(self, body: AsyncIterator[Piece]) -> PartOutcome:
        upload, apart = self.upload, self.deps.uploads.threads.run
        known = await apart(self._go_on) if upload.offset else None
        known = known or await self._read(body)
        if known:
            await _drain(body)
            return PartOutcome(known, upload.length)
        if self._held + len(self._memory) < upload.length:
            return await apart(self._promise)
        with self.arrivals.keeping():
            kept = await apart(self._keep)
        if isinstance(kept, Received):
            return PartOutcome(kept, upload.length)
        try:
            return PartOutcome(await self.arrivals.receive(kept), upload.length, fresh=True)
        except OtherBytes:
            await apart(self._file.remove)
            raise

    async def _read(self, body: AsyncIterator[Piece]) -> Received | None:
        """Read the body to its end or its cut; a receipt where it was received before."""
        apart = self.deps.uploads.threads.run
        with suppress(ClientDisconnect):
            async for part in body:
                self._hold(part)
                if self._held + len(self._memory) > self.upload.length:
                    raise UploadMalformed
                if len(self._memory) >= PIECE_BYTES and (known := await apart(self._grow)):
                    return known
        return None

    def _hold(self, part: Piece) -> None:
        """Keep a part in memory; one that comes alone, as nearly all do, is not copied."""
        if not part:
            return
        if not self._memory:
            self._memory = memoryview(part)
            return
        if isinstance(self._memory, memoryview):
            first = bytearray(self._memory)
            self._let_go()
            self._memory = first
        self._memory += part

    def _let_go(self) -> None:
        """Let go of what is in memory."""
        self.deps.uploads.pieces.give_back(self._memory)
        self._memory = bytearray()

    def _known(self) -> Received | None:
        """Return the receipt of a record received before. Raises OtherBytes."""
        with self.deps.units.reading() as work:
            known = work.apoyos.find(self.upload.record_id)
        return same_bytes(known, self.upload.sha256) if known else None

    def _go_on(self) -> Received | None:
        """Read what was held before, once, unless a receipt makes that needless."""
        if known := self._known():
            return known
        for piece in self._file.pieces(self.upload.offset):
            self._digest.update(piece)
        return None

    def _grow(self) -> Received | None:
        """Write what is in memory on, or return the receipt of a record received before."""
        if self._digest.came == 0 and (known := self._known()):
            return known
        self._digest.update(self._memory)
        self._held = self._file.append(self._held, self._memory)
        self._let_go()
        return None

    def _promise(self) -> PartOutcome:
        """Return what is held of a cut record, durable, and note that it moves."""
        if known := self._known():
            return PartOutcome(known, self.upload.length)
        check_bringer(self.deps, self.bringer.token)
        self._file.append(self._held, self._memory)
        held = self._file.promise()
        with self.deps.units.writing(self.bringer.device) as work:
            work.envios.progress_of(self.upload.record_id)
        return PartOutcome(None, held)

    def _keep(self) -> Received | KeptRecord:
        """Check a whole record and make its file and name durable; what is refused is not kept."""
        if self._file.may_be_whole() and (known := self._known()):
            return known
        self._digest.update(self._memory)
        arrived = self._digest.end()
        try:
            if arrived.sha256 != self.upload.sha256:
                raise BytesDiffer
            check_bringer(self.deps, self.bringer.token)
            with self.deps.units.reading() as work:  # which asks nothing that is known already
                check = check_apoyo(self.deps, work)
                header = check(arrived, record_id=self.upload.record_id)
        except EnvelopeRejected:
            self._file.discard()
            raise
        self._file.finish(self._held, self._memory)
        self.arrivals.sync()
        return KeptRecord(header, arrived.sha256, arrived.size, self.bringer.device)


async def _drain(body: AsyncIterator[Piece]) -> None:
    """Read what is left of a body, but no more of it than any record has."""
    left = MOST_BYTES
    with suppress(ClientDisconnect):
        async for part in body:
            left -= len(part)
            if left < 0:
                return
