"""The roll-up of records by vínculo and result, kept in the transaction of what it counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from core.central.tables.conteo import StoredConteo
from core.domain.resultado import Resultado

UNJUDGED = ""
"""What a record stands under until it has a verdict."""


class Tally(NamedTuple):
    """So many records more (or less) of a pair under a result, by its label."""

    aspirante: str
    auxiliar: str
    resultado: str
    more: int


def count(connection: Connection, changes: Iterable[Tally]) -> None:
    """Add `changes` to the roll-up, by one statement, in the transaction of `connection`.

    Whoever adds a record, gives it a verdict or takes one away calls it with what that changes.
    """
    sums: Counter[tuple[str, str, str]] = Counter()
    for each in changes:
        sums[each.aspirante, each.auxiliar, each.resultado] += each.more
    rows = [
        {"aspirante": key[0], "auxiliar": key[1], "resultado": key[2], "total": more}
        for key, more in sorted(sums.items())
        if more
    ]
    if rows:
        connection.execute(_ADD[connection.dialect.name], rows)


def by_result(session: Session, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return, of these aspirantes, how many records stand under each result (UNJUDGED too)."""
    query = (
        select(StoredConteo.aspirante, StoredConteo.resultado, func.sum(StoredConteo.total))
        .where(col(StoredConteo.aspirante).in_(ids))
        .group_by(col(StoredConteo.aspirante), col(StoredConteo.resultado))
    )
    found: dict[str, dict[str, int]] = {}
    for aspirante, resultado, total in session.exec(query).all():
        if total:
            found.setdefault(aspirante, {})[resultado] = int(total)
    return found


def counted(results: Mapping[str, int]) -> int:
    """Return how many of `results`, by label, count for their aspirante."""
    return sum(results.get(each.value, 0) for each in Resultado if each.counts)


def _adding(dialect: Any) -> Any:  # noqa: ANN401  both dialects have the same words for it
    new = dialect.insert(StoredConteo)
    table = StoredConteo.__table__.c  # type: ignore[attr-defined]
    return new.on_conflict_do_update(
        index_elements=[table.aspirante, table.auxiliar, table.resultado],
        set_={"total": table.total + new.excluded.total},
    )


_ADD = {"sqlite": _adding(sqlite), "postgresql": _adding(postgresql)}
