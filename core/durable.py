"""Files that stand whole or not at all, and whose place in their folder survives a power cut.

Every rename of ours that must survive one goes: fsync of the file, rename, fsync of its folder.
"""

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
    """Put `content` at `path`, durably. Raises OSError; then what stood there before still does.

    A leftover of a cut is not trusted: neither its permissions nor where it points.
    """
    partial = path.with_name(path.name + PARTIAL)
    partial.unlink(missing_ok=True)
    write_as(partial, path, content, how=os.O_EXCL, mode=mode)


def write_as(
    partial: Path, path: Path, content: bytes, *, how: int = os.O_TRUNC, mode: int = OWNER_ONLY
) -> None:
    """Do as `write_whole` does, by way of `partial`, in the same folder."""
    with removed_on_failure(partial):
        with opened(partial, how, mode) as handle:
            write_all(handle, content)
            os.fsync(handle)
        give_name(partial, path)


@contextmanager
def removed_on_failure(partial: Path) -> Generator[None]:
    """Leave nothing of `partial` where the block fails."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)  # noqa: PTH108  a call that tests can count
        raise


@contextmanager
def opened(partial: Path, how: int = 0, mode: int = OWNER_ONLY) -> Generator[int]:
    """Give the handle of a file to be written, made if need be. Raises OSError."""
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | _BINARY | how, mode)
    try:
        yield handle
    finally:
        os.close(handle)


def write_all(handle: int, content: bytes) -> None:
    """Write every byte: the system may take less at once. Raises OSError."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def give_name(partial: Path, path: Path) -> None:
    """Give what is written through its name, over what has it, durably. Raises OSError.

    It is closed by now: Windows renames no open file.
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
