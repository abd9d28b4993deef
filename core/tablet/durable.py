"""Writing and erasing that survive a power cut after they return, or leave nothing behind."""

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
    """Put `content` at `path` whole or not at all, readable by its owner only.

    Raises NoSpace, NoPermission or MachineTrouble; then what stood there before still does.
    """
    partial = path.with_name(f"{path.name}.{get_ident()}{PARTIAL}")  # two threads, two files
    with _opened(partial, os.O_TRUNC) as handle:
        _write_all(handle, content)
        _settle(handle, partial, path)


def reserve(place: Path, size: int) -> None:
    """Have exactly `size` bytes of disk set aside at `place`, for `write_then` to write over.

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
    """Put `body` and the bytes of `ending` at the path that it names, as `write` does.

    It is written over what was reserved at `place`, if anything was; `ending` is asked for once
    `body` is on the disk.
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
    """Destroy the file for good; one that is not there changes nothing."""
    with trouble_named():
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108  a call that tests can count
        sync_folder(path.parent)


def folder(path: Path) -> Path:
    """Return the folder, made for its owner only, without what a cut left half-written."""
    with trouble_named():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in set(path.glob("*" + PARTIAL)) - _being_written:
            leftover.unlink(missing_ok=True)
    return path


def sync_folder(path: Path) -> None:
    """Make the last rename or unlink in `path` survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def trouble_named() -> Generator[None]:
    """Turn what the disk refuses into MachineTrouble."""
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
