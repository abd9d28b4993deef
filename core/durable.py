"""Atomic and durable file writes: fsync of the file, rename, fsync of its folder."""

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

PARTIAL = ".partial"
OWNER_ONLY = 0o600
AS_ANY_FILE = 0o666
"""What the person's umask leaves of it: for a file that they asked for."""

_BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows turns line ends without it."""
_NO_SUCH_CALL = {errno.EBADF, errno.EINVAL}


def write_whole(path: Path, content: bytes, *, mode: int = OWNER_ONLY) -> None:
    """Write `content` at `path`, atomically and durably.

    Raises OSError; then the former content is intact. A temporary file left by a power cut is
    replaced, never trusted.
    """
    partial = path.with_name(path.name + PARTIAL)
    partial.unlink(missing_ok=True)
    write_as(partial, path, content, how=os.O_EXCL, mode=mode)


def write_as(
    partial: Path, path: Path, content: bytes, *, how: int = os.O_TRUNC, mode: int = OWNER_ONLY
) -> None:
    """Write as `write_whole` does, using `partial` in the same folder as temporary file.

    Raises OSError; then the former content is intact and `partial` is removed.
    """
    with removed_on_failure(partial):
        with opened(partial, how, mode) as handle:
            write_all(handle, content)
            os.fsync(handle)
        give_name(partial, path)


@contextmanager
def removed_on_failure(partial: Path) -> Generator[None]:
    """Remove `partial` where the block raises."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)  # noqa: PTH108  a call that tests can count
        raise


@contextmanager
def opened(partial: Path, how: int = 0, mode: int = OWNER_ONLY) -> Generator[int]:
    """Give a descriptor of a file open for writing, created if needed. Raises OSError."""
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | _BINARY | how, mode)
    try:
        yield handle
    finally:
        os.close(handle)


def write_all(handle: int, content: bytes | bytearray | memoryview) -> None:
    """Write all bytes, also where the system accepts fewer at once. Raises OSError."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def give_name(partial: Path, path: Path) -> None:
    """Rename `partial` to `path` durably, replacing what was there. Raises OSError.

    The file must be closed: Windows cannot rename an open one.
    """
    os.replace(partial, path)  # noqa: PTH105  a call that tests can count
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Return once the last rename, creation or removal in `folder` is durable.

    Windows opens no folder, and its file system journals these by itself. Where a file system (a
    network share) has no such call there is nothing to wait for, as PostgreSQL takes it too.
    """
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as cause:
        if cause.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(handle)
