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

from core.domain.apoyo import Header, RecordId
from core.domain.tablet import RecordInfo, SealedApoyo
from core.errors import EnvelopeRejected
from core.tablet import durable
from core.tablet.errors import RecordDamaged

_NAME = re.compile(r"([0-9]{8})-([0-9a-f]{32})-([0-9a-f]{64})\.sobre")
_FRONT_BYTES = 8 * 1024
"""More than the longest front of an envelope."""


@dataclass(frozen=True, slots=True)
class FolderQueue:
    """An ApoyoQueue in `folder`. `read_header` reads the front of an envelope.

    Files are named NUMBER-RECORD ID-SHA-256, so order, next number and announcement need only a
    directory listing, also for 5,000 records.
    """

    folder: Path
    read_header: Callable[[bytes], Header]
    _hand: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "firma"))
    _room: Lock = field(default_factory=Lock)

    @classmethod
    def at(cls, folder: Path, read_header: Callable[[bytes], Header]) -> "FolderQueue":
        """Return the queue of a folder, removing files left half-written by a power cut."""
        return cls(durable.folder(folder), read_header)

    def preallocate(self, size: int) -> None:
        with self._room:
            durable.reserve(self._next, size)

    def put(self, apoyo: SealedApoyo) -> None:
        signing = self._hand.submit(apoyo.sign)  # hashing is the longest part: it begins first

        def ending() -> tuple[bytes, Path]:
            end = signing.result()
            return end.signature, self.folder / _name(apoyo.counter, apoyo.record_id, end.sha256)

        with self._room:
            if not self._found(apoyo.record_id):
                durable.write_then(self._next, apoyo.body, ending)

    def pending(self) -> Sequence[RecordInfo]:
        found = (self._info(path) for path in self._files())
        return [each for each in found if each is not None]

    def envelope(self, record: RecordInfo) -> bytes:
        path = self.folder / _name(record.counter, record.record_id, record.sha256)
        with durable.trouble_named():
            content = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(content).hexdigest() != record.sha256 or not record.aspirante:
            raise RecordDamaged
        return content

    def erase(self, record_id: RecordId) -> None:
        path = self._found(record_id)
        if path is not None:
            durable.erase(path)

    def last(self) -> RecordInfo | None:
        files = self._files()
        return self._info(files[-1]) if files else None

    @property
    def _next(self) -> Path:
        return self.folder / f"next{durable.PARTIAL}"

    def _files(self) -> list[Path]:
        with durable.trouble_named():
            return sorted(each for each in self.folder.iterdir() if _NAME.fullmatch(each.name))

    def _found(self, record_id: RecordId) -> Path | None:
        with durable.trouble_named(), os.scandir(self.folder) as files:
            names = (each.name for each in files if each.name[9:41] == record_id)
            return next((self.folder / name for name in names if _NAME.fullmatch(name)), None)

    def _info(self, path: Path) -> RecordInfo | None:
        """Return what is known of one file; None where the sender has just erased it.

        aspirante is empty where its front no longer reads.
        """
        counter, record_id, sha256 = path.name.removesuffix(".sobre").split("-")
        with durable.trouble_named():
            try:
                with path.open("rb") as file:
                    front, stat = file.read(_FRONT_BYTES), os.fstat(file.fileno())
            except FileNotFoundError:
                return None
        try:
            header = self.read_header(front)
            aspirante, saved_at = header.aspirante, header.saved_at
        except EnvelopeRejected:
            aspirante, saved_at = "", datetime.fromtimestamp(stat.st_mtime, UTC)
        return RecordInfo(
            RecordId(record_id), int(counter), aspirante, sha256, stat.st_size, saved_at
        )


def _name(counter: int, record_id: RecordId, sha256: str) -> str:
    return f"{counter:08d}-{record_id}-{sha256}.sobre"
