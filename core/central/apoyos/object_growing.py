"""A sealed envelope while its bytes come to an S3 store: one object a piece, then one blob.

The pieces of an upload are named by where each begins, and of two at one place the first stays. So
an upload that was cut goes on by any replica from what the store holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.central.object_store import Objects
from core.domain.apoyos.apoyo_errors import OffsetDiffers
from core.errors import NotThere


@dataclass(frozen=True, slots=True)
class PartObject:
    """One piece of an upload: where it begins, and its size in bytes."""

    name: str
    offset: int
    size: int


@dataclass(slots=True)
class GrowingObject:
    """A GrowingBlob: objects under `folder` while it grows, `final` when whole."""

    objects: Objects
    folder: str
    final: str
    sha256: str
    make_room: Callable[[int], None]
    _seen: list[PartObject] | None = field(default=None)
    """What this upload wrote or read of it; None before it looked."""

    def pieces(self, offset: int) -> Iterator[bytes]:
        if not self._look() and offset == self._whole_size():
            yield from self.objects.pieces(self.final)
            return
        _expect(offset, self._size())
        for part in self._look():
            yield self._read(part)

    def append(self, offset: int, content: bytes | bytearray | memoryview) -> int:
        if offset:
            _expect(offset, self._size())
        elif self._seen is None:
            self._seen = []  # whether that is so, the first piece tells
        if not content:
            return offset
        self.make_room(len(content))
        part = PartObject(f"{self.folder}/{offset:012d}", offset, len(content))
        if not self.objects.create(part.name, content):
            self._seen = None
            raise OffsetDiffers({"offset": str(self._size())})
        self._look().append(part)
        return offset + len(content)

    def promise(self) -> int:
        return self._size()

    def finish(self, offset: int, rest: bytes | bytearray | memoryview) -> None:
        if not offset:
            self.objects.create(self.final, rest)
            return
        if not self._look() and self._whole_size() == offset:
            return
        _expect(offset, self._size())
        parts = [each.name for each in self._look()]
        whole = self.objects.join(parts, bytes(rest), self.sha256, self.final)
        self.discard()
        if not whole:
            raise OffsetDiffers({"offset": "0"})

    def may_be_whole(self) -> bool:
        return True

    def discard(self) -> None:
        parts = [each.name for each in self.objects.under(self.folder)]
        self.objects.delete(parts)
        self._seen = None

    def remove(self) -> None:
        self.objects.delete([self.final])

    def close(self) -> None:
        self._seen = None

    def _read(self, part: PartObject) -> bytes:
        """Return a piece. Raises OffsetDiffers for one that is not there any more."""
        try:
            return self.objects.read(part.name)
        except NotThere as cause:
            raise OffsetDiffers({"offset": str(part.offset)}) from cause

    def _size(self) -> int:
        return sum(part.size for part in self._look())

    def _look(self) -> list[PartObject]:
        """Return the pieces from the first byte on, one after another without a gap."""
        if self._seen is None:
            self._seen = in_a_row(
                PartObject(each.name, int(each.name.rpartition("/")[2]), each.size)
                for each in self.objects.under(self.folder)
            )
        return self._seen

    def _whole_size(self) -> int:
        return self.objects.sizes([self.final]).get(self.final, 0)


def in_a_row(parts: Iterator[PartObject]) -> list[PartObject]:
    """Return those that follow one another from byte 0: what another upload left behind is not."""
    row: list[PartObject] = []
    size = 0
    for part in sorted(parts, key=lambda each: each.offset):
        if part.offset == size:
            row.append(part)
            size += part.size
    return row


def _expect(offset: int, held: int) -> None:
    """Raise OffsetDiffers unless that is where the bytes begin."""
    if offset != held:
        raise OffsetDiffers({"offset": str(held)})
