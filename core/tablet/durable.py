"""Durable writes and deletes: after they return they survive a power cut, or left nothing."""

import errno
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

from core import durable
from core.errors import MachineTrouble
from core.tablet.errors import NoPermission, NoSpace

PARTIAL = durable.PARTIAL
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_being_written: set[Path] = set()
"""Files of this process, on any thread, that are no leftovers: one process has the folder."""


def write(path: Path, content: bytes) -> None:
    """Replace `path` with `content` atomically and durably, mode 0600.

    Raises NoSpace, NoPermission or MachineTrouble; then the former content is intact.
    """
    partial = path.with_name(f"{path.name}.{get_ident()}{PARTIAL}")  # two threads, two files
    with _noted(partial):
        durable.write_as(partial, path, content)


def reserve(place: Path, size: int) -> None:
    """Preallocate exactly `size` bytes at `place`, for `write_then` to overwrite.

    Raises as `write` does; then nothing is left there.
    """
    with _noted(place), durable.opened(place, os.O_APPEND) as handle:
        lacking = size - os.fstat(handle).st_size
        if lacking > 0:
            durable.write_all(handle, bytes(lacking))
        else:
            os.ftruncate(handle, size)
        os.fsync(handle)
        durable.sync_folder(place.parent)
    _being_written.add(place)  # until `write_then` gives it its name


def write_then(
    place: Path, body: Sequence[bytes], ending: Callable[[], tuple[bytes, Path]]
) -> None:
    """Write `body`, then the bytes of `ending`, at the path that `ending` returns, as `write` does.

    Uses the file preallocated at `place` if there is one. `ending` is called once `body` is
    durable. Raises as `write` does.
    """
    with _noted(place):
        with durable.opened(place) as handle:
            for part in body:
                durable.write_all(handle, part)
            os.ftruncate(handle, sum(map(len, body)))
            os.fsync(handle)
            rest, path = ending()
            durable.write_all(handle, rest)
            os.fsync(handle)
        durable.give_name(place, path)


def erase(path: Path) -> None:
    """Delete the file durably; a missing one changes nothing. Raises MachineTrouble."""
    unlink(path)
    settle(path.parent)


def unlink(path: Path) -> None:
    """Delete the file, durably after `settle`; a missing one changes nothing.

    Raises MachineTrouble.
    """
    with trouble_named(), suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108  a call that tests can count


def settle(folder: Path) -> None:
    """Return once what was deleted in the folder stays so. Raises MachineTrouble."""
    with trouble_named():
        durable.sync_folder(folder)


def folder(path: Path) -> Path:
    """Return `path`, created with mode 0700, with unfinished temporary files removed.

    Raises MachineTrouble.
    """
    with trouble_named():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in set(path.glob("*" + PARTIAL)) - _being_written:
            leftover.unlink(missing_ok=True)
    return path


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
def _noted(partial: Path) -> Generator[None]:
    """Let no other thread sweep `partial` away. Where the block fails nothing of it is left."""
    _being_written.add(partial)
    try:
        with trouble_named(), durable.removed_on_failure(partial):
            yield
    finally:
        _being_written.discard(partial)
