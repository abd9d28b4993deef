"""Engine and column types of the database: SQLite or PostgreSQL, chosen by its URL."""

from datetime import UTC, datetime
from functools import partial
from math import ceil
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, create_engine, event
from sqlalchemy.types import TypeDecorator

WRITES = "apoyo_writes"
"""Execution option of a connection whose transaction will write."""

_BUSY_SECONDS = 30.0
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


def open_database(url: str, busy_seconds: float = _BUSY_SECONDS) -> Engine:
    """Return an engine with durable commits; writing transactions are serialised.

    `url` is SQLAlchemy's: `sqlite:///FILE` or `postgresql+psycopg://…`. On SQLite a transaction
    waits `busy_seconds` for a lock, then raises OperationalError.
    """
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, busy_seconds))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgres)
    return engine


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
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock when a writing transaction begins: later it can fail halfway."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    """Serialise writers, so that sequences and the bitácora have one order."""
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
