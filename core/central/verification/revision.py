"""What waits for mesa de control, as the last verification left it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import literal_column
from sqlmodel import Session, col, select

from core.central.listing import AS_IT_IS, Narrowed, SortedList
from core.central.pages import matching
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredVerdict
from core.domain.verification.resultado import Resultado
from core.domain.verification.revision import EnRevision
from core.wire import Page

_IN_REVIEW = col(StoredVerdict.resultado) == literal_column(f"'{Resultado.IN_REVIEW.value}'")
"""In the words of the partial index, without which it is not used."""
_LISTING = SortedList(StoredVerdict.position)


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """The records in review."""

    session: Session

    def page(
        self, *, after: int, limit: int, search: str = "", asked: Narrowed = AS_IT_IS
    ) -> Page[EnRevision]:
        """Return records in review, the last received first, below place `after` (0: from it).

        `search` matches folio, auxiliar and cause.
        """
        found = select(StoredVerdict).where(_IN_REVIEW)
        if search.strip():
            wanted = matching(search, StoredApoyo.folio, StoredApoyo.auxiliar, StoredVerdict.cause)
            of_record = col(StoredApoyo.folio) == col(StoredVerdict.folio)
            found = found.join(StoredApoyo, of_record).where(wanted)
        return _LISTING.page(self.session, found, self._shown, asked, after=after, limit=limit)

    def _shown(self, rows: Sequence[StoredVerdict]) -> Iterable[EnRevision]:
        folios = [row.folio for row in rows]
        query = select(StoredApoyo).where(col(StoredApoyo.folio).in_(folios))
        records = {each.folio: each for each in self.session.exec(query).all()}
        for row in rows:
            record = records[row.folio]
            yield EnRevision(
                folio=row.folio,
                id_solicitante=record.aspirante,
                auxiliar=record.auxiliar,
                device=record.device,
                cause=row.cause,
                saved_at=record.saved_at,
                received_at=record.received_at,
                judged_at=row.judged_at,
            )
