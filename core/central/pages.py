"""Pagination and search of lists."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

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
    ordered = beyond.order_by(column.desc() if newest else column)
    rows = session.exec(ordered.limit(limit + 1)).all()
    more = len(rows) > limit
    return Page(
        items=tuple(shown(rows[:limit])),
        total=_total(session, found),
        next=str(getattr(rows[limit - 1], key.key)) if more else "",
    )


def page_by_place(
    session: Session,
    ordered: SelectOfScalar[R],
    shown: Callable[[Sequence[R]], Iterable[T]],
    *,
    after: int,
    limit: int,
) -> Page[T]:
    """Return at most `limit` of `ordered` from place `after` (0: the first)."""
    rows = session.exec(ordered.offset(after).limit(limit)).all()
    total, end = _total(session, ordered), after + len(rows)
    return Page(items=tuple(shown(rows)), total=total, next=str(end) if end < total else "")


def _total(session: Session, found: SelectOfScalar[R]) -> int:
    return session.exec(select(func.count()).select_from(found.order_by(None).subquery())).one()


def like(column: Any, search: str) -> ColumnElement[bool]:  # noqa: ANN401  any mapped column
    """Return the condition that `column` contains `search`, ignoring case and accents."""
    text: ColumnElement[str] = func.coalesce(col(column), "")
    for accented, plain in zip(_ACCENTED, _PLAIN, strict=True):
        text = func.replace(text, accented, plain)
    return func.lower(text).contains(plain_lower(search), autoescape=True)


def plain_lower(text: str) -> str:
    """Return the text in lower case without accents."""
    spread = unicodedata.normalize("NFKD", text.strip())
    return "".join(each for each in spread if not unicodedata.combining(each)).lower()
