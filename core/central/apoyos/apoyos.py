"""Received records in the database: header, folio and receipt, never the content (numeral 27)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from core.central.tables.apoyos import StoredApoyo, StoredEnvio
from core.domain.apoyo import RecordId
from core.domain.signed import Signed
from core.ports.central_apoyos import NewApoyo, Received
from core.wire import adapter, read_json

_IN_ONE_QUERY = 500


@dataclass(frozen=True, slots=True)
class StoredApoyos:
    """Apoyos in the database."""

    session: Session

    def find(self, record_id: RecordId) -> Received | None:
        return self.find_all((record_id,)).get(record_id)

    def find_all(self, record_ids: Sequence[RecordId]) -> Mapping[RecordId, Received]:
        return {
            RecordId(row.record_id): _received(row)
            for asked in _batched(record_ids)
            for row in self.session.exec(
                select(StoredApoyo).where(col(StoredApoyo.record_id).in_(asked))
            ).all()
        }

    def next_sequence(self, aspirante: str) -> int:
        query = select(func.max(StoredApoyo.sequence)).where(StoredApoyo.aspirante == aspirante)
        return (self.session.exec(query).one() or 0) + 1

    def add(self, apoyo: NewApoyo, sequence: int, position: int, received: Received) -> None:
        header = apoyo.header
        self.session.add(
            StoredApoyo(
                record_id=header.record_id,
                folio=received.folio,
                aspirante=header.aspirante,
                auxiliar=header.auxiliar,
                device=header.device,
                device_counter=header.device_counter,
                sequence=sequence,
                position=position,
                envio=apoyo.envio,
                started_at=header.started_at,
                saved_at=header.saved_at,
                received_at=apoyo.received_at,
                frames=header.frames.value,
                clock=header.clock.value,
                key_id=header.key_id,
                sha256=apoyo.sha256,
                size=apoyo.size,
                receipt=adapter(Signed).dump_json(received.receipt),
            )
        )
        self.session.flush()

    def folios(self, envio_id: str) -> Sequence[str]:
        query = select(StoredApoyo.folio).where(StoredApoyo.envio == envio_id)
        return self.session.exec(query.order_by(col(StoredApoyo.sequence))).all()

    def received_of_pair(self, aspirante: str, auxiliar: str, up_to: int) -> int:
        query = (
            select(func.count())
            .select_from(StoredApoyo)
            .join(StoredEnvio, col(StoredEnvio.id) == col(StoredApoyo.envio))
            .where(
                StoredApoyo.aspirante == aspirante,
                StoredApoyo.auxiliar == auxiliar,
                StoredEnvio.number <= up_to,
            )
        )
        return self.session.exec(query).one()


def _batched(record_ids: Sequence[RecordId]) -> Iterator[Sequence[RecordId]]:
    """Yield so many at a time as one query may name."""
    for begin in range(0, len(record_ids), _IN_ONE_QUERY):
        yield record_ids[begin : begin + _IN_ONE_QUERY]


def _received(row: StoredApoyo) -> Received:
    signed: Signed = read_json(Signed, row.receipt)
    return Received(RecordId(row.record_id), row.sha256, row.folio, row.auxiliar, signed)
