"""Received records in the database: header, folio and receipt, never the content (numeral 27)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlmodel import Session, col

from core.central.tables.apoyos import StoredApoyo, StoredEnvio
from core.domain.apoyos.apoyo import RecordId
from core.domain.values.signed import Signed
from core.ports.central_apoyos import Received
from core.wire import read_json

_IN_ONE_QUERY = 500
_RECEIVED: tuple[Any, ...] = (
    col(StoredApoyo.record_id),
    col(StoredApoyo.sha256),
    col(StoredApoyo.folio),
    col(StoredApoyo.auxiliar),
    col(StoredApoyo.receipt),
)
_FIND = select(*_RECEIVED).where(
    col(StoredApoyo.record_id).in_(bindparam("record_ids", expanding=True))
)
_SINCE = (
    select(*_RECEIVED)
    .where(col(StoredApoyo.position) > bindparam("position"))
    .order_by(col(StoredApoyo.position))
)
_LAST = select(func.max(col(StoredApoyo.position)))


@dataclass(frozen=True, slots=True)
class StoredApoyos:
    """Apoyos in the database."""

    session: Session

    def find(self, record_id: RecordId) -> Received | None:
        return self.find_all((record_id,)).get(record_id)

    def find_all(self, record_ids: Sequence[RecordId]) -> Mapping[RecordId, Received]:
        found = {}
        for asked in _batched(record_ids):
            for row in self.session.connection().execute(_FIND, {"record_ids": asked}):
                found[RecordId(row.record_id)] = _received(row)
        return found

    def last_position(self) -> int:
        return self.session.connection().scalar(_LAST) or 0

    def since(self, position: int) -> Sequence[Received]:
        rows = self.session.connection().execute(_SINCE, {"position": position})
        return [_received(row) for row in rows]

    def folios(self, envio_id: str) -> Sequence[str]:
        mine = select(col(StoredApoyo.folio)).where(col(StoredApoyo.envio) == envio_id)
        ordered = mine.order_by(col(StoredApoyo.sequence))
        return self.session.connection().scalars(ordered).all()

    def received_of_pair(self, aspirante: str, auxiliar: str, up_to: int) -> int:
        total = select(func.coalesce(func.sum(StoredEnvio.received), 0)).where(
            col(StoredEnvio.aspirante) == aspirante,
            col(StoredEnvio.auxiliar) == auxiliar,
            col(StoredEnvio.number) <= up_to,
        )
        return int(self.session.connection().scalar(total) or 0)


def _batched(record_ids: Sequence[RecordId]) -> Iterator[Sequence[RecordId]]:
    """Yield so many at a time as one query may name."""
    for begin in range(0, len(record_ids), _IN_ONE_QUERY):
        yield record_ids[begin : begin + _IN_ONE_QUERY]


def _received(row: Row[Any]) -> Received:
    signed: Signed = read_json(Signed, row.receipt)
    return Received(RecordId(row.record_id), row.sha256, row.folio, row.auxiliar, signed)
