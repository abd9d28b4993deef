"""Where sealed envelopes are kept: whole ones by name, and parts of uploads that were cut."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.domain.apoyos.apoyo import RecordId


class GrowingBlob(Protocol):
    """The bytes of one upload: a part while it grows, then a blob. Safe between processes.

    It belongs to one upload, from its first use until `close`: what was read of it by `pieces` is
    what `finish` keeps, whoever removes or replaces a part meanwhile.
    """

    def pieces(self, offset: int) -> Iterator[bytes]:
        """Yield what is held of it already, from the start.

        Raises OffsetDiffers where that is not `offset` bytes.
        """

    def append(self, offset: int, content: bytes | bytearray | memoryview) -> int:
        """Add `content` at `offset`; return the size, which is durable only after `promise`.

        Raises OffsetDiffers where `offset` is not the size: nothing is written.
        """

    def promise(self) -> int:
        """Make what is held durable, its name too; return its size."""

    def finish(self, offset: int, rest: bytes | bytearray | memoryview) -> None:
        """Add `rest`, with which it is whole, and turn it into a blob.

        The bytes are durable; their name is after the next `Blobs.sync`. Raises OffsetDiffers as
        `append` does.
        """

    def may_be_whole(self) -> bool:
        """Return False where these very bytes are surely no blob yet."""

    def discard(self) -> None:
        """Delete the part. A finished blob stays."""

    def remove(self) -> None:
        """Delete a blob for which no receipt can ever be given."""

    def close(self) -> None:
        """Let go of what it holds open."""


class Blobs(Protocol):
    """Sealed envelopes, ciphertext only. Partial uploads are those of one device, the bringer.

    Each raises MachineTrouble (BlobsGone, StoreSilent, StoreRefused, StoreClockAstray, NoRoom) for
    a store in trouble, and UploadMalformed for what is no id or no hash.
    """

    def held(self, named: Iterable[tuple[RecordId, str]]) -> Mapping[RecordId, int]:
        """Return how many bytes of each record (id, SHA-256 in hex) an upload need not send again.

        They are durable. It may be less than there is, where asking costs more than sending.
        """

    def sizes(self, named: Iterable[tuple[RecordId, str]]) -> Mapping[RecordId, int]:
        """Return the size of each blob in bytes; a record without a whole one is left out."""

    def growing(self, record_id: RecordId, sha256: str) -> GrowingBlob:
        """Return what one upload of the bringer grows."""

    def sync(self) -> None:
        """Return once the names of all blobs that were finished are durable."""

    def content(self, record_id: RecordId, sha256: str) -> bytes:
        """Return a whole envelope. Raises BlobMissing."""

    def parts_before(self, before: datetime) -> Sequence[str]:
        """Return the names of partial uploads that may go: without a byte since `before`."""

    def forget_part(self, name: str) -> int:
        """Delete one partial upload; return 1, or 0 where it is in use."""
