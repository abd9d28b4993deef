"""Waiting records as they are held in memory: about 120 bytes each, unpacked when looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import overload

from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import RecordInfo

_FRONT = Struct(">I16s")
_REST = Struct(">32sQq")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def front_of(counter: int, record_id: RecordId) -> bytes:
    """Return what a packed record begins with. Packed records are in the order of their numbers."""
    return _FRONT.pack(counter, bytes.fromhex(record_id))


def pack(record: RecordInfo) -> bytes:
    """Return the record packed."""
    saved = (record.saved_at - _EPOCH) // _MICROSECOND
    rest = _REST.pack(bytes.fromhex(record.sha256), record.size, saved)
    return front_of(record.counter, record.record_id) + rest + record.aspirante.encode()


def unpack(packed: bytes) -> RecordInfo:
    """Return the record of `pack`."""
    counter, record_id = _FRONT.unpack_from(packed)
    sha256, size, saved = _REST.unpack_from(packed, _FRONT.size)
    return RecordInfo(
        RecordId(record_id.hex()),
        counter,
        packed[_FRONT.size + _REST.size :].decode(),
        sha256.hex(),
        size,
        _EPOCH + saved * _MICROSECOND,
    )


@dataclass(frozen=True, slots=True)
class Records(Sequence[RecordInfo]):
    """Packed records as a sequence of RecordInfo."""

    packed: tuple[bytes, ...]

    def __len__(self) -> int:
        """Return how many there are, without unpacking any."""
        return len(self.packed)

    @overload
    def __getitem__(self, place: int) -> RecordInfo: ...
    @overload
    def __getitem__(self, place: slice) -> "Records": ...
    def __getitem__(self, place: int | slice) -> "RecordInfo | Records":
        """Return one record, or a part of them still packed."""
        if isinstance(place, slice):
            return Records(self.packed[place])
        return unpack(self.packed[place])
