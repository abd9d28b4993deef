"""Pagination and search of lists."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, func, or_, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.central.tables.searched import Searched, words
from core.wire import Page

R = TypeVar("R")
T = TypeVar("T")

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
) -> Page[T]:
    """Return at most `limit` of `found` in the order of a unique `key`, beyond key `after`.

    With `newest` the greatest key comes first, and a falsy `after` begins there. What is added
    meanwhile neither repeats a row nor hides one.
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
    return Page(
        items=tuple(shown(rows[:limit])),
        total=_total(session, found) if more or after else len(rows),
        next=str(getattr(rows[limit - 1], key.key)) if more else "",
    )


def page_by_place(
    session: Session,
    ordered: SelectOfScalar[R],
    shown: Callable[[Sequence[R]], Iterable[T]],
    *,
    after: int,
    limit: int,
    key: Any = None,  # noqa: ANN401  any mapped column
) -> Page[T]:
    """Return at most `limit` of `ordered` from place `after` (0: the first).

    With its unique `key` an index may give the page without the rows before it.
    """
    part = ordered.offset(after).limit(limit)
    if key is not None:
        part = ordered.where(col(key).in_(part.with_only_columns(col(key))))
    rows = session.exec(part).all()
    whole = not after and len(rows) < limit
    total, end = len(rows) if whole else _total(session, ordered), after + len(rows)
    return Page(items=tuple(shown(rows)), total=total, next=str(end) if end < total else "")


def _total(session: Session, found: SelectOfScalar[R]) -> int:
    return session.exec(select(func.count()).select_from(found.order_by(None).subquery())).one()


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
