"""Leases on rows that workers do: one worker holds a row until it ends it or is seen to be dead.

A table that is leased has `id`, `leased_by` and `leased_until`. On PostgreSQL rows that another
transaction is taking are skipped; on SQLite writers take turns anyway.

No clock that can be set decides: on an hour, it would end the lease of who lives; back an hour, it
would keep that of who died. Whoever wants a row looks at it for as long as a lease lasts, by
seconds that nobody sets: a holder that lives has renewed it by then. `leased_until` is what changes
with that.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select, update

LEASE = timedelta(minutes=5)
"""How long a worker that says nothing keeps what it took."""

_FORGOTTEN_SECONDS = 2 * LEASE.total_seconds()


class _Held(NamedTuple):
    """A row that another holds, as it was seen; once renewed, it is another."""

    table: str
    row_id: int | str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Holder:
    """One worker: the name under which it takes rows, and since when it saw what others hold.

    `steady` gives seconds that no setting of a clock moves. Safe between threads.
    """

    name: str = field(default_factory=lambda: secrets.token_hex(8))
    steady: Callable[[], float] = monotonic
    _since: dict[_Held, float] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def unrenewed(self, held: Sequence[_Held], lasts: timedelta) -> list[_Held]:
        """Return those of what others hold now that this worker has seen so for that long."""
        now = self.steady()
        with self._lock:
            for each, since in tuple(self._since.items()):
                if now - since > _FORGOTTEN_SECONDS and each not in held:
                    del self._since[each]
            return [
                each
                for each in held
                if now - self._since.setdefault(each, now) >= lasts.total_seconds()
            ]


def take(
    session: Session,
    table: Any,  # noqa: ANN401  any leased table
    wanted: ColumnElement[bool],
    *,
    holder: Holder,
    now: datetime,
    lasts: timedelta = LEASE,
) -> list[Any]:
    """Return the id of the oldest wanted row, which `holder` now holds; [] where none is free.

    Free are rows that nobody holds, or that `holder` took before; and, where there are none, what
    it has seen unrenewed for as long as a lease `lasts`.
    """
    free = or_(col(table.leased_until).is_(None), col(table.leased_by) == holder.name)
    chosen = select(table.id).where(wanted, free).order_by(col(table.id)).limit(1)
    one = col(table.id).in_(chosen.with_for_update(skip_locked=True))
    if taken := _hold(session, table, one, holder, until=now + lasts):
        return taken
    for dead in holder.unrenewed(_held(session, table, wanted), lasts):
        same = and_(
            col(table.id) == dead.row_id,
            col(table.leased_by) == dead.by,
            col(table.leased_until) == dead.until,
        )
        if taken := _hold(session, table, same, holder, until=now + lasts):
            return taken
    return []


def _hold(
    session: Session,
    table: Any,  # noqa: ANN401  any leased table
    which: ColumnElement[bool],
    holder: Holder,
    *,
    until: datetime,
) -> list[Any]:
    """Let `holder` have a row; return its id, or [] where it is not so any more."""
    query = (
        update(table)
        .where(which)
        .values(leased_by=holder.name, leased_until=until)
        .returning(col(table.id))
        .execution_options(synchronize_session=False)
    )
    return list(session.execute(query).scalars().all())


def _held(session: Session, table: Any, wanted: ColumnElement[bool]) -> list[_Held]:  # noqa: ANN401
    """Return the wanted rows that somebody holds, oldest first."""
    query = (
        select(table.id, table.leased_by, table.leased_until)
        .where(wanted, col(table.leased_until).is_not(None))
        .order_by(col(table.id))
    )
    return [_Held(table.__tablename__, *each) for each in session.execute(query)]


def renew(
    session: Session,
    table: Any,  # noqa: ANN401  any leased table
    row_id: int,
    *,
    holder: Holder,
    now: datetime,
) -> bool:
    """Tell whether `holder` still holds the row, and begin its time anew."""
    mine = and_(col(table.id) == row_id, col(table.leased_by) == holder.name)
    return bool(_hold(session, table, mine, holder, until=now + LEASE))


def give_back(session: Session, table: Any, *, holder: Holder) -> None:  # noqa: ANN401
    """Free every row of a table that `holder` holds."""
    query = update(table).where(col(table.leased_by) == holder.name)
    free = query.values(leased_by="", leased_until=None)
    session.execute(free.execution_options(synchronize_session=False))
