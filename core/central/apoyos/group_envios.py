"""The open envíos as a group of records arrives in them: read once, written once."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session, col

from core.central.apoyos.envios import ENVIO_COLUMNS, ID_BYTES
from core.central.tables.apoyos import StoredAnnounced, StoredEnvio
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement, WaitingRecord
from core.errors import NotThere
from core.ports.central_apoyos import Envio
from core.ports.shared import Clock

_ANNOUNCED = (
    select(
        col(StoredAnnounced.record_id),
        col(StoredAnnounced.sha256),
        col(StoredAnnounced.announced_at),
        *ENVIO_COLUMNS,
        col(StoredEnvio.progressed_at),
    )
    .join(StoredEnvio, col(StoredEnvio.id) == col(StoredAnnounced.envio))
    .where(col(StoredAnnounced.record_id).in_(bindparam("record_ids", expanding=True)))
)
_LAST_OF_PAIR = (
    select(*ENVIO_COLUMNS, col(StoredEnvio.progressed_at))
    .where(
        col(StoredEnvio.aspirante) == bindparam("aspirante"),
        col(StoredEnvio.auxiliar) == bindparam("auxiliar"),
    )
    .order_by(col(StoredEnvio.number).desc())
    .limit(1)
)
_CHANGE = (
    update(StoredEnvio)
    .where(col(StoredEnvio.id) == bindparam("envio"))
    .values(
        announced=bindparam("now_announced"),
        received=bindparam("now_received"),
        progressed_at=bindparam("now_progressed"),
        closed_at=bindparam("now_closed"),
        close_reason=bindparam("why"),
    )
)
_ADD, _ADD_ANNOUNCED = insert(StoredEnvio), insert(StoredAnnounced)


@dataclass(slots=True)
class _Run:
    """One envío, as it will be written."""

    envio: Envio
    progressed_at: datetime
    begun: datetime | None = None
    device: str = ""
    why: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _AnnouncedIn:
    """That a record was announced in an envío."""

    envio_id: str
    sha256: str
    at: datetime


@dataclass(slots=True)
class GroupEnvios:
    """ReceivingEnvios for the records of a group. All that is changed waits for `write`.

    It must be made and written within one writing transaction: what it read stays true until then.
    """

    session: Session
    clock: Clock
    changes: int = 0
    _runs: dict[str, _Run] = field(default_factory=dict)
    _last: dict[tuple[str, str], str | None] = field(default_factory=dict)
    _told: dict[RecordId, list[_AnnouncedIn]] = field(default_factory=dict)
    _new: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, session: Session, clock: Clock, record_ids: Sequence[RecordId]) -> "GroupEnvios":
        """Return them with what was announced of these records; one query."""
        group = cls(session, clock)
        for record_id, sha256, at, *columns, progressed_at in session.connection().execute(
            _ANNOUNCED, {"record_ids": record_ids}
        ):
            envio = Envio(*columns)
            group._told.setdefault(record_id, []).append(_AnnouncedIn(envio.id, sha256, at))
            if envio.closed_at is None:  # of a pair one at most is open, and it is the last
                group._hold(_Run(envio, progressed_at))
        return group

    def open_one(self, aspirante: str, auxiliar: str) -> Envio | None:
        last = self._last_run(aspirante, auxiliar)
        return last.envio if last and last.envio.closed_at is None else None

    def is_announced(self, envio_id: str, record_id: RecordId) -> bool:
        return any(each.envio_id == envio_id for each in self._told.get(record_id, ()))

    def first_announced(self, record_id: RecordId, sha256: str) -> datetime | None:
        """Return when a record was first announced with these very bytes, or None."""
        told = (each.at for each in self._told.get(record_id, ()) if each.sha256 == sha256)
        return min(told, default=None)

    def begin(self, auxiliar: str, announcement: Announcement, device: str = "") -> Envio:
        now = self.clock.now()
        last = self._last_run(announcement.aspirante, auxiliar)
        envio = Envio(
            id=secrets.token_hex(ID_BYTES),
            aspirante=announcement.aspirante,
            auxiliar=auxiliar,
            number=last.envio.number + 1 if last else 1,
            said_at=announcement.said_at,
            announced=len(announcement.waiting),
            received=0,
            closed_at=None,
        )
        self._hold(_Run(envio, now, begun=now, device=device))
        self.changes += 1
        for record in announcement.waiting:
            self._keep_told(envio.id, record)
        return envio

    def announce(self, envio_id: str, record: WaitingRecord) -> None:
        run = self._run(envio_id)
        self._change(run, announced=run.envio.announced + 1)
        self._keep_told(envio_id, record)

    def receive(self, envio_id: str) -> Envio:
        run = self._run(envio_id)
        run.progressed_at = self.clock.now()
        return self._change(run, received=run.envio.received + 1)

    def close(self, envio_id: str, why: str) -> None:
        run = self._run(envio_id)
        run.why = why
        self._change(run, closed_at=self.clock.now())

    def write(self) -> None:
        """Write what was changed: one statement for each kind of it."""
        connection, runs = self.session.connection(), self._runs.values()
        if begun := [_row(each) for each in runs if each.begun is not None]:
            connection.execute(_ADD, begun)
        if changed := [_changed(each) for each in runs if each.changed and each.begun is None]:
            connection.execute(_CHANGE, changed)
        if self._new:
            connection.execute(_ADD_ANNOUNCED, self._new)

    def _keep_told(self, envio_id: str, record: WaitingRecord) -> None:
        now = self.clock.now()
        self._new.append({"envio": envio_id, **asdict(record), "announced_at": now})
        self._told.setdefault(record.record_id, []).append(
            _AnnouncedIn(envio_id, record.sha256, now)
        )

    def _last_run(self, aspirante: str, auxiliar: str) -> _Run | None:
        """Return the pair's newest envío, open or not."""
        pair = (aspirante, auxiliar)
        if pair not in self._last:
            asked = {"aspirante": aspirante, "auxiliar": auxiliar}
            row = self.session.connection().execute(_LAST_OF_PAIR, asked).first()
            self._last[pair] = None
            if row is not None:
                self._hold(_Run(Envio(*row[:-1]), row[-1]))
        last = self._last[pair]
        return self._runs[last] if last else None

    def _hold(self, run: _Run) -> None:
        self._runs.setdefault(run.envio.id, run)
        self._last[run.envio.aspirante, run.envio.auxiliar] = run.envio.id

    def _run(self, envio_id: str) -> _Run:
        if envio_id not in self._runs:
            raise NotThere
        return self._runs[envio_id]

    def _change(self, run: _Run, **values: Any) -> Envio:  # noqa: ANN401  of Envio's fields
        run.envio, run.changed = replace(run.envio, **values), True
        self.changes += 1
        return run.envio


def _row(run: _Run) -> dict[str, Any]:
    """Return an envío that the group began, as a row."""
    return asdict(run.envio) | {
        "opened_at": run.begun,
        "progressed_at": run.progressed_at,
        "close_reason": run.why,
        "device": run.device,
    }


def _changed(run: _Run) -> dict[str, Any]:
    """Return what the group changed of an open envío."""
    return {
        "envio": run.envio.id,
        "now_announced": run.envio.announced,
        "now_received": run.envio.received,
        "now_progressed": run.progressed_at,
        "now_closed": run.envio.closed_at,
        "why": run.why,
    }
