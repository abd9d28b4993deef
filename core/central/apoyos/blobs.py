"""Sealed envelopes in a folder: complete as `RECORD-SHA256`, partial in `partes/` by device.

Bytes are fsynced before an offset or a receipt is returned.
"""

import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.domain.apoyo import RecordId
from core.domain.apoyo_errors import OffsetDiffers, UploadMalformed
from core.durable import sync_folder
from core.errors import NotThere

_RECORD = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BRINGER = re.compile(r"[0-9a-f]{0,64}")


@dataclass(frozen=True, slots=True)
class PartBounds:
    """Limits on partial uploads: `parts` files, `size` bytes in all.

    Beyond them the oldest is deleted; its tablet still has the record and starts again.
    """

    parts: int
    size: int


OF_BRINGER = PartBounds(parts=8, size=128 << 20)
OF_ALL = PartBounds(parts=4_096, size=16 << 30)


@dataclass(frozen=True, slots=True)
class FolderBlobs:
    """Blobs in `folder`, ciphertext only. Safe between processes.

    Partial uploads are those of device `bringer`; no device continues another's.
    """

    folder: Path
    bringer: str = ""
    of_bringer: PartBounds = OF_BRINGER
    of_all: PartBounds = OF_ALL

    def held(self, record_id: RecordId, sha256: str) -> int:
        """Return how many bytes of a record are durable."""
        final = self._final(record_id, sha256)
        if final.exists():
            return final.stat().st_size
        if not self._part(record_id, sha256).exists():
            return 0
        with self._locked(record_id, sha256) as handle:
            os.fsync(handle)
            return os.fstat(handle).st_size

    def append(self, record_id: RecordId, sha256: str, offset: int, part: bytes) -> int:
        """Append `part` at `offset`; return the durable size in bytes.

        Raises OffsetDiffers where `offset` is not that size: nothing is written.
        """
        final = self._final(record_id, sha256)
        if final.exists():
            return self._expect(offset, final.stat().st_size)
        self._make_room(self._part(record_id, sha256), len(part))
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
        """Return the whole envelope. Raises NotThere."""
        for path in (self._final(record_id, sha256), self._part(record_id, sha256)):
            if path.exists():
                return path.read_bytes()
        raise NotThere

    def finish(self, record_id: RecordId, sha256: str) -> None:
        """Turn a complete upload into a blob, durably. Idempotent."""
        final = self._final(record_id, sha256)
        if not final.exists():
            with self._locked(record_id, sha256) as handle:
                os.fsync(handle)
                if not final.exists():
                    self._part(record_id, sha256).replace(final)
        sync_folder(self.folder)

    def discard(self, record_id: RecordId, sha256: str) -> None:
        """Delete a partial upload. A finished blob stays."""
        self._part(record_id, sha256).unlink(missing_ok=True)

    def parts_before(self, before: datetime) -> Sequence[Path]:
        """Return partial uploads without a byte since `before`, and stray entries of the folder."""
        return sorted(path for at, _, path in self._parts() if at < before.timestamp())

    def forget_part(self, path: Path) -> int:
        """Delete one partial upload; return 1, or 0 where it is in use.

        Raises OSError for a folder.
        """
        return int(_forgotten(path))

    def _make_room(self, part: Path, more: int) -> None:
        """Remove the oldest other parts, so that `part` may grow by `more` bytes within bounds."""
        own = f"-{self.bringer}"
        for bounds, suffix in ((self.of_bringer, own), (self.of_all, "")):
            held = [each for each in self._parts() if each[2].name.endswith(suffix)]
            others = sorted(each for each in held if each[2] != part)
            size = more + sum(size for _, size, _ in held)
            for at_most, (_, freed, path) in enumerate(others):
                if len(others) - at_most < bounds.parts and size <= bounds.size:
                    break
                if _forgotten(path):
                    size -= freed

    def _parts(self) -> list[tuple[float, int, Path]]:
        """Return when each part last grew, its size and its path."""
        found = []
        with suppress(FileNotFoundError), os.scandir(self.folder / "partes") as entries:
            for entry in entries:
                with suppress(FileNotFoundError):
                    known = entry.stat()
                    found.append((known.st_mtime, known.st_size, Path(entry.path)))
        return found

    def _expect(self, offset: int, held: int) -> int:
        """Return what is held. Raises OffsetDiffers unless that is where the part begins."""
        if offset != held:
            raise OffsetDiffers({"offset": str(held)})
        return held

    def _final(self, record_id: RecordId, sha256: str) -> Path:
        return self.folder / _name(record_id, sha256)

    def _part(self, record_id: RecordId, sha256: str) -> Path:
        if not _BRINGER.fullmatch(self.bringer):
            raise UploadMalformed
        return self.folder / "partes" / f"{_name(record_id, sha256)}-{self.bringer}"

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


def _forgotten(path: Path) -> bool:
    """Remove a part unless it is being written; tell whether it was removed."""
    with suppress(FileNotFoundError):
        handle = os.open(path, os.O_RDWR)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True
    return False


def _locked_file(path: Path) -> int:
    """Return the open and locked file; one that was removed while this waited is made anew."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o660)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)


def _name(record_id: RecordId, sha256: str) -> str:
    """Return a file's name. Raises UploadMalformed for what is no id or no hash."""
    if not _RECORD.fullmatch(record_id) or not _SHA256.fullmatch(sha256):
        raise UploadMalformed
    return f"{record_id}-{sha256}"
