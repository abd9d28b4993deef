"""Envíos in the database: numbered per pair, at most one open of each.

Written in plain SQL: what a device announces passes here, while all other writers wait.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from core.central.database import Instant
from core.central.tables.apoyos import StoredAnnounced, StoredEnvio
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import ANNOUNCED_AT_ONCE, Announcement, WaitingRecord
from core.errors import NotThere
from core.ports.central_apoyos import Envio
from core.ports.shared import Clock

ID_BYTES = 16
ENVIO_COLUMNS: tuple[Any, ...] = (
    col(StoredEnvio.id),
    col(StoredEnvio.aspirante),
    col(StoredEnvio.auxiliar),
    col(StoredEnvio.number),
    col(StoredEnvio.said_at),
    col(StoredEnvio.announced),
    col(StoredEnvio.received),
    col(StoredEnvio.closed_at),
)
"""In the order of Envio's fields."""
_DIALECTS: Mapping[str, Any] = {
    "sqlite": sqlite.dialect(paramstyle="qmark"),
    "postgresql": postgresql.dialect(paramstyle="format"),  # type: ignore[no-untyped-call]
}
_ADD_ANNOUNCED = {
    name: f"{insert(StoredAnnounced).compile(dialect=dialect)} ON CONFLICT DO NOTHING"
    for name, dialect in _DIALECTS.items()
}
"""With the values in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class StoredEnvios:
    """Envios in the database."""

    session: Session
    clock: Clock

    def open_one(self, aspirante: str, auxiliar: str) -> Envio | None:
        last = self._last(aspirante, auxiliar)
        return last if last and last.closed_at is None else None

    def waiting(self, envio_id: str) -> Mapping[RecordId, WaitingRecord]:
        query = select(
            col(StoredAnnounced.record_id),
            col(StoredAnnounced.counter),
            col(StoredAnnounced.sha256),
            col(StoredAnnounced.size),
        ).where(col(StoredAnnounced.envio) == envio_id)
        rows = self.session.connection().execute(query)
        return {RecordId(row[0]): WaitingRecord(RecordId(row[0]), *row[1:]) for row in rows}

    def last_number(self, aspirante: str, auxiliar: str) -> int:
        last = self._last(aspirante, auxiliar)
        return last.number if last else 0

    def begin(self, auxiliar: str, announcement: Announcement, device: str = "") -> Envio:
        now = self.clock.now()
        envio_id = secrets.token_hex(ID_BYTES)
        row = {
            "id": envio_id,
            "aspirante": announcement.aspirante,
            "auxiliar": auxiliar,
            "number": self.last_number(announcement.aspirante, auxiliar) + 1,
            "announced": len(announcement.waiting),
            "received": 0,
            "said_at": announcement.said_at,
            "opened_at": now,
            "progressed_at": now,
            "close_reason": "",
            "device": device,
        }
        self.session.connection().execute(insert(StoredEnvio), row)
        first = sorted(announcement.waiting, key=_record_id)[:ANNOUNCED_AT_ONCE]
        self._announce(envio_id, first)
        return self.by_id(envio_id)

    def complete(
        self, envio_id: str, records: Sequence[WaitingRecord], *, is_last: bool = False
    ) -> None:
        self._announce(envio_id, records)
        if is_last:  # one that came before its turn was counted already
            mine = col(StoredAnnounced.envio) == envio_id
            all_of_it = select(func.count()).where(mine).scalar_subquery()
            self.session.connection().execute(
                update(StoredEnvio)
                .where(col(StoredEnvio.id) == envio_id, col(StoredEnvio.closed_at).is_(None))
                .values(announced=all_of_it)
            )

    def _announce(self, envio_id: str, records: Sequence[WaitingRecord]) -> None:
        """Keep all of them by one statement: writers wait for each other.

        It goes to the driver as it is: what SQLAlchemy does for each row costs more than the row.
        """
        connection = self.session.connection()
        prepared = Instant().bind_processor(connection.dialect)
        now = self.clock.now()
        at = prepared(now) if prepared else now
        rows = [
            (envio_id, each.record_id, each.counter, each.sha256, each.size, at)
            for each in sorted(records, key=_record_id)  # as the index has them
        ]
        if rows:
            connection.exec_driver_sql(_ADD_ANNOUNCED[connection.dialect.name], rows)

    def progress_of(self, record_id: RecordId) -> None:
        """Set the last progress of the envío that waits for this record to now, if there is one."""
        waiting = select(col(StoredAnnounced.envio)).where(
            col(StoredAnnounced.record_id) == record_id
        )
        self.session.connection().execute(
            update(StoredEnvio)
            .where(col(StoredEnvio.id).in_(waiting), col(StoredEnvio.closed_at).is_(None))
            .values(progressed_at=self.clock.now())
        )

    def close(self, envio_id: str, why: str) -> None:
        self._change(envio_id, closed_at=self.clock.now(), close_reason=why)

    def by_id(self, envio_id: str) -> Envio:
        found = self._found(_select().where(col(StoredEnvio.id) == envio_id))
        if not found:
            raise NotThere
        return found[0]

    def idle_since(self, moment: datetime) -> Sequence[Envio]:
        return self._found(_select().where(*_idle(moment)))

    def is_idle(self, envio_id: str, moment: datetime) -> bool:
        query = _select().where(col(StoredEnvio.id) == envio_id, *_idle(moment))
        return bool(self._found(query))

    def progressed_after(self, moment: datetime) -> bool:
        """Tell whether an open envío moved after then: in the time to come if a clock went back."""
        query = select(col(StoredEnvio.id)).where(*_ahead(moment)).limit(1)
        return self.session.connection().execute(query).first() is not None

    def set_back(self, moment: datetime) -> None:
        """Let no open envío have moved after then: it closes as long after as any that is idle."""
        query = update(StoredEnvio).where(*_ahead(moment))
        self.session.connection().execute(query.values(progressed_at=moment))

    def without_acuse(self) -> Sequence[Envio]:
        query = (
            _select()
            .where(col(StoredEnvio.acuse).is_(None), col(StoredEnvio.closed_at).is_not(None))
            .order_by(col(StoredEnvio.closed_at), col(StoredEnvio.number))
        )
        return self._found(query)

    def _last(self, aspirante: str, auxiliar: str) -> Envio | None:
        """Return the pair's newest envío, open or not."""
        newest = (
            _select()
            .where(col(StoredEnvio.aspirante) == aspirante, col(StoredEnvio.auxiliar) == auxiliar)
            .order_by(col(StoredEnvio.number).desc())
            .limit(1)
        )
        found = self._found(newest)
        return found[0] if found else None

    def _change(self, envio_id: str, **values: object) -> Envio:
        """Return an envío with these values. Raises NotThere."""
        change = update(StoredEnvio).where(col(StoredEnvio.id) == envio_id).values(**values)
        row = self.session.connection().execute(change.returning(*ENVIO_COLUMNS)).first()
        if row is None:
            raise NotThere
        return _envio(row)

    def _found(self, query: Select[Any]) -> list[Envio]:
        return [_envio(row) for row in self.session.connection().execute(query)]


def _record_id(record: WaitingRecord) -> str:
    return record.record_id


def _select() -> Select[Any]:
    return select(*ENVIO_COLUMNS)


def _ahead(moment: datetime) -> tuple[Any, Any]:
    return col(StoredEnvio.closed_at).is_(None), col(StoredEnvio.progressed_at) > moment


def _idle(moment: datetime) -> tuple[Any, Any]:
    return col(StoredEnvio.closed_at).is_(None), col(StoredEnvio.progressed_at) < moment


def _envio(row: Any) -> Envio:  # noqa: ANN401  a row of `ENVIO_COLUMNS`
    return Envio(*row)
