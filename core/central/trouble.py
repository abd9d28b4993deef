"""Classifies exceptions: a fault of one item, or of what every item needs."""

import errno

from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.errors import MachineTrouble

_OF_THE_MACHINE = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.ENODEV,
        errno.ENOTCONN,
        errno.ESTALE,
        errno.ETIMEDOUT,
    }
)
_OF_POSTGRESQL = frozenset({"08", "25", "28", "3D", "40", "42", "53", "55", "57", "58"})
"""Classes of SQLSTATE: connection, transaction, authorisation, schema, resources, operator."""

_OF_ONE_ROW = frozenset({18, 19, 20, 25})
"""Primary codes of SQLite: too big, constraint, mismatch, range."""

_PANIC = "pyo3_runtime"
"""Where the panics of libraries written in Rust come from; they are no Exception."""


def ends_the_process(fault: BaseException) -> bool:
    """Tell whether an exception ends the process (exit, interrupt), whatever it was doing."""
    return not isinstance(fault, Exception) and type(fault).__module__ != _PANIC


def concerns_everybody(fault: BaseException) -> bool:
    """Tell whether the next item would fail too, so that none is set aside for it.

    True for a database, disk or server that is gone or full, and for the end of the process.
    """
    if not isinstance(fault, Exception):
        return ends_the_process(fault)
    if isinstance(fault, DBAPIError):
        return fault.connection_invalidated or _of_database(fault)
    if isinstance(fault, OSError):
        return isinstance(fault, ConnectionError) or fault.errno in _OF_THE_MACHINE
    return isinstance(fault, (MachineTrouble, DisconnectionError, PoolTimeout))


def _of_database(fault: DBAPIError) -> bool:
    """Tell whether the database itself is in trouble, and not what it was asked to keep."""
    state = getattr(fault.orig, "sqlstate", None)
    if state:
        return str(state)[:2] in _OF_POSTGRESQL
    code = getattr(fault.orig, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & 0xFF not in _OF_ONE_ROW
    return isinstance(fault, OperationalError)
