"""Pagination and search of lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, func, or_, true, tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.central.tables.searched import Searched, words
from core.domain.listing.renglones import COUNTED_UP_TO
from core.wire import Page

R = TypeVar("R")
T = TypeVar("T")

_TOLD_BEFORE = 0
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_ACCENTED = "áéíóúüñÁÉÍÓÚÜÑ"
_PLAIN = "aeiouunAEIOUUN"


def page_by_key(  # noqa: PLR0913  where a page begins, how long it is, and what it shows
    session: Session,
    found: SelectOfScalar[R],
    key: Any,  # noqa: ANN401  any mapped column
    shown: Callable[[Sequence[R]], Iterable[T]],
    *,
    after: object,
    limit: int,
    newest: bool = True,
    total: Callable[[], int] | None = None,
) -> Page[T]:
    """Return at most `limit` of `found` in the order of a unique `key`, beyond key `after`.

    With `newest` the greatest key comes first, and a falsy `after` begins there. What is added
    meanwhile neither repeats a row nor hides one. `total` says how long the list is where something
    knows it: then nobody counts its rows.
    """
    column = col(key)
    beyond = found
    if after:
        beyond = found.where(column < after if newest else column > after)
    order = column.desc() if newest else column
    # The keys alone first: where few rows are found, an index gives them without the rows between.
    keys = beyond.with_only_columns(column).order_by(order).limit(limit + 1)
    chosen = session.execute(keys).scalars().all()
    rows = session.exec(found.where(column.in_(chosen)).order_by(order)).all() if chosen else ()
    more = len(rows) > limit
    if after:
        length = _TOLD_BEFORE
    else:
        length = total() if total and more else Told(session, found, column, limit)(len(rows))
    return Page(
        items=tuple(shown(rows[:limit])),
        total=length,
        next=str(getattr(rows[limit - 1], key.key)) if more else "",
    )


def page_by_moment(
    session: Session,
    found: SelectOfScalar[R],
    order: tuple[Any, Any],
    shown: Callable[[Sequence[R]], Iterable[T]],
    *,
    after: str,
    limit: int,
) -> Page[T]:
    """Return at most `limit` of `found`, newest first, beyond cursor `after` ("": the first page).

    `order` are an instant and a unique id in hex, which together an index holds. A cursor that
    no page gave begins at the first.
    """
    moment, key = (col(each) for each in order)
    beyond = found
    if at := _moment(after):
        beyond = found.where(tuple_(moment, key) < tuple_(*at))
    newest = (moment.desc(), key.desc())
    # The ids alone first: an index gives them without the rows between.
    chosen = session.execute(beyond.with_only_columns(key).order_by(*newest).limit(limit + 1))
    ids = chosen.scalars().all()
    rows = session.exec(found.where(key.in_(ids)).order_by(*newest)).all() if ids else ()
    more = len(rows) > limit
    return Page(
        items=tuple(shown(rows[:limit])),
        total=_TOLD_BEFORE if at else Told(session, found, key, limit)(len(rows)),
        next=_cursor(rows[limit - 1], order) if more else "",
    )


def _moment(cursor: str) -> tuple[datetime, str] | None:
    """Return instant and id of a cursor; None for one that holds none, as that of another order."""
    count, _, key = cursor.partition("-")
    try:
        return (_EPOCH + timedelta(microseconds=int(count)), key) if key else None
    except (OverflowError, ValueError):
        return None


def _cursor(row: object, order: tuple[Any, Any]) -> str:
    at, key = (getattr(row, each.key) for each in order)
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}-{key}"


@dataclass(frozen=True, slots=True)
class Told:
    """How many rows are found, up to one more than are counted."""

    session: Session
    found: SelectOfScalar[Any]
    key: Any
    limit: int

    def __call__(self, here: int) -> int:
        """Return the number; `here` rows begin the list."""
        if here <= self.limit:
            return here
        keys = self.found.order_by(None).with_only_columns(self.key).limit(COUNTED_UP_TO + 1)
        return self.session.exec(select(func.count()).select_from(keys.subquery())).one()


def found_by(
    kind: type[Searched],
    search: str,
    besides: Callable[[str], ColumnElement[bool] | None] = lambda _word: None,
) -> ColumnElement[bool]:
    """Return the condition that a row has every word of `search`, wherever in it.

    `besides` gives where else a folded word may be: what a row holds as a code.
    """
    wanted: ColumnElement[bool] = true()
    for word in words(search):
        here = col(kind.busqueda).contains(word, autoescape=True)
        there = besides(word)
        wanted = and_(wanted, here if there is None else or_(here, there))
    return wanted


def matching(search: str, *columns: Any) -> ColumnElement[bool]:  # noqa: ANN401  mapped columns
    """Return the condition that each word of `search` stands in one of `columns`.

    For short lists: nothing of it is kept beside the row, as `found_by` has it.
    """
    each = (or_(*(_has(column, word) for column in columns)) for word in words(search))
    return and_(true(), *each)


def _has(column: Any, word: str) -> ColumnElement[bool]:  # noqa: ANN401  any mapped column
    text: ColumnElement[str] = func.coalesce(col(column), "")
    for accented, plain in zip(_ACCENTED, _PLAIN, strict=True):
        text = func.replace(text, accented, plain)
    return func.lower(text).contains(word, autoescape=True)
