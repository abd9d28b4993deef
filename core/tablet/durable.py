"""Durable writes and deletes: after they return they survive a power cut, or left nothing."""

import errno
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

from core.errors import MachineTrouble
from core.tablet.errors import NoPermission, NoSpace

PARTIAL = ".partial"
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_being_written: set[Path] = set()
"""Files of this process, on any thread, that are no leftovers: one process has the folder."""


def write(path: Path, content: bytes) -> None:
    """Replace `path` with `content` atomically and durably, mode 0600.

    Raises NoSpace, NoPermission or MachineTrouble; then the former content is intact.
    """
    partial = path.with_name(f"{path.name}.{get_ident()}{PARTIAL}")  # two threads, two files
    with _opened(partial, os.O_TRUNC) as handle:
        _write_all(handle, content)
        _settle(handle, partial, path)


def reserve(place: Path, size: int) -> None:
    """Preallocate exactly `size` bytes at `place`, for `write_then` to overwrite.

    Raises as `write` does; then nothing is left there.
    """
    with _opened(place, os.O_APPEND) as handle:
        lacking = size - os.fstat(handle).st_size
        if lacking > 0:
            _write_all(handle, bytes(lacking))
        else:
            os.ftruncate(handle, size)
        os.fsync(handle)
        sync_folder(place.parent)
    _being_written.add(place)  # until `write_then` gives it its name


def write_then(
    place: Path, body: Sequence[bytes], ending: Callable[[], tuple[bytes, Path]]
) -> None:
    """Write `body`, then the bytes of `ending`, at the path that `ending` returns, as `write` does.

    Uses the file preallocated at `place` if there is one. `ending` is called once `body` is
    durable. Raises as `write` does.
    """
    with _opened(place) as handle:
        for part in body:
            _write_all(handle, part)
        os.ftruncate(handle, sum(map(len, body)))
        os.fsync(handle)
        rest, path = ending()
        _write_all(handle, rest)
        _settle(handle, place, path)


def erase(path: Path) -> None:
    """Delete the file durably; a missing one changes nothing. Raises MachineTrouble."""
    with trouble_named():
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108  a call that tests can count
        sync_folder(path.parent)


def folder(path: Path) -> Path:
    """Return `path`, created with mode 0700, with unfinished temporary files removed.

    Raises MachineTrouble.
    """
    with trouble_named():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in set(path.glob("*" + PARTIAL)) - _being_written:
            leftover.unlink(missing_ok=True)
    return path


def sync_folder(path: Path) -> None:
    """Make the last rename or unlink in `path` durable (fsync of the folder)."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def trouble_named() -> Generator[None]:
    """Convert OSError inside the block into NoSpace, NoPermission or MachineTrouble."""
    try:
        yield
    except OSError as cause:
        if cause.errno in _NO_SPACE:
            raise NoSpace from cause
        if cause.errno in _NO_PERMISSION:
            raise NoPermission from cause
        raise MachineTrouble({"detail": os.strerror(cause.errno or errno.EIO)}) from cause


@contextmanager
def _opened(partial: Path, how: int = 0) -> Generator[int]:
    """Give the handle of a file to be written. Where the block fails nothing of it is left."""
    with trouble_named(), _noted(partial):
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | how, 0o600)
        try:
            yield handle
        except BaseException:
            with suppress(OSError):
                os.unlink(partial)  # noqa: PTH108  a call that tests can count
            raise
        finally:
            os.close(handle)


@contextmanager
def _noted(partial: Path) -> Generator[None]:
    _being_written.add(partial)
    try:
        yield
    finally:
        _being_written.discard(partial)


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _settle(handle: int, partial: Path, path: Path) -> None:
    """Give a whole file its name, both through to the disk."""
    os.fsync(handle)
    os.rename(partial, path)  # noqa: PTH104  a call that tests can count
    sync_folder(path.parent)
