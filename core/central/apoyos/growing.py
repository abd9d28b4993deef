"""A sealed envelope while its bytes come: a part that only ever grows, then a blob."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from core import durable
from core.domain.apoyos.apoyo_errors import OffsetDiffers

_PIECE_BYTES = 1 << 20
_NEW = -1
_GROUP_TOO = 0o660
"""Where web and worker are two users, their group opens the blob; it is sealed."""


@dataclass(slots=True)
class Growing:
    """The file of one upload, `part` while it grows and `final` when whole. Safe between processes.

    It stays open from its first use until `close`, so that what was read of it is what it holds:
    whoever removes a part takes its name away, never its bytes.
    """

    part: str
    final: str
    make_room: Callable[[int], None]
    _handle: int = _NEW

    def held(self) -> int:
        """Return how many bytes of it are durable, made so if they were not."""
        try:
            self._open_to_read()
            return self.promise()
        except OffsetDiffers:
            return 0

    def pieces(self, offset: int) -> Iterator[bytes]:
        """Yield what is held of it already, from the start.

        Raises OffsetDiffers where that is not `offset` bytes.
        """
        self._open_to_read()
        _expect(offset, os.fstat(self._handle).st_size)
        at = 0
        while piece := os.pread(self._handle, _PIECE_BYTES, at):
            at += len(piece)
            yield piece

    def append(self, offset: int, content: bytes | bytearray | memoryview) -> int:
        """Add `content` at `offset`; return the size, which is durable only after `promise`.

        Raises OffsetDiffers where `offset` is not the size: nothing is written.
        """
        whole = _size(self.final)
        if whole is not None:
            return _expect(offset + len(content), whole)
        self.make_room(len(content))
        with self._locked() as handle:
            size = _expect(offset, os.fstat(handle).st_size)
            durable.write_all(handle, content)
            return size + len(content)

    def promise(self) -> int:
        """Make what is held durable, its name too; return its size."""
        with self._locked() as handle:
            os.fsync(handle)
            durable.sync_folder(Path(self.part).parent)
            durable.sync_folder(Path(self.final).parent)
            return os.fstat(handle).st_size

    def finish(self, offset: int, rest: bytes | bytearray | memoryview) -> None:
        """Add `rest`, with which it is whole, and turn it into a blob.

        The bytes are durable; their name is after the next sync of the folder. Raises
        OffsetDiffers as `append` does.
        """
        whole = _size(self.final)
        if whole is not None:
            _expect(offset, whole)
            self.discard()
            return
        with self._locked() as handle:
            if _size(self.final) is not None:  # finished by another process while this one waited
                self.discard()
                return
            _expect(offset, os.fstat(handle).st_size)
            durable.write_all(handle, rest)
            os.fsync(handle)
            os.replace(self.part, self.final)  # noqa: PTH105  a call that tests can count

    def may_be_whole(self) -> bool:
        """Tell whether these very bytes are a blob already."""
        return _size(self.final) is not None

    def discard(self) -> None:
        """Delete the part. A finished blob stays."""
        _unlink(self.part)

    def remove(self) -> None:
        """Delete a blob for which no receipt can ever be given."""
        _unlink(self.final)

    def close(self) -> None:
        """Let the file go."""
        if self._handle != _NEW:
            os.close(self._handle)
            self._handle = _NEW

    def _open_to_read(self) -> None:
        """Open the blob, else the part. Raises OffsetDiffers where neither is there."""
        for path, how in ((self.final, os.O_RDONLY), (self.part, os.O_RDWR | os.O_APPEND)):
            if self._handle != _NEW:
                return
            with suppress(FileNotFoundError):
                self._handle = os.open(path, how)
        if self._handle == _NEW:
            raise OffsetDiffers({"offset": "0"})

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """Give the part's file to one writer at a time.

        Raises OffsetDiffers for one that lost its name since it was opened here.
        """
        if self._handle == _NEW:
            self._handle = _made(self.part)
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        try:
            if not os.fstat(self._handle).st_nlink:
                raise OffsetDiffers({"offset": "0"})
            yield self._handle
        finally:
            fcntl.flock(self._handle, fcntl.LOCK_UN)


def _expect(offset: int, held: int) -> int:
    """Return what is held. Raises OffsetDiffers unless that is where the bytes begin."""
    if offset != held:
        raise OffsetDiffers({"offset": str(held)})
    return held


def _size(path: str) -> int | None:
    """Return the size of a file in bytes, None where there is none."""
    try:
        return os.stat(path).st_size  # noqa: PTH116  a Path costs more than the call
    except FileNotFoundError:
        return None


def _unlink(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108  a call that tests can count


def _made(part: str) -> int:
    """Return the part open, new if needed; one that was removed meanwhile is made anew."""
    while True:
        try:
            handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_APPEND, _GROUP_TOO)
        except FileNotFoundError:
            Path(part).parent.mkdir(parents=True, exist_ok=True)
            continue
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)
