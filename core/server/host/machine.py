"""Refusals of the operating system as errors with an action for the operator."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from core.errors import MachineTrouble
from core.server.errors import (
    DatabaseGone,
    DiskFull,
    FolderForbidden,
    ListenWrong,
    PortForbidden,
    PortTaken,
)
from core.server.host.disk_full import is_full

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_BACKLOG = 2048
_NO_DATABASE = (OperationalError, DatabaseError)


@contextmanager
def machine_trouble(folder: Path) -> Iterator[None]:
    """Convert errors about `folder` into the MachineTrouble that fits.

    FolderForbidden, DiskFull or DatabaseGone, else MachineTrouble itself.
    """
    try:
        yield
    except (ArgumentError, DatabaseError) as cause:
        if is_full(cause):
            raise DiskFull({"folder": str(folder)}) from cause
        if isinstance(cause, DatabaseError) and type(cause) not in _NO_DATABASE:
            raise  # a rule of a table was broken: a bug
        raise DatabaseGone from cause
    except OSError as cause:
        if is_full(cause):
            raise DiskFull({"folder": str(folder)}) from cause
        if cause.errno in _FORBIDDEN:
            raise FolderForbidden({"folder": str(cause.filename or folder)}) from cause
        raise MachineTrouble(
            {"detail": f"{cause.strerror} ({cause.filename or folder})"}
        ) from cause


def listening_socket(listen: str) -> socket.socket:
    """Return a socket that listens on HOST:PORT. Raises ListenWrong, PortTaken, PortForbidden."""
    facts = {"listen": listen}
    try:
        parts = urlsplit(f"//{listen}")
        address = (parts.hostname or "", parts.port if parts.port is not None else -1)
    except ValueError as cause:
        raise ListenWrong(facts) from cause
    if not address[0] or address[1] < 0:
        raise ListenWrong(facts)
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    try:
        return socket.create_server(address, family=family, backlog=_BACKLOG)
    except OSError as cause:
        if cause.errno == errno.EADDRINUSE:
            raise PortTaken(facts) from cause
        if cause.errno in _FORBIDDEN:
            raise PortForbidden(facts) from cause
        raise ListenWrong(facts) from cause
