"""Sorting and filtering of lists: what each offers by name, and its pages by key in any order."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, literal, tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.central.pages import Told, page_by_key, page_by_moment
from core.domain.listing.lista_errors import FilterUnknown, OrderUnknown
from core.wire import Page

R = TypeVar("R")
T = TypeVar("T")
Condition = Callable[[], ColumnElement[bool]]

BY_KEY = "llegada"
"""The order in which rows came: every list has it, and its key is its index."""
_SORTED = "s"
"""How a cursor of a sorted list begins; those of the list's own order begin with a digit."""
_NO_DAY = (None, None)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is asked of a list besides its words. Days are of `zone`, the last one included."""

    sort: str = ""
    state: str = ""
    days: tuple[date | None, date | None] = _NO_DAY
    zone: tzinfo = UTC
    cursor: str = ""


AS_IT_IS = Narrowed()


@dataclass(frozen=True, slots=True)
class Order:
    """A column or an expression that orders a list; with `blank` in the place of NULL."""

    column: Any
    blank: Any = None

    @property
    def said(self) -> Any:  # noqa: ANN401  a column or what stands for it
        """Return what is compared."""
        column = self.column
        return column if self.blank is None else func.coalesce(column, self.bound(self.blank))

    @property
    def kind(self) -> type:
        """Return the type of its values."""
        return _kind(self.column)

    def bound(self, value: object) -> Any:  # noqa: ANN401  a bound value
        """Return a value as the column's type binds it."""
        return literal(value, _type(self.column))


@dataclass(frozen=True, slots=True)
class SortedList:
    """What one list may be asked. `key` is unique, and orders it as its rows came.

    With `moment` it is ordered by an instant and the key together. `day` is the column that days
    are of: an instant, or a date.
    """

    key: Any
    newest: bool = True
    moment: Any = None
    orders: Mapping[str, Order] = field(default_factory=dict)
    states: Mapping[str, Condition] = field(default_factory=dict)
    day: Any = None

    def page(  # noqa: PLR0913  where a page begins, how long it is, and what it shows
        self,
        session: Session,
        found: SelectOfScalar[R],
        shown: Callable[[Sequence[R]], Iterable[T]],
        asked: Narrowed,
        *,
        after: object,
        limit: int,
        total: Callable[[], int] | None = None,
    ) -> Page[T]:
        """Return at most `limit` rows. Raises OrderUnknown, FilterUnknown."""
        narrow = tuple(self._conditions(asked))
        found = found.where(*narrow)
        by, backward = asked.sort.removeprefix("-"), asked.sort.startswith("-")
        newest = backward if by == BY_KEY else self.newest
        if self.moment is None and by in ("", BY_KEY):
            told = None if narrow else total
            key = self.key
            return page_by_key(
                session, found, key, shown, after=after, limit=limit, newest=newest, total=told
            )
        if not by:
            newest_first = (self.moment, self.key)
            return page_by_moment(
                session, found, newest_first, shown, after=str(after or ""), limit=limit
            )
        order = Order(self.moment) if by == BY_KEY else self.orders.get(by)
        if order is None:
            raise OrderUnknown({"sort": by})
        sorted_ = _Sorted(order, self.key, backward=backward)
        return sorted_.page(session, found, shown, cursor=asked.cursor, limit=limit)

    def _conditions(self, asked: Narrowed) -> Iterator[ColumnElement[bool]]:
        if asked.state:
            known = self.states.get(asked.state)
            if known is None:
                raise FilterUnknown({"state": asked.state})
            yield known()
        if asked.days != _NO_DAY:
            if self.day is None:
                raise FilterUnknown({"state": "day"})
            yield from _within(self.day, asked)


def _within(day: Any, asked: Narrowed) -> Iterator[ColumnElement[bool]]:  # noqa: ANN401  mapped
    """Yield the conditions that a row is of the days that were asked."""
    column, (first, last) = col(day), asked.days
    whole_days = _kind(day) is date
    if first is not None:
        yield column >= (first if whole_days else _midnight(first, asked.zone))
    if last is not None and whole_days:
        yield column <= last
    elif last is not None:
        yield column < _midnight(last + timedelta(days=1), asked.zone)


def _type(column: Any) -> Any:  # noqa: ANN401  a mapped column or an expression
    return column.type


def _kind(column: Any) -> type:  # noqa: ANN401  as above
    kept = _type(column)
    found: type = getattr(kept, "impl_instance", kept).python_type
    return found


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A list by a column and, where that is the same, by its key."""

    order: Order
    key: Any
    backward: bool = field(kw_only=True)

    def page(
        self,
        session: Session,
        found: SelectOfScalar[R],
        shown: Callable[[Sequence[R]], Iterable[T]],
        *,
        cursor: str,
        limit: int,
    ) -> Page[T]:
        """Return the rows beyond `cursor`; one that no page gave begins at the first."""
        key, said = col(self.key), self.order.said
        both, beyond = tuple_(said, key), found
        if last := self._last(cursor):
            ahead = tuple_(self.order.bound(last[0]), literal(last[1], _type(self.key)))
            beyond = found.where(both < ahead if self.backward else both > ahead)
        turn = (said.desc(), key.desc()) if self.backward else (said, key)
        # The keys alone first: an index gives them without the rows between.
        keys = beyond.with_only_columns(key).order_by(None).order_by(*turn).limit(limit + 1)
        chosen = session.execute(keys).scalars().all()
        rows = session.exec(found.where(key.in_(chosen)).order_by(*turn)).all() if chosen else ()
        more = len(rows) > limit
        return Page(
            items=tuple(shown(rows[:limit])),
            total=0 if last else Told(session, found, key, limit)(len(rows)),
            next=self._cursor(session, rows[limit - 1]) if more else "",
        )

    def _cursor(self, session: Session, row: object) -> str:
        key = getattr(row, self.key.key)
        # Asked, not read off the row: what orders a list may be a sum, or stand for nothing.
        value = session.execute(select(self.order.said).where(col(self.key) == key)).scalar()
        said = value.isoformat() if isinstance(value, date) else value
        packed = json.dumps([said, key], ensure_ascii=False).encode()
        return _SORTED + urlsafe_b64encode(packed).decode().rstrip("=")

    def _last(self, cursor: str) -> tuple[object, object] | None:
        """Return value and key of the last row that was seen."""
        if not cursor.startswith(_SORTED):
            return None
        packed = cursor.removeprefix(_SORTED)
        try:
            value, key = json.loads(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
            kind = self.order.kind
            value = kind.fromisoformat(value) if issubclass(kind, date) else value
            told = isinstance(value, kind) and isinstance(key, _kind(self.key))
            f"{value}{key}".encode()  # half of a sign, which JSON can name, is no text
            if isinstance(value, datetime):
                told = told and value.tzinfo is not None
                value.astimezone(UTC)  # which not every instant can be told in
        except (ValueError, TypeError, OverflowError, RecursionError):
            return None
        return (value, key) if told else None
