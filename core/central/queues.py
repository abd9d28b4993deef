"""How long the oldest of each thing that waits has waited: each is one look at a short index."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from core.central.imports import WORK as IMPORTS
from core.central.mail.outbox import failed_now
from core.central.tables.apartados import StoredApartado
from core.central.tables.apoyos import StoredApoyo, StoredEnvio
from core.central.tables.conteo import StoredAspiranteConteo
from core.central.tables.imports import StoredImport
from core.central.tables.lotes import StoredLote
from core.central.tables.shared import StoredMail
from core.central.verification.lotes import WORK as LOTES
from core.domain.desk.correo import MailState


@dataclass(frozen=True, slots=True)
class StoredQueues:
    """What waits in one database."""

    session: Session

    def unjudged_since(self) -> datetime | None:
        """Return when the oldest record without a verdict was received, or None."""
        query = select(col(StoredApoyo.received_at)).where(col(StoredApoyo.judged_at).is_(None))
        return self._first(query.order_by(col(StoredApoyo.position)))

    def without_acuse_since(self) -> datetime | None:
        """Return when the oldest closed envío without an acuse was closed, or None."""
        waiting = (col(StoredEnvio.acuse).is_(None), col(StoredEnvio.closed_at).is_not(None))
        query = select(col(StoredEnvio.closed_at)).where(*waiting)
        return self._first(query.order_by(col(StoredEnvio.closed_at)))

    def unmoved_since(self) -> datetime | None:
        """Return when the open envío that stands longest moved last, or None: workers close it."""
        query = select(col(StoredEnvio.progressed_at)).where(col(StoredEnvio.closed_at).is_(None))
        return self._first(query.order_by(col(StoredEnvio.progressed_at)))

    def unmade_since(self) -> datetime | None:
        """Return when the oldest import or batch that waits for a worker was asked for, or None."""
        asked = (
            self._first(
                select(col(table.asked_at))
                .where(col(table.state).in_(work))
                .order_by(col(table.asked_at))
            )
            for table, work in ((StoredImport, IMPORTS), (StoredLote, LOTES))
        )
        return min(filter(None, asked), default=None)

    def unmailed_since(self) -> datetime | None:
        """Return when the oldest mail that has not gone out was put there, or None."""
        waiting = col(StoredMail.state) == MailState.WAITING.value
        query = select(col(StoredMail.created_at)).where(waiting)
        return self._first(query.order_by(col(StoredMail.id)))

    def for_a_person(self) -> int:
        """Return how many items were set aside that nothing tries again by itself."""
        query = select(func.count()).where(col(StoredApartado.next_try_at).is_(None))
        return int(self.session.connection().scalar(query) or 0)

    def mails_failed(self) -> int:
        """Return how many mails failed, or came back, that a person may still send again."""
        query = select(func.count()).select_from(StoredMail).where(*failed_now())
        return int(self.session.connection().scalar(query) or 0)

    def received(self) -> int:
        """Return how many records were received, by the roll-up."""
        query = select(func.coalesce(func.sum(col(StoredAspiranteConteo.total)), 0))
        return int(self.session.connection().scalar(query) or 0)

    def _first(self, query: Select[Any]) -> datetime | None:
        found: datetime | None = self.session.connection().scalar(query.limit(1))
        return found
