"""Engine and column types of the database: SQLite or PostgreSQL, chosen by its URL."""

import sqlite3
from datetime import UTC, datetime
from functools import partial
from math import ceil
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, create_engine, event
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session

from core.errors import NotThere

T = TypeVar("T")

WRITES = "apoyo_writes"
"""Execution option of a connection whose transaction will write."""

_BUSY_SECONDS = 30.0
_TRIED_EVERY = 0.002
_NEVER = Event()
_HUNG = 2 / 3
"""Of the time that others wait for a writer, what it may do nothing within its transaction."""
_CACHE_KIB = 512
"""Of each connection's own copies of pages; SQLite's usual 2 MB are filled as the database grows.

Whatever another connection commits empties them, so that more are of little use: a record costs
1.02 times as much with a million in the database as with none, and with 2 MB 1.09.
"""
_ONE_WRITER = 4_151_981
"""Key of the advisory lock that serialises writers, as SQLite's own lock does."""


class Instant(TypeDecorator[datetime]):
    """A timezone-aware datetime, stored in UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC. Raises ValueError for a naive datetime (a bug)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive instant cannot be stored")
        kept = value.astimezone(UTC)
        return kept.replace(tzinfo=None) if dialect.name == "sqlite" else kept

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant, timezone-aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def row_of(session: Session, table: type[T], key: object) -> T:
    """Return the row of a table by its primary key, a tuple where it has several columns.

    Raises NotThere.
    """
    row = session.get(table, key)
    if row is None:
        raise NotThere
    return row


def open_database(url: str, busy_seconds: float = _BUSY_SECONDS) -> Engine:
    """Return an engine with durable commits; writing transactions are serialised.

    `url` is SQLAlchemy's: `sqlite:///FILE` or `postgresql+psycopg://…`. A transaction waits
    `busy_seconds` for a lock, then raises OperationalError. No error names what was asked with.
    """
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", partial(_prepare_sqlite, busy_seconds))
        event.listen(engine, "begin", partial(_begin_sqlite, busy_seconds))
        return engine
    alive = _alive(busy_seconds)
    engine = create_engine(url, pool_pre_ping=True, connect_args=alive, hide_parameters=True)
    event.listen(engine, "begin", partial(_begin_postgres, busy_seconds))
    return engine


def _alive(busy_seconds: float) -> dict[str, Any]:
    """Return how a connection to PostgreSQL ends where the other side is not there any more.

    The wait for a lock ends as on SQLite. A host that vanished is noticed by both sides.
    """
    lock, dead = ceil(busy_seconds * 1000), ceil(busy_seconds)
    probes = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    return {
        "connect_timeout": max(2, dead),
        "tcp_user_timeout": lock,
        "options": f"-c lock_timeout={lock} -c tcp_keepalives_idle=10"
        " -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
        **probes,
    }


def _prepare_sqlite(
    busy_seconds: float,
    connection: Any,  # noqa: ANN401  the driver's own
    _record: object,
) -> None:
    """Begin transactions here instead of in the driver, and make commits durable."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={ceil(busy_seconds * 1000)}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"cache_size=-{_CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(busy_seconds: float, connection: Connection) -> None:
    """Take the write lock when a writing transaction begins: later it can fail halfway.

    SQLite's own wait sleeps longer and longer, up to 0.1 s, and so misses every gap that a process
    leaves which writes again and again: here the lock is tried every few milliseconds.
    """
    if not connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN")
        return
    own: Any = connection.connection.dbapi_connection
    own.execute("PRAGMA busy_timeout=0")
    try:
        if not _has_begun(own, busy_seconds):
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # raises what SQLite says, as SQLAlchemy
    finally:
        own.execute(f"PRAGMA busy_timeout={ceil(busy_seconds * 1000)}")


def _has_begun(own: sqlite3.Connection, busy_seconds: float) -> bool:
    """Tell whether the write lock was got in that time; False too for what waiting cannot mend."""
    until = monotonic() + busy_seconds
    while True:
        try:
            own.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as cause:
            if cause.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= until:
                return False
            _NEVER.wait(_TRIED_EVERY)
        else:
            return True


def _begin_postgres(busy_seconds: float, connection: Connection) -> None:
    """Serialise writers of all hosts, so that sequences and the bitácora have one order.

    A host that hangs, or is cut off, while it writes is let go of before those who wait give up.
    """
    if connection.get_execution_options().get(WRITES, False):
        hung = ceil(busy_seconds * 1000 * _HUNG)
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock({_ONE_WRITER}),"
            f" set_config('idle_in_transaction_session_timeout', '{hung}', true)"
        )
