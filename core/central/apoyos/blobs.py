"""Sealed envelopes in a folder: whole ones as `RECORD-SHA256`, parts the same in `partes/`.

No offset is promised, and no receipt given, before the bytes would survive a power cut.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.domain.apoyo import RecordId
from core.domain.apoyo_errors import OffsetDiffers, UploadMalformed
from core.durable import sync_folder
from core.errors import NotThere

_RECORD = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FolderBlobs:
    """Blobs in `folder`, which holds ciphertext only. Safe between processes."""

    folder: Path

    def held(self, record_id: RecordId, sha256: str) -> int:
        final = self._final(record_id, sha256)
        if final.exists():
            return final.stat().st_size
        if not self._part(record_id, sha256).exists():
            return 0
        with self._locked(record_id, sha256) as handle:
            os.fsync(handle)
            return os.fstat(handle).st_size

    def append(self, record_id: RecordId, sha256: str, offset: int, part: bytes) -> int:
        final = self._final(record_id, sha256)
        if final.exists():
            return self._expect(offset, final.stat().st_size)
        with self._locked(record_id, sha256) as handle:
            size = self._expect(offset, os.fstat(handle).st_size)
            if final.exists():  # finished by another process while this one waited
                return size
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
            return size + len(part)

    def content(self, record_id: RecordId, sha256: str) -> bytes:
        for path in (self._final(record_id, sha256), self._part(record_id, sha256)):
            if path.exists():
                return path.read_bytes()
        raise NotThere

    def finish(self, record_id: RecordId, sha256: str) -> None:
        final = self._final(record_id, sha256)
        if not final.exists():
            with self._locked(record_id, sha256) as handle:
                os.fsync(handle)
                if not final.exists():
                    self._part(record_id, sha256).replace(final)
        sync_folder(self.folder)

    def discard(self, record_id: RecordId, sha256: str) -> None:
        self._part(record_id, sha256).unlink(missing_ok=True)

    def forget_parts(self, before: datetime) -> int:
        """Remove parts to which no byte came since `before`; return how many they were."""
        parts, forgotten = self.folder / "partes", 0
        for path in parts.iterdir() if parts.exists() else ():
            record_id, _, sha256 = path.name.partition("-")
            with self._locked(RecordId(record_id), sha256) as handle:
                if os.fstat(handle).st_mtime < before.timestamp():
                    path.unlink(missing_ok=True)
                    forgotten += 1
        return forgotten

    def _expect(self, offset: int, held: int) -> int:
        """Return what is held. Raises OffsetDiffers unless that is where the part begins."""
        if offset != held:
            raise OffsetDiffers({"offset": str(held)})
        return held

    def _final(self, record_id: RecordId, sha256: str) -> Path:
        return self.folder / _name(record_id, sha256)

    def _part(self, record_id: RecordId, sha256: str) -> Path:
        return self.folder / "partes" / _name(record_id, sha256)

    @contextmanager
    def _locked(self, record_id: RecordId, sha256: str) -> Iterator[int]:
        """Give the part's file, made durable if it is new, for one process at a time."""
        path = self._part(record_id, sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists()
        handle = _locked_file(path)
        try:
            if new:
                sync_folder(path.parent)
                sync_folder(self.folder)
            yield handle
        finally:
            os.close(handle)


def _locked_file(path: Path) -> int:
    """Return the open and locked file; one that was removed while this waited is made anew."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)


def _name(record_id: RecordId, sha256: str) -> str:
    """Return a file's name. Raises UploadMalformed for what is no id or no hash."""
    if not _RECORD.fullmatch(record_id) or not _SHA256.fullmatch(sha256):
        raise UploadMalformed
    return f"{record_id}-{sha256}"
