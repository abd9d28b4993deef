"""Received files of imports: sealed to the worker's key as they arrive, deleted once checked."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from core.central.errors import NoRoom
from core.central.object_store import Objects
from core.domain.verification.import_errors import ImportTooLong, ReceivedFileUnreadable
from core.domain.verification.importacion import ImportKind
from core.durable import PARTIAL, give_name, opened, removed_on_failure, write_all
from core.errors import EnvelopeRejected, NotThere
from core.sealing.sealed_file import open_file, seal_file

_MOST_MIB = {ImportKind.PADRON: 16 << 10, ImportKind.GEOGRAFIA: 64, ImportKind.RESPUESTA: 16}
"""A hundred million rows of the padrón, a million of the geography, the 50,000 of a batch: all with
room to spare."""
_LEFT_BYTES = 256 << 20
"""What stays free for the records of citizens: an import never takes the last of the disk."""
_READABLE_BY_GROUP = 0o660
_SHARED = "importaciones"
_BUFFER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """The folder `imports/`, or `importaciones/` of the S3 store, which all hosts share.

    The web writes in it, the worker reads and deletes. All raise MachineTrouble for an ill store.
    """

    folder: Path
    objects: Objects | None = None

    def receive(
        self, kind: ImportKind, chunks: Iterable[bytes], to: X25519PublicKey
    ) -> tuple[str, int]:
        """Return the name of the sealed file, durable, and the bytes of its content.

        Raises ImportTooLong, NoRoom, OSError, or what `chunks` raise; then nothing is left.
        """
        name = f"{secrets.token_hex(16)}.sobre"
        counted = _Counted(chunks, _MOST_MIB[kind])
        if self.objects is not None:
            self.objects.write(_shared(name), seal_file(counted, to=to, about=_about(kind, name)))
            return name, counted.bytes
        self.folder.mkdir(mode=0o770, parents=True, exist_ok=True)
        final = self.folder / name
        partial = final.with_name(name + PARTIAL)
        with removed_on_failure(partial):
            with opened(partial, os.O_EXCL, _READABLE_BY_GROUP) as handle:
                for piece in seal_file(counted, to=to, about=_about(kind, name)):
                    self._check_room()
                    write_all(handle, piece)
                os.fsync(handle)
            give_name(partial, final)
        return name, counted.bytes

    def read(self, kind: ImportKind, name: str, own: X25519PrivateKey) -> Iterator[bytes]:
        """Yield the content of a received file. Raises ReceivedFileUnreadable."""
        try:
            with self._opened(name) as file:
                yield from open_file(file, own=own, about=_about(kind, name))
        except (EnvelopeRejected, FileNotFoundError, NotThere) as cause:
            raise ReceivedFileUnreadable from cause

    def forget(self, name: str) -> None:
        """Delete a received file. An unknown name changes nothing."""
        if self.objects is not None:
            self.objects.delete([_shared(name)])
        (self.folder / name).unlink(missing_ok=True)

    def forget_others(self, kept: Iterable[str], before: datetime) -> int:
        """Delete files older than `before` that no open import has; return how many."""
        names = set(kept)
        gone = self._forget_shared(names, before)
        for path in self.folder.glob("*.sobre*"):
            old = datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
            if old and path.name not in names:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _forget_shared(self, kept: set[str], before: datetime) -> int:
        found = self.objects.under(_SHARED) if self.objects is not None else ()
        over = [
            each.name
            for each in found
            if each.changed_at < before and each.name.rpartition("/")[2] not in kept
        ]
        if self.objects is not None:
            self.objects.delete(over)
        return len(over)

    def _opened(self, name: str) -> IO[bytes]:
        if self.objects is None:
            return (self.folder / name).open("rb")
        return BufferedReader(_Pieces(self.objects.pieces(_shared(name))), _BUFFER_BYTES)

    def _check_room(self) -> None:
        if shutil.disk_usage(self.folder).free < _LEFT_BYTES:
            raise NoRoom


class _Pieces(RawIOBase):
    """Pieces that come one after another, read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  any writable buffer
        """Fill a buffer with what is there; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._pieces, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


class _Counted:
    """Passes chunks on and counts their bytes. Raises ImportTooLong beyond `most` MiB."""

    def __init__(self, chunks: Iterable[bytes], most: int) -> None:
        self._chunks, self._most, self.bytes = chunks, most, 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.bytes += len(chunk)
            if self.bytes > self._most << 20:
                raise ImportTooLong({"megabytes": f"{self._most:,}"})
            yield chunk


def _shared(name: str) -> str:
    return f"{_SHARED}/{name}"


def _about(kind: ImportKind, name: str) -> bytes:
    return f"{kind.value}/{name}".encode()
