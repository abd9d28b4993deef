"""Received records in the database: header, folio and receipt, never the content (numeral 27)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select
from sqlmodel import Session, col

from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.tables.apoyos import StoredAnnounced, StoredApoyo, StoredEnvio
from core.domain.apoyo import RecordId
from core.domain.signed import Signed
from core.ports.central_apoyos import NewApoyo, Received
from core.wire import adapter, read_json

_IN_ONE_QUERY = 500
_RECEIVED: tuple[Any, ...] = (
    col(StoredApoyo.record_id),
    col(StoredApoyo.sha256),
    col(StoredApoyo.folio),
    col(StoredApoyo.auxiliar),
    col(StoredApoyo.receipt),
)
_FIRST_ANNOUNCED = (
    select(func.min(StoredAnnounced.announced_at))
    .where(
        col(StoredAnnounced.record_id) == bindparam("announced_record"),
        col(StoredAnnounced.sha256) == bindparam("announced_sha256"),
    )
    .scalar_subquery()
)
_ADD = insert(StoredApoyo).values(announced_at=_FIRST_ANNOUNCED)


@dataclass(frozen=True, slots=True)
class StoredApoyos:
    """Apoyos in the database."""

    session: Session

    def find(self, record_id: RecordId) -> Received | None:
        return self.find_all((record_id,)).get(record_id)

    def find_all(self, record_ids: Sequence[RecordId]) -> Mapping[RecordId, Received]:
        found = {}
        for asked in _batched(record_ids):
            query = select(*_RECEIVED).where(col(StoredApoyo.record_id).in_(asked))
            for row in self.session.connection().execute(query):
                found[RecordId(row.record_id)] = _received(row)
        return found

    def next_sequence(self, aspirante: str) -> int:
        last = select(func.max(StoredApoyo.sequence)).where(col(StoredApoyo.aspirante) == aspirante)
        return (self.session.connection().scalar(last) or 0) + 1

    def add(self, apoyo: NewApoyo, sequence: int, position: int, received: Received) -> None:
        header = apoyo.header
        row = {
            "announced_record": header.record_id,
            "announced_sha256": apoyo.sha256,
            "record_id": header.record_id,
            "folio": received.folio,
            "aspirante": header.aspirante,
            "auxiliar": header.auxiliar,
            "device": header.device,
            "device_counter": header.device_counter,
            "sequence": sequence,
            "position": position,
            "envio": apoyo.envio,
            "started_at": header.started_at,
            "saved_at": header.saved_at,
            "received_at": apoyo.received_at,
            "frames": header.frames.value,
            "clock": header.clock.value,
            "key_id": header.key_id,
            "sha256": apoyo.sha256,
            "size": apoyo.size,
            "receipt": adapter(Signed).dump_json(received.receipt),
        }
        connection = self.session.connection()
        connection.execute(_ADD, row)
        count(connection, [Tally(header.aspirante, header.auxiliar, UNJUDGED, 1)])

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
