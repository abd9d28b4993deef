"""The roll-up counted anew from the records themselves, and compared to the unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal, select, union_all
from sqlmodel import Session, col

from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.conteo import StoredConteo
from core.central.tables.verification import StoredVerdict


class PairKey(NamedTuple):
    """An aspirante and an auxiliar."""

    aspirante: str
    auxiliar: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the roll-up says `kept` and the records are `counted`. `resultado` as a label."""

    pair: PairKey
    resultado: str
    kept: int
    counted: int


@dataclass(frozen=True, slots=True)
class StoredRecount:
    """The roll-up against the records of one database."""

    session: Session

    def differences(self, pair: PairKey | None = None) -> Sequence[Difference]:
        """Return every difference, of one pair or of all, by one statement: at one instant."""
        kept: Any = select(
            col(StoredConteo.aspirante).label("aspirante"),
            col(StoredConteo.auxiliar).label("auxiliar"),
            col(StoredConteo.resultado).label("resultado"),
            col(StoredConteo.total).label("kept"),
            literal(0).label("counted"),
        ).where(*_of(StoredConteo, pair))
        resultado = func.coalesce(col(StoredVerdict.resultado), UNJUDGED)
        counted = (
            select(
                col(StoredApoyo.aspirante),
                col(StoredApoyo.auxiliar),
                resultado,
                literal(0),
                func.count(),
            )
            .outerjoin(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
            .where(*_of(StoredApoyo, pair))
            .group_by(col(StoredApoyo.aspirante), col(StoredApoyo.auxiliar), resultado)
        )
        both = union_all(kept, counted).subquery()
        key, sums = (both.c.aspirante, both.c.auxiliar, both.c.resultado), _sums(both.c)
        query = select(*key, *sums).group_by(*key).having(sums[0] != sums[1]).order_by(*key)
        rows = self.session.connection().execute(query)
        return [
            Difference(PairKey(aspirante, auxiliar), resultado, int(kept), int(counted))
            for aspirante, auxiliar, resultado, kept, counted in rows
        ]

    def mend(self, pair: PairKey) -> Sequence[Difference]:
        """Set the roll-up of a pair to what its records are; return what was different."""
        found = self.differences(pair)
        more = [Tally(*each.pair, each.resultado, each.counted - each.kept) for each in found]
        count(self.session.connection(), more)
        return found


def _of(table: Any, pair: PairKey | None) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401  a table
    if pair is None:
        return ()
    return (col(table.aspirante) == pair.aspirante, col(table.auxiliar) == pair.auxiliar)


def _sums(both: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:  # noqa: ANN401  its columns
    return func.sum(both.kept), func.sum(both.counted)
