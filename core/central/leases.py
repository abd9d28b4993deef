"""Leases on rows that workers do: one worker holds a row until it ends it or its time is over.

A table that is leased has `id`, `leased_by` and `leased_until`. On PostgreSQL rows that another
transaction is taking are skipped; on SQLite writers take turns anyway.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select, update

LEASE = timedelta(minutes=5)
"""How long a worker that says nothing keeps what it took."""


def take(
    session: Session,
    table: Any,  # noqa: ANN401  any leased table
    wanted: ColumnElement[bool],
    *,
    holder: str,
    now: datetime,
    lasts: timedelta = LEASE,
) -> list[Any]:
    """Return the id of the oldest wanted row, which `holder` now holds; [] where none is free.

    Free are rows that nobody holds, whose lease is over, or that `holder` took before.
    """
    free = or_(
        col(table.leased_until).is_(None),
        col(table.leased_until) <= now,
        col(table.leased_by) == holder,
    )
    chosen = select(table.id).where(wanted, free).order_by(col(table.id)).limit(1)
    query = (
        update(table)
        .where(col(table.id).in_(chosen.with_for_update(skip_locked=True)))
        .values(leased_by=holder, leased_until=now + lasts)
        .returning(col(table.id))
        .execution_options(synchronize_session=False)
    )
    taken = list(session.execute(query).scalars().all())
    if not taken:
        _shorten(session, table, wanted, until=now + lasts)
    return taken


def _shorten(session: Session, table: Any, wanted: ColumnElement[bool], until: datetime) -> None:  # noqa: ANN401
    """Let no lease be longer than one that begins now: its clock went back since it was taken.

    It is not taken away, for its holder may live: it ends as soon as any other.
    """
    query = update(table).where(wanted, col(table.leased_until) > until)
    session.execute(query.values(leased_until=until).execution_options(synchronize_session=False))


def renew(
    session: Session,
    table: Any,  # noqa: ANN401  any leased table
    row_id: int,
    *,
    holder: str,
    now: datetime,
) -> bool:
    """Tell whether `holder` still holds the row, and begin its time anew."""
    query = (
        update(table)
        .where(col(table.id) == row_id, col(table.leased_by) == holder)
        .values(leased_until=now + LEASE)
        .returning(col(table.id))
        .execution_options(synchronize_session=False)
    )
    return session.execute(query).scalar() is not None


def give_back(session: Session, table: Any, *, holder: str) -> None:  # noqa: ANN401
    """Free every row of a table that `holder` holds."""
    query = update(table).where(col(table.leased_by) == holder)
    free = query.values(leased_by="", leased_until=None)
    session.execute(free.execution_options(synchronize_session=False))
