"""Writing and erasing that survive a power cut after they return, or leave nothing behind."""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import MachineTrouble
from core.tablet.errors import NoPermission, NoSpace

PARTIAL = ".partial"
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole or not at all, readable by its owner only.

    Raises NoSpace, NoPermission or MachineTrouble; then what stood there before still does.
    """
    partial = path.with_name(path.name + PARTIAL)
    with trouble_named():
        try:
            _write_through(partial, content)
            os.rename(partial, path)  # noqa: PTH104  a call that tests can count
        except OSError:
            with suppress(OSError):
                os.unlink(partial)  # noqa: PTH108  the same
            raise
        sync_folder(path.parent)


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
        for leftover in path.glob("*" + PARTIAL):
            leftover.unlink()
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


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
