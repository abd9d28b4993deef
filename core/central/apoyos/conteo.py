"""The roll-ups of records by result, of vínculos and of aspirantes, kept as what they count."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from core.central.tables.conteo import StoredAspiranteConteo, StoredConteo, StoredSeccionConteo
from core.domain.verification.resultado import Resultado

_COUNTING = frozenset(each.value for each in Resultado if each.counts)
UNJUDGED = ""
"""What a record stands under until it has a verdict."""


class Tally(NamedTuple):
    """So many records more (or less) of a pair under a result, by its label.

    `seccion` is that of the citizens, "" where it is not known.
    """

    aspirante: str
    auxiliar: str
    resultado: str
    more: int
    seccion: str = ""


def count(connection: Connection, changes: Iterable[Tally]) -> None:
    """Add `changes` to the roll-ups, by a statement each, in the transaction of `connection`.

    Whoever adds a record, gives it a verdict or takes one away calls it with what that changes.
    """
    sums: Counter[tuple[str, str, str]] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    for each in changes:
        sums[each.aspirante, each.auxiliar, each.resultado] += each.more
        if each.seccion and each.resultado in _COUNTING:
            places[each.aspirante, each.seccion] += each.more
    add_pairs(connection, sums)
    add_places(connection, places)


def add_pairs(connection: Connection, sums: Mapping[tuple[str, str, str], int]) -> None:
    """Add to the roll-ups of pairs and of aspirantes, by aspirante, auxiliar and result."""
    rows = [
        {"aspirante": key[0], "auxiliar": key[1], "resultado": key[2], "total": more}
        for key, more in sorted(sums.items())
        if more
    ]
    whole: Counter[tuple[str, str]] = Counter()
    for (aspirante, _, resultado), more in sums.items():
        whole[aspirante, resultado] += more
    if rows:
        connection.execute(_ADD[connection.dialect.name], rows)
    add_whole(connection, whole)


def add_whole(connection: Connection, sums: Mapping[tuple[str, str], int]) -> None:
    """Add to the roll-up of aspirantes alone, by aspirante and result."""
    rows = [
        {"aspirante": key[0], "resultado": key[1], "total": more}
        for key, more in sorted(sums.items())
        if more
    ]
    if rows:
        connection.execute(_ADD_WHOLE[connection.dialect.name], rows)


def add_places(connection: Connection, sums: Mapping[tuple[str, str], int]) -> None:
    """Add to the roll-up by sección alone, by aspirante and sección."""
    rows = [
        {"aspirante": key[0], "seccion": key[1], "total": more}
        for key, more in sorted(sums.items())
        if more
    ]
    if rows:
        connection.execute(_ADD_PLACES[connection.dialect.name], rows)


def by_seccion(session: Session, aspirante: str) -> dict[str, int]:
    """Return how many records count in each sección that has any."""
    query = select(StoredSeccionConteo.seccion, StoredSeccionConteo.total)
    found = session.exec(query.where(StoredSeccionConteo.aspirante == aspirante)).all()
    return {seccion: total for seccion, total in found if total}


def by_result(session: Session, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return, of these aspirantes, how many records stand under each result (UNJUDGED too)."""
    whole = StoredAspiranteConteo
    query = select(whole.aspirante, whole.resultado, whole.total)
    found: dict[str, dict[str, int]] = {}
    for aspirante, resultado, total in session.exec(query.where(col(whole.aspirante).in_(ids))):
        if total:
            found.setdefault(aspirante, {})[resultado] = total
    return found


def counted(results: Mapping[str, int]) -> int:
    """Return how many of `results`, by label, count for their aspirante."""
    return sum(results.get(each.value, 0) for each in Resultado if each.counts)


def _adding(dialect: Any, rows: Any) -> Any:  # noqa: ANN401  both have the same words for it
    new, table = dialect.insert(rows), rows.__table__
    return new.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={"total": table.c.total + new.excluded.total},
    )


_DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
_ADD = {name: _adding(each, StoredConteo) for name, each in _DIALECTS.items()}
_ADD_WHOLE = {name: _adding(each, StoredAspiranteConteo) for name, each in _DIALECTS.items()}
_ADD_PLACES = {name: _adding(each, StoredSeccionConteo) for name, each in _DIALECTS.items()}
