"""Figures of supports shown in lists of aspirantes, counted by the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredVerdict
from core.central.tables.vinculos import StoredVinculo
from core.domain.resultado import Resultado
from core.ports.central_registration import Figures


@dataclass(frozen=True, slots=True)
class StoredProgress:
    """A Progress in the database."""

    session: Session

    def of(self, ids: Sequence[str]) -> Mapping[str, Figures]:
        auxiliares = self._counted(
            select(StoredVinculo.aspirante, func.count(func.distinct(StoredVinculo.auxiliar)))
            .where(col(StoredVinculo.aspirante).in_(ids), col(StoredVinculo.ended_at).is_(None))
            .where(col(StoredVinculo.accepted_at).is_not(None))
            .group_by(StoredVinculo.aspirante)
        )
        received = self._counted(
            select(StoredApoyo.aspirante, func.count())
            .where(col(StoredApoyo.aspirante).in_(ids))
            .group_by(StoredApoyo.aspirante)
        )
        counted = self._counted(
            select(StoredApoyo.aspirante, func.count())
            .join(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
            .where(col(StoredApoyo.aspirante).in_(ids))
            .where(StoredVerdict.resultado == Resultado.FOUND.value)
            .group_by(StoredApoyo.aspirante)
        )
        return {
            each: Figures(auxiliares.get(each, 0), received.get(each, 0), counted.get(each, 0))
            for each in ids
        }

    def _counted(self, query: Any) -> dict[str, int]:  # noqa: ANN401  SQLModel's own type
        return {aspirante: int(total) for aspirante, total in self.session.exec(query).all()}
