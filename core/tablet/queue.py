"""The queue of sealed records (numerals 23 to 25): a folder that holds ciphertext only."""

import hashlib
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from core.domain.apoyos.apoyo import Header, RecordId
from core.domain.device.tablet import Ending, RecordInfo, SealedApoyo
from core.errors import EnvelopeRejected
from core.tablet import durable
from core.tablet.errors import RecordDamaged
from core.tablet.listing import Listing
from core.tablet.records import Records, front_of, pack, unpack

_NAME = re.compile(r"([0-9]{8})-([0-9a-f]{32})-([0-9a-f]{64})\.sobre")
_FRONT_BYTES = 8 * 1024
"""More than the longest front of an envelope."""
_MOST_ERASED = 16
"""Erasures that one wait for the disk makes durable, in a run that sends thousands."""


@dataclass(frozen=True, slots=True)
class FolderQueue:
    """An ApoyoQueue in `folder`. `read_header` reads the front of an envelope.

    Files are named NUMBER-RECORD ID-SHA-256. Each front is read once and held packed, so that with
    5,000 records that wait a save, a look or a record that is sent costs what it costs with none.
    """

    folder: Path
    read_header: Callable[[bytes], Header]
    _waiting: Listing[bytes] = field(init=False)
    _hand: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "firma"))
    _room: Lock = field(default_factory=Lock)
    _erased: set[RecordId] = field(default_factory=set)
    """Those that a power cut would bring back."""

    def __post_init__(self) -> None:
        """List nothing yet: the first call that asks what waits does."""
        object.__setattr__(self, "_waiting", Listing(self.folder, self._read, _name_of))

    @classmethod
    def at(cls, folder: Path, read_header: Callable[[bytes], Header]) -> "FolderQueue":
        """Return the queue of a folder, removing files left half-written by a power cut."""
        return cls(durable.folder(folder), read_header)

    def preallocate(self, size: int) -> None:
        with self._room:
            durable.reserve(self._next, size)

    def put(self, apoyo: SealedApoyo) -> None:
        signing = self._hand.submit(apoyo.sign)  # hashing is the longest part: it begins first
        header = self.read_header(apoyo.body[0])

        def ending() -> tuple[bytes, Path]:
            end = signing.result()
            return end.signature, self.folder / _name(apoyo.counter, apoyo.record_id, end.sha256)

        with self._room:
            if not self._has(apoyo):
                durable.write_then(self._next, apoyo.body, ending)
                self._waiting.add(_packed(apoyo, header, signing.result()))

    def pending(self) -> Sequence[RecordInfo]:
        return Records(self._waiting.all())

    def envelope(self, record: RecordInfo) -> bytes:
        path = self._path(record)
        with durable.trouble_named():
            content = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(content).hexdigest() != record.sha256 or not record.aspirante:
            raise RecordDamaged
        return content

    def erase(self, record: RecordInfo) -> None:
        durable.unlink(self._path(record))
        self._waiting.drop(front_of(record.counter, record.record_id))
        self._erased.add(record.record_id)
        if len(self._erased) >= _MOST_ERASED:
            self.settle()

    def settle(self) -> None:
        if self._erased:
            durable.settle(self.folder)
            self._erased.clear()

    def last(self) -> RecordInfo | None:
        packed = self._waiting.last()
        return unpack(packed) if packed else None

    @property
    def _next(self) -> Path:
        return self.folder / f"next{durable.PARTIAL}"

    def _path(self, record: RecordInfo) -> Path:
        return self.folder / _name(record.counter, record.record_id, record.sha256)

    def _has(self, apoyo: SealedApoyo) -> bool:
        """Tell whether it was put before and its file is still there."""
        packed = self._waiting.starting(front_of(apoyo.counter, apoyo.record_id))
        with durable.trouble_named():
            return packed is not None and self._path(unpack(packed)).exists()

    def _read(self, name: str) -> bytes | None:
        """Return what is held of one file; None for another's, and where the sender erased it.

        aspirante is empty where its front does not read.
        """
        parts = _NAME.fullmatch(name)
        if parts is None:
            return None
        with durable.trouble_named():
            try:
                with (self.folder / name).open("rb") as file:
                    front, stat = file.read(_FRONT_BYTES), os.fstat(file.fileno())
            except FileNotFoundError:
                return None
        try:
            header = self.read_header(front)
            aspirante, saved_at = header.aspirante, header.saved_at
        except EnvelopeRejected:
            aspirante, saved_at = "", datetime.fromtimestamp(stat.st_mtime, UTC)
        counter, record_id, sha256 = parts.groups()
        return pack(
            RecordInfo(RecordId(record_id), int(counter), aspirante, sha256, stat.st_size, saved_at)
        )


def _packed(apoyo: SealedApoyo, header: Header, end: Ending) -> bytes:
    """Return what is held of a record that was just written; its file is not read back."""
    size = sum(map(len, apoyo.body)) + len(end.signature)
    return pack(
        RecordInfo(
            apoyo.record_id, apoyo.counter, header.aspirante, end.sha256, size, header.saved_at
        )
    )


def _name_of(packed: bytes) -> str:
    record = unpack(packed)
    return _name(record.counter, record.record_id, record.sha256)


def _name(counter: int, record_id: RecordId, sha256: str) -> str:
    return f"{counter:08d}-{record_id}-{sha256}.sobre"
