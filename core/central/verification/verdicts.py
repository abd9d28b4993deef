"""Verdicts in the database: kept some at a time, duplicates resolved as each is kept (numeral 9).

After each transaction every citizen counts once at most for a cargo, whatever is still to be
judged, and the roll-up is what the verdicts are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlmodel import Session, col

from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.conteo import StoredAspiranteConteo
from core.central.tables.registration import StoredAspirante
from core.central.tables.verification import StoredVerdict
from core.domain.apoyos.conteo import CountRecord, Outcome, without_duplicates
from core.domain.verification.resultado import OF_A_CITIZEN, PadronAnswer, Resultado
from core.ports.central_padron import JudgedAlone

_OF_A_CITIZEN = tuple(each.value for each in OF_A_CITIZEN)
_FOUND = Outcome(Resultado.FOUND)

_Key = tuple[str, str]
"""A cargo, and a row of the padrón."""


@dataclass(frozen=True, slots=True)
class StoredVerdicts:
    """Verdicts in the database."""

    session: Session

    def keep(self, judged: Sequence[JudgedAlone], *, cut: str, judged_at: datetime) -> None:
        """Store what these are, among all others: the first of a citizen counts.

        Others of the same citizens are changed where that makes them so.
        """
        _Keeping(self.session.connection(), cut, judged_at).put(judged, ())

    def withdraw(self, folios: Collection[str], *, cut: str, judged_at: datetime) -> None:
        """Take the verdicts of these folios away; another may be its citizen's first then."""
        _Keeping(self.session.connection(), cut, judged_at).put((), folios)

    def totals(self) -> dict[str, int]:
        """Return how many verdicts there are of each result, by its label."""
        query = (
            select(col(StoredAspiranteConteo.resultado), func.sum(col(StoredAspiranteConteo.total)))
            .where(col(StoredAspiranteConteo.resultado) != UNJUDGED)
            .group_by(col(StoredAspiranteConteo.resultado))
        )
        found = self.session.connection().execute(query)
        return {label: int(total) for label, total in found if total}


@dataclass(frozen=True, slots=True)
class _Keeping:
    """One transaction that changes verdicts."""

    connection: Connection
    cut: str
    judged_at: datetime

    def put(self, judged: Sequence[JudgedAlone], withdrawn: Collection[str]) -> None:
        new = {each.folio: each for each in judged}
        present = self._standing(col(StoredApoyo.folio).in_([*new, *withdrawn]))
        others = self._others(judged, present)
        answers = {folio: each.answer for folio, each in new.items()}
        answers |= {row.folio: _answer(row) for row in others}
        alone = [(each.record, each.outcome) for each in judged]
        alone += [(_record(row), _FOUND) for row in others]
        outcomes = without_duplicates(alone, answers)
        self._withdraw(withdrawn)
        rows = {row.folio: row for row in (*present, *others)}
        changed = [
            (rows[folio], outcome, answers[folio])
            for folio, outcome in outcomes.items()
            if folio in new or rows[folio].resultado != outcome.resultado.value
        ]
        self._store(changed)
        now = {row.folio: (each.resultado.value, answer.seccion) for row, each, answer in changed}
        now |= dict.fromkeys(withdrawn, (UNJUDGED, ""))
        count(self.connection, _moved(rows, now))

    def _others(
        self, judged: Sequence[JudgedAlone], present: Iterable[Row[Any]]
    ) -> Sequence[Row[Any]]:
        """Return the other records of these citizens that the outcomes of any may depend on.

        That is who counts for each; and all of them where another may become the first.
        """
        firsts: dict[_Key, int] = {}
        for each in judged:
            if each.outcome.resultado.counts:
                key = (each.record.cargo, each.answer.row)
                firsts[key] = min(each.record.position, firsts.get(key, each.record.position))
        left = {(row.cargo, row.padron_row) for row in present if _is_of_a_citizen(row)}
        keys, mine = left | firsts.keys(), [row.folio for row in present]
        heads = self._of_citizens(keys, mine, (_FOUND.resultado.value,))
        standing = {(row.cargo, row.padron_row): row.position for row in heads}
        open_keys = {
            key for key in keys if key not in standing or firsts.get(key, _LAST) < standing[key]
        }
        found = {row.folio: row for row in heads}
        found |= {row.folio: row for row in self._of_citizens(open_keys, mine, _OF_A_CITIZEN)}
        return list(found.values())

    def _of_citizens(
        self, keys: Collection[_Key], besides: Sequence[str], results: Sequence[str]
    ) -> Sequence[Row[Any]]:
        citizens = sorted({row for _, row in keys})
        if not citizens:
            return ()
        return self._standing(
            col(StoredVerdict.padron_row).in_(citizens),
            _HAS_ROW,
            col(StoredVerdict.resultado).in_(results),
            col(StoredApoyo.folio).not_in(besides),
        )

    def _standing(self, *which: Any) -> Sequence[Row[Any]]:  # noqa: ANN401  conditions
        return self.connection.execute(_STANDING.where(*which)).all()

    def _withdraw(self, folios: Collection[str]) -> None:
        if folios:
            mine = delete(StoredVerdict).where(col(StoredVerdict.folio).in_(folios))
            self.connection.execute(mine)
            self.connection.execute(_JUDGED_AT, [{"of": each, "at": None} for each in folios])

    def _store(self, changed: Sequence[tuple[Row[Any], Outcome, PadronAnswer]]) -> None:
        """Write each verdict, over the former one of its folio."""
        new = [each for each in changed if each[0].resultado is None]
        over = [each for each in changed if each[0].resultado is not None]
        if over:
            self.connection.execute(_REPLACE, [self._row(*each) for each in over])
        if new:
            rows = [self._row(*each) for each in new]
            self.connection.execute(insert(StoredVerdict), [_named(row) for row in rows])
            at = [{"of": row["of"], "at": self.judged_at} for row in rows]
            self.connection.execute(_JUDGED_AT, at)

    def _row(self, row: Row[Any], outcome: Outcome, answer: PadronAnswer) -> dict[str, Any]:
        return {
            "of": row.folio,
            "position": row.position,
            "resultado": outcome.resultado.value,
            "cause": outcome.cause,
            "padron_cut": self.cut,
            "judged_at": self.judged_at,
            "padron_row": answer.row,
            "estatus": answer.estatus,
            "estatus_cause": answer.cause,
            "seccion": answer.seccion,
        }


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"folio" if name == "of" else name: value for name, value in row.items()}


