"""Envíos in the database: numbered per pair, at most one open of each."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session, col, func, select

from core.central.registration.own_auxiliares import last_of_pair
from core.central.tables.apoyos import StoredAcuse, StoredAnnounced, StoredApoyo, StoredEnvio
from core.domain.apoyo import RecordId
from core.domain.envio import Announcement, WaitingRecord
from core.errors import NotThere
from core.ports.central_apoyos import Envio
from core.ports.shared import Clock

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class StoredEnvios:
    """Envios in the database."""

    session: Session
    clock: Clock

    def open_one(self, aspirante: str, auxiliar: str) -> Envio | None:
        row = last_of_pair(self.session, aspirante, auxiliar)
        return self._envio(row) if row and row.closed_at is None else None

    def waiting(self, envio_id: str) -> Mapping[RecordId, WaitingRecord]:
        query = select(
            StoredAnnounced.record_id,
            StoredAnnounced.counter,
            StoredAnnounced.sha256,
            StoredAnnounced.size,
        ).where(StoredAnnounced.envio == envio_id)
        return {
            RecordId(record_id): WaitingRecord(RecordId(record_id), counter, sha256, size)
            for record_id, counter, sha256, size in self.session.exec(query).all()
        }

    def is_announced(self, envio_id: str, record_id: RecordId) -> bool:
        return self.session.get(StoredAnnounced, (envio_id, record_id)) is not None

    def last_number(self, aspirante: str, auxiliar: str) -> int:
        row = last_of_pair(self.session, aspirante, auxiliar)
        return row.number if row else 0

    def begin(self, auxiliar: str, announcement: Announcement, device: str = "") -> Envio:
        now = self.clock.now()
        row = StoredEnvio(
            id=secrets.token_hex(_ID_BYTES),
            aspirante=announcement.aspirante,
            auxiliar=auxiliar,
            number=self.last_number(announcement.aspirante, auxiliar) + 1,
            announced=len(announcement.waiting),
            said_at=announcement.said_at,
            opened_at=now,
            progressed_at=now,
            device=device,
        )
        self.session.add(row)
        self.session.flush()
        self._announce(row.id, announcement.waiting)
        return self._envio(row)

    def announce(self, envio_id: str, record: WaitingRecord) -> None:
        row = self._row(envio_id)
        row.announced += 1
        self.session.add(row)
        self._announce(envio_id, (record,))

    def _announce(self, envio_id: str, records: Sequence[WaitingRecord]) -> None:
        """Keep all of them by one statement: writers wait for each other."""
        now = self.clock.now()
        rows = [{"envio": envio_id, **asdict(each), "announced_at": now} for each in records]
        if rows:
            self.session.execute(insert(StoredAnnounced), rows)

    def progress(self, envio_id: str) -> None:
        row = self._row(envio_id)
        row.progressed_at = self.clock.now()
        self.session.add(row)
        self.session.flush()

    def progress_of(self, record_id: RecordId) -> None:
        """Set the last progress of the envío that waits for this record to now, if there is one."""
        query = (
            select(StoredEnvio)
            .join(StoredAnnounced, col(StoredAnnounced.envio) == col(StoredEnvio.id))
            .where(StoredAnnounced.record_id == record_id, col(StoredEnvio.closed_at).is_(None))
        )
        for row in self.session.exec(query).all():
            self.progress(row.id)

    def close(self, envio_id: str, why: str) -> None:
        row = self._row(envio_id)
        row.closed_at, row.close_reason = self.clock.now(), why
        self.session.add(row)
        self.session.flush()

    def by_id(self, envio_id: str) -> Envio:
        return self._envio(self._row(envio_id))

    def idle_since(self, moment: datetime) -> Sequence[Envio]:
        query = select(StoredEnvio).where(
            col(StoredEnvio.closed_at).is_(None), StoredEnvio.progressed_at < moment
        )
        return [self._envio(row) for row in self.session.exec(query).all()]

    def is_idle(self, envio_id: str, moment: datetime) -> bool:
        row = self._row(envio_id)
        return row.closed_at is None and row.progressed_at < moment

    def without_acuse(self) -> Sequence[Envio]:
        query = (
            select(StoredEnvio)
            .outerjoin(StoredAcuse, col(StoredAcuse.envio_id) == col(StoredEnvio.id))
            .where(col(StoredEnvio.closed_at).is_not(None), col(StoredAcuse.envio_id).is_(None))
            .order_by(col(StoredEnvio.closed_at), col(StoredEnvio.number))
        )
        return [self._envio(row) for row in self.session.exec(query).all()]

    def _row(self, envio_id: str) -> StoredEnvio:
        row = self.session.get(StoredEnvio, envio_id)
        if row is None:
            raise NotThere
        return row

    def _envio(self, row: StoredEnvio) -> Envio:
        query = select(func.count()).select_from(StoredApoyo).where(StoredApoyo.envio == row.id)
        return Envio(
            id=row.id,
            aspirante=row.aspirante,
            auxiliar=row.auxiliar,
            number=row.number,
            said_at=row.said_at,
            announced=row.announced,
            received=self.session.exec(query).one(),
            closed_at=row.closed_at,
        )
