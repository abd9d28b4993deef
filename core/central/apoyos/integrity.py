"""Whether what was received holds together: folios, bitácora, envíos, acuses (numeral 27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlmodel import Session, col

from core.central.tables.apoyos import StoredAcuse, StoredApoyo, StoredEnvio
from core.central.tables.shared import StoredEntry

_RECEIVED = "apoyo_recibido"
_MOST = 100
"""Of one kind so many are told: more of them say no more."""


@dataclass(frozen=True, slots=True)
class StoredIntegrity:
    """The received records of one database. Each answer is of one instant, [] where all is well."""

    session: Session

    def with_gaps(self) -> Sequence[str]:
        """Return the aspirantes whose folios leave a number out."""
        total, last = func.count(), func.max(col(StoredApoyo.sequence))
        query = select(col(StoredApoyo.aspirante)).group_by(col(StoredApoyo.aspirante))
        return self._told(query.having(total != last))

    def without_entry(self) -> Sequence[str]:
        """Return the folios that the bitácora does not name at their place."""
        query = (
            select(col(StoredApoyo.folio))
            .outerjoin(StoredEntry, col(StoredEntry.sequence) == col(StoredApoyo.position))
            .where(
                or_(
                    col(StoredEntry.sequence).is_(None),
                    col(StoredEntry.act) != _RECEIVED,
                    col(StoredEntry.subject) != col(StoredApoyo.folio),
                )
            )
        )
        return self._told(query)

    def without_record(self) -> Sequence[str]:
        """Return the folios that only the bitácora names."""
        query = (
            select(col(StoredEntry.subject))
            .outerjoin(StoredApoyo, col(StoredApoyo.position) == col(StoredEntry.sequence))
            .where(col(StoredEntry.act) == _RECEIVED, col(StoredApoyo.folio).is_(None))
        )
        return self._told(query)

    def miscounted(self) -> Sequence[str]:
        """Return the envíos that have received another number of records than they say."""
        query = (
            select(col(StoredEnvio.id))
            .outerjoin(StoredApoyo, col(StoredApoyo.envio) == col(StoredEnvio.id))
            .group_by(col(StoredEnvio.id), col(StoredEnvio.received))
        )
        return self._told(
            query.having(func.count(col(StoredApoyo.folio)) != col(StoredEnvio.received))
        )

    def of_other_acuses(self) -> Sequence[str]:
        """Return the envíos whose acuse is not the one that they say."""
        query = (
            select(col(StoredEnvio.id))
            .outerjoin(StoredAcuse, col(StoredAcuse.envio_id) == col(StoredEnvio.id))
            .where(
                func.coalesce(col(StoredEnvio.acuse), 0)
                != func.coalesce(col(StoredAcuse.number), 0)
            )
        )
        return self._told(query)

    def records(self, *, after: int, limit: int) -> Sequence[Row[Any]]:
        """Return id, hash, size, folio, position and receipt of records above position `after`."""
        query = (
            select(
                col(StoredApoyo.record_id),
                col(StoredApoyo.sha256),
                col(StoredApoyo.size),
                col(StoredApoyo.folio),
                col(StoredApoyo.position),
                col(StoredApoyo.receipt),
            )
            .where(col(StoredApoyo.position) > after)
            .order_by(col(StoredApoyo.position))
            .limit(limit)
        )
        rows: Sequence[Any] = self.session.connection().execute(query).all()
        return rows

    def _told(self, query: Select[Any]) -> Sequence[str]:
        return self.session.connection().scalars(query.limit(_MOST)).all()