def _moved(rows: Mapping[str, Row[Any]], now: Mapping[str, tuple[str, str]]) -> Iterable[Tally]:
    """Yield what moves in the roll-ups where folios get these results, of citizens of a sección."""
    for folio, (resultado, seccion) in now.items():
        row = rows[folio]
        pair = (row.aspirante, row.auxiliar)
        yield Tally(*pair, row.resultado or UNJUDGED, -1, row.seccion or "")
        yield Tally(*pair, resultado, 1, seccion)


def _is_of_a_citizen(row: Row[Any]) -> bool:
    return row.resultado in _OF_A_CITIZEN and row.padron_row != ""


def _record(row: Row[Any]) -> CountRecord:
    return CountRecord(
        folio=row.folio,
        aspirante=row.aspirante,
        cargo=row.cargo,
        position=row.position,
        started_at=row.received_at,
        saved_at=row.received_at,
        received_at=row.received_at,
    )


def _answer(row: Row[Any]) -> PadronAnswer:
    return PadronAnswer(row.padron_row, row.estatus, row.estatus_cause, row.seccion)


_LAST = 1 << 62
_HAS_ROW = col(StoredVerdict.padron_row) != literal_column("''")
"""In the words of the partial index, without which it is not used."""

_REPLACE = (
    update(StoredVerdict)
    .where(col(StoredVerdict.folio) == bindparam("of"))
    .values(
        {
            name: bindparam(name)
            for name in (
                *("resultado", "cause", "padron_cut", "judged_at", "padron_row"),
                *("estatus", "estatus_cause", "seccion"),
            )
        }
    )
)
_JUDGED_AT = (
    update(StoredApoyo)
    .where(col(StoredApoyo.folio) == bindparam("of"))
    .values(judged_at=bindparam("at"))
)
_STANDING: Select[Any] = (
    select(
        col(StoredApoyo.folio),
        col(StoredApoyo.aspirante),
        col(StoredApoyo.auxiliar),
        col(StoredApoyo.position),
        col(StoredApoyo.received_at),
        col(StoredAspirante.cargo),
        *(
            col(getattr(StoredVerdict, name))
            for name in ("resultado", "padron_row", "estatus", "estatus_cause", "seccion")
        ),
    )
    .join(StoredAspirante, col(StoredAspirante.id_solicitante) == col(StoredApoyo.aspirante))
    .outerjoin(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
)
