"""Figures of supports shown in lists of aspirantes, read from the roll-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from core.central.apoyos.conteo import by_result, counted
from core.central.tables.vinculos import StoredVinculo
from core.ports.central_registration import Figures


@dataclass(frozen=True, slots=True)
class StoredProgress:
    """A Progress in the database."""

    session: Session

    def of(self, ids: Sequence[str]) -> Mapping[str, Figures]:
        auxiliares = self._auxiliares(ids)
        results = by_result(self.session, ids)
        return {
            each: Figures(
                auxiliares.get(each, 0),
                sum(results.get(each, {}).values()),
                counted(results.get(each, {})),
            )
            for each in ids
        }

    def _auxiliares(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how many auxiliares each has in force."""
        query = (
            select(StoredVinculo.aspirante, func.count(func.distinct(StoredVinculo.auxiliar)))
            .where(col(StoredVinculo.aspirante).in_(ids), col(StoredVinculo.ended_at).is_(None))
            .where(col(StoredVinculo.accepted_at).is_not(None))
            .group_by(StoredVinculo.aspirante)
        )
        return {aspirante: int(total) for aspirante, total in self.session.exec(query).all()}
