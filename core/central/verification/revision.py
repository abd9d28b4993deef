"""What waits for mesa de control, as the last verification left it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import literal_column
from sqlmodel import Session, col, select

from core.central.pages import matching, page_by_key
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredVerdict
from core.domain.resultado import Resultado
from core.domain.revision import EnRevision
from core.wire import Page

_IN_REVIEW = col(StoredVerdict.resultado) == literal_column(f"'{Resultado.IN_REVIEW.value}'")
"""In the words of the partial index, without which it is not used."""


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """The records in review."""

    session: Session

    def page(self, *, after: int, limit: int, search: str = "") -> Page[EnRevision]:
        """Return records in review, the last received first, below place `after` (0: from it).

        `search` matches folio, auxiliar and cause.
        """
        found = (
            select(StoredApoyo)
            .join(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
            .where(_IN_REVIEW)
            .where(matching(search, StoredApoyo.folio, StoredApoyo.auxiliar, StoredVerdict.cause))
        )
        return page_by_key(
            self.session, found, StoredApoyo.position, self._shown, after=after, limit=limit
        )

    def _shown(self, rows: Sequence[StoredApoyo]) -> Iterable[EnRevision]:
        folios = [row.folio for row in rows]
        query = select(StoredVerdict).where(col(StoredVerdict.folio).in_(folios))
        verdicts = {each.folio: each for each in self.session.exec(query).all()}
        for row in rows:
            yield EnRevision(
                folio=row.folio,
                id_solicitante=row.aspirante,
                auxiliar=row.auxiliar,
                device=row.device,
                cause=verdicts[row.folio].cause,
                saved_at=row.saved_at,
                received_at=row.received_at,
                judged_at=verdicts[row.folio].judged_at,
            )
