"""The roll-up counted anew from the records themselves, and compared to the unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal, select, union_all
from sqlmodel import Session, col

from core.central.apoyos.conteo import UNJUDGED, add_pairs, add_places, add_whole
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.conteo import StoredAspiranteConteo, StoredConteo, StoredSeccionConteo
from core.central.tables.verification import StoredVerdict
from core.domain.verification.resultado import Resultado


class PairKey(NamedTuple):
    """An aspirante and an auxiliar; "" for the aspirante as a whole."""

    aspirante: str
    auxiliar: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the roll-up says `kept` and the records are `counted`. `resultado` as a label.

    That of an aspirante as a whole is held against those of its auxiliares. What is wrong in one of
    these is added to the whole too, so they are mended in any order. Where `seccion` is not "", it
    is of the roll-up by sección, which belongs to the whole.
    """

    pair: PairKey
    resultado: str
    kept: int
    counted: int
    seccion: str = ""


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
            literal("").label("seccion"),
            col(StoredConteo.total).label("kept"),
            literal(0).label("counted"),
        ).where(*_of(StoredConteo, pair))
        resultado = func.coalesce(col(StoredVerdict.resultado), UNJUDGED)
        counted = (
            select(
                col(StoredApoyo.aspirante),
                col(StoredApoyo.auxiliar),
                resultado,
                literal(""),
                literal(0),
                func.count(),
            )
            .outerjoin(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
            .where(*_of(StoredApoyo, pair))
            .group_by(col(StoredApoyo.aspirante), col(StoredApoyo.auxiliar), resultado)
        )
        whole = () if pair and pair.auxiliar else (*_whole(pair), *_places(pair))
        parts = whole if pair and not pair.auxiliar else (kept, counted, *whole)
        both = union_all(*parts).subquery()
        key = (both.c.aspirante, both.c.auxiliar, both.c.resultado, both.c.seccion)
        sums = _sums(both.c)
        query = select(*key, *sums).group_by(*key).having(sums[0] != sums[1]).order_by(*key)
        rows = self.session.connection().execute(query)
        return [
            Difference(PairKey(aspirante, auxiliar), resultado, int(kept), int(counted), seccion)
            for aspirante, auxiliar, resultado, seccion, kept, counted in rows
        ]

    def mend(self, pair: PairKey) -> Sequence[Difference]:
        """Set the roll-up of a pair to what its records are; return what was different."""
        connection, found = self.session.connection(), self.differences(pair)
        if not pair.auxiliar:
            add_whole(connection, _more(each for each in found if not each.seccion))
            add_places(connection, _more(each for each in found if each.seccion))
            return found
        add_pairs(connection, {(*pair, each.resultado): each.counted - each.kept for each in found})
        return found


def _whole(pair: PairKey | None) -> tuple[Any, Any]:
    """Return the roll-up of aspirantes, and what their auxiliares' ones add up to, to be united."""
    whole, parts = StoredAspiranteConteo, StoredConteo
    wanted = [] if pair is None else [pair.aspirante]
    of_whole, of_parts = (
        (col(each.aspirante).in_(wanted),) if wanted else () for each in (whole, parts)
    )
    nobody = literal("").label("auxiliar")
    return (
        select(
            col(whole.aspirante).label("aspirante"),
            nobody,
            col(whole.resultado).label("resultado"),
            literal("").label("seccion"),
            col(whole.total).label("kept"),
            literal(0).label("counted"),
        ).where(*of_whole),
        select(
            *(col(parts.aspirante), nobody, col(parts.resultado), literal("")),
            *(literal(0), col(parts.total)),
        ).where(*of_parts),
    )


def _places(pair: PairKey | None) -> tuple[Any, Any]:
    """Return the roll-up by sección, and the records that count in each, to be united."""
    rolled, nobody = StoredSeccionConteo, literal("")
    found, seccion = literal(Resultado.FOUND.value), col(StoredVerdict.seccion)
    of_rolled, of_records = (
        (col(each.aspirante) == pair.aspirante,) if pair else () for each in (rolled, StoredApoyo)
    )
    return (
        select(
            *(col(rolled.aspirante), nobody, found, col(rolled.seccion)),
            *(col(rolled.total), literal(0)),
        ).where(*of_rolled),
        select(col(StoredApoyo.aspirante), nobody, found, seccion, literal(0), func.count())
        .join(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
        .where(col(StoredVerdict.resultado) == Resultado.FOUND.value, seccion != "", *of_records)
        .group_by(col(StoredApoyo.aspirante), seccion),
    )


def _more(found: Iterable[Difference]) -> dict[tuple[str, str], int]:
    """Return what is missing in a roll-up of an aspirante as a whole, by its key."""
    return {
        (each.pair.aspirante, each.seccion or each.resultado): each.counted - each.kept
        for each in found
    }


def _of(table: Any, pair: PairKey | None) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401  a table
    if pair is None:
        return ()
    return (col(table.aspirante) == pair.aspirante, col(table.auxiliar) == pair.auxiliar)


def _sums(both: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:  # noqa: ANN401  its columns
    return func.sum(both.kept), func.sum(both.counted)
