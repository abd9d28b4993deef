"""Recognises a full disk in errors of files, SQLite and PostgreSQL."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from core.central.errors import NoRoom

_FULL = (errno.ENOSPC, errno.EDQUOT)
_POSTGRES_FULL = "53100"


def is_full(error: BaseException) -> bool:
    """Tell whether this error means that the disk is full."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    if isinstance(error, OperationalError):
        state = getattr(error.orig, "sqlstate", None)
        return state == _POSTGRES_FULL or "is full" in str(error.orig)
    return False


@contextmanager
def translate_disk_full() -> Iterator[None]:
    """Raise NoRoom for errors that mean a full disk; all others pass unchanged."""
    try:
        yield
    except (OSError, OperationalError) as cause:
        if is_full(cause):
            raise NoRoom from cause
        raise
