"""Sealed envelopes in a folder: complete as `RECORD-SHA256`, partial in `partes/` by device.

Bytes are fsynced before an offset or a receipt is returned.
"""

import fcntl
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from core.central.apoyos.growing import Growing
from core.domain.apoyo import RecordId
from core.domain.apoyo_errors import UploadMalformed
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

    def held(self, named: Iterable[tuple[RecordId, str]]) -> dict[RecordId, int]:
        """Return how many bytes of each record (id, SHA-256 in hex) are durable."""
        begun = {path.name for _, _, path in self._parts()}
        found = {}
        for record_id, sha256 in named:
            name = _name(record_id, sha256)
            try:
                found[record_id] = os.stat(f"{self.folder}/{name}").st_size  # noqa: PTH116  20,000
            except FileNotFoundError:
                is_begun = f"{name}-{self.bringer}" in begun
                found[record_id] = _held(self.growing(record_id, sha256)) if is_begun else 0
        return found

    def growing(self, record_id: RecordId, sha256: str) -> Growing:
        """Return the file of one upload of the bringer. Raises UploadMalformed."""
        if not _BRINGER.fullmatch(self.bringer):
            raise UploadMalformed
        name = _name(record_id, sha256)
        part = self.folder / "partes" / f"{name}-{self.bringer}"
        return Growing(part, self.folder / name, partial(self._make_room, part))

    def sync(self) -> None:
        """Return once the names of all blobs that were finished are durable."""
        sync_folder(self.folder)

    def content(self, record_id: RecordId, sha256: str) -> bytes:
        """Return a whole envelope. Raises NotThere."""
        try:
            return (self.folder / _name(record_id, sha256)).read_bytes()
        except FileNotFoundError as cause:
            raise NotThere from cause

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


def _held(growing: Growing) -> int:
    with closing(growing):
        return growing.held()


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


def _name(record_id: RecordId, sha256: str) -> str:
    """Return a file's name. Raises UploadMalformed for what is no id or no hash."""
    if not _RECORD.fullmatch(record_id) or not _SHA256.fullmatch(sha256):
        raise UploadMalformed
    return f"{record_id}-{sha256}"
