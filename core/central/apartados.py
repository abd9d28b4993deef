"""Items that jobs of the server set aside after a failure, in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, and_, col, delete, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.pages import matching
from core.central.tables.apartados import StoredApartado
from core.domain.desk.apartado import Apartado
from core.errors import NotThere
from core.ports.shared import Clock
from core.wire import Page

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
TRIES_ALONE = 6
"""Tried so often by itself, within about half an hour: then a person decides."""

_LONGEST_NAME = 100

_LISTING = SortedList(
    StoredApartado.id,
    orders={
        "trabajo": Order(StoredApartado.job),
        "nombre": Order(StoredApartado.item),
        "ultima_vez": Order(StoredApartado.last_at),
    },
    states={
        "se_intentan": lambda: col(StoredApartado.next_try_at).is_not(None),
        "esperan": lambda: col(StoredApartado.next_try_at).is_(None),
    },
    day=StoredApartado.last_at,
)


@dataclass(frozen=True, slots=True)
class StoredApartados:
    """Apartados in the database."""

    session: Session
    clock: Clock

    def set_aside(self, job: str, item: str, code: str) -> bool:
        now, item = self.clock.now(), plain_name(item)
        same = (StoredApartado.job == job, StoredApartado.item == item)
        row = self.session.exec(select(StoredApartado).where(*same)).first()
        new = row is None
        if row is None:
            row = StoredApartado(job=job, item=item, code=code, first_at=now, last_at=now, tries=0)
        row.code, row.last_at, row.tries = code, now, row.tries + 1
        wait = min(FIRST_WAIT * 2 ** min(row.tries - 1, TRIES_ALONE), LONGEST_WAIT)
        row.next_try_at = now + wait if row.tries < TRIES_ALONE else None
        self.session.add(row)
        self.session.flush()
        return new

    def names(self, job: str) -> frozenset[str]:
        found = select(StoredApartado.item).where(StoredApartado.job == job)
        return frozenset(self.session.exec(found).all())

    def resting(self, job: str) -> frozenset[str]:
        return frozenset(self.session.exec(resting(job, self.clock.now())).all())

    def forgive(self, job: str, items: Sequence[str]) -> None:
        for item in items:
            self.session.exec(
                delete(StoredApartado).where(
                    col(StoredApartado.job) == job, col(StoredApartado.item) == plain_name(item)
                )
            )
        self.session.flush()

    def again(self, apartado_id: int) -> Apartado:
        row = row_of(self.session, StoredApartado, apartado_id)
        row.next_try_at = self.clock.now()
        self.session.add(row)
        self.session.flush()
        return _shown(row)

    def page(
        self, *, after: int, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[Apartado]:
        """Return items newest first, below id `after` (0: from the newest), at most `limit`.

        `search` matches the item's name.
        """
        found = matching(search, StoredApartado.item, StoredApartado.job, StoredApartado.code)
        return _LISTING.page(
            self.session,
            select(StoredApartado).where(found),
            lambda rows: map(_shown, rows),
            asked,
            after=after,
            limit=limit,
        )


def resting(job: str, now: datetime) -> SelectOfScalar[str]:
    """Return the query for items of a job whose next try is after `now`.

    One that failed after `now` does not rest: a clock went back since.
    """
    due = col(StoredApartado.next_try_at)
    rests = or_(due.is_(None), and_(due > now, col(StoredApartado.last_at) <= now))
    return select(StoredApartado.item).where(StoredApartado.job == job, rests)


def plain_name(item: str) -> str:
    """Return the stored name of an item: itself, or its SHA-256 where it is long or irregular."""
    if item.isascii() and item.isprintable() and 0 < len(item) <= _LONGEST_NAME:
        return item
    return sha256(item.encode("utf-8", "surrogatepass")).hexdigest()


def _shown(row: StoredApartado) -> Apartado:
    if row.id is None:
        raise NotThere
    return Apartado(
        id=row.id,
        job=row.job,
        item=row.item,
        code=row.code,
        first_at=row.first_at,
        last_at=row.last_at,
        tries=row.tries,
        next_try_at=row.next_try_at,
    )
