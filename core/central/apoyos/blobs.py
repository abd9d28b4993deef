"""Sealed envelopes in a folder: complete as `RECORD-SHA256`, partial in `partes/` by device.

Bytes are fsynced before an offset or a receipt is returned.
"""

import fcntl
import os
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from core.central.apoyos.blob_names import (
    OF_ALL,
    OF_BRINGER,
    PartBounds,
    blob_name,
    checked_bringer,
)
from core.central.apoyos.growing import Growing
from core.central.errors import BlobMissing, BlobsGone
from core.domain.apoyos.apoyo import RecordId
from core.durable import sync_folder

_PARTS = "partes"


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
        """Return how many bytes of each record are durable, of a whole one all of them."""
        begun = {path.name for _, _, path in self._parts()}
        found = {}
        for record_id, sha256 in named:
            name = blob_name(record_id, sha256)
            size = self._size(name)
            if size is None:
                is_begun = f"{name}-{self.bringer}" in begun
                size = _held(self.growing(record_id, sha256)) if is_begun else 0
            found[record_id] = size
        return found

    def sizes(self, named: Iterable[tuple[RecordId, str]]) -> dict[RecordId, int]:
        found = ((each[0], self._size(blob_name(*each))) for each in named)
        return {record_id: size for record_id, size in found if size is not None}

    def growing(self, record_id: RecordId, sha256: str) -> Growing:
        name = blob_name(record_id, sha256)
        part = f"{self.folder}/{_PARTS}/{name}-{checked_bringer(self.bringer)}"
        return Growing(part, f"{self.folder}/{name}", partial(self._make_room, part))

    def sync(self) -> None:
        sync_folder(self.folder)

    def content(self, record_id: RecordId, sha256: str) -> bytes:
        """Return a whole envelope. Raises BlobMissing, or BlobsGone where the folder is not there.

        A disk that is not mounted is no fault of the record's.
        """
        try:
            return (self.folder / blob_name(record_id, sha256)).read_bytes()
        except FileNotFoundError as cause:
            raise (BlobMissing if self.folder.is_dir() else BlobsGone) from cause

    def parts_before(self, before: datetime) -> Sequence[str]:
        """Return partial uploads without a byte since `before`, and stray entries of the folder."""
        return sorted(path.name for at, _, path in self._parts() if at < before.timestamp())

    def forget_part(self, name: str) -> int:
        """Delete one partial upload; return 1, or 0 where it is in use.

        Raises OSError for a folder.
        """
        return int(_forgotten(self.folder / _PARTS / name))

    def _size(self, name: str) -> int | None:
        try:
            return os.stat(f"{self.folder}/{name}").st_size  # noqa: PTH116  20,000 of them
        except FileNotFoundError:
            return None

    def _make_room(self, part: str, more: int) -> None:
        """Remove the oldest other parts, so that `part` may grow by `more` bytes within bounds."""
        own = f"-{self.bringer}"
        for bounds, suffix in ((self.of_bringer, own), (self.of_all, "")):
            held = [each for each in self._parts() if each[2].name.endswith(suffix)]
            others = sorted(each for each in held if each[2] != Path(part))
            size = more + sum(size for _, size, _ in held)
            for at_most, (_, freed, path) in enumerate(others):
                if len(others) - at_most < bounds.parts and size <= bounds.size:
                    break
                if _forgotten(path):
                    size -= freed

    def _parts(self) -> list[tuple[float, int, Path]]:
        """Return when each part last grew, its size and its path."""
        found = []
        with suppress(FileNotFoundError), os.scandir(self.folder / _PARTS) as entries:
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
