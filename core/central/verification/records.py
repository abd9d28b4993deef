"""What waits to be opened or judged, read in the order of receipt, some at a time (numeral 9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, tuple_
from sqlmodel import Session, col

from core.central.apartados import resting
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.registration import StoredAspirante
from core.central.tables.verification import StoredOpening, StoredVerdict
from core.central.tables.vinculos import StoredDevice
from core.central.verification.pairs import PairFacts, Pairs
from core.domain.apoyos.apoyo import ClockState
from core.domain.apoyos.conteo import CountRecord, Doubt, Outcome
from core.domain.apoyos.vinculo import doubt_of_vinculo
from core.domain.device.dispositivo import doubt_of_device
from core.domain.verification.resultado import PadronAnswer, Resultado
from core.ports.apartados import EachAlone
from core.ports.central_padron import Judged, KeyedHashes, KnownRecord, SealedRecord
from core.ports.shared import Clock

JOB = "verificacion"
"""What the job is called under which records are set aside."""

_NOBODY = PairFacts()


@dataclass(frozen=True, slots=True)
class RecordBatch:
    """Some records in order of receipt: those `known`, and the folios of all with a verdict.

    One that was set aside is not known. `last` is the position of the last one, 0 for none.
    """

    known: Sequence[KnownRecord]
    with_verdict: frozenset[str]
    last: int


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """Received records in the database, as verification reads them."""

    session: Session
    clock: Clock

    def unopened(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        """Return at most `limit` records not yet opened, in order of receipt.

        `after` is the receipt position to start above.
        """
        query = (
            select(
                col(StoredApoyo.record_id),
                col(StoredApoyo.folio),
                col(StoredApoyo.position),
                col(StoredApoyo.sha256),
                col(StoredDevice.public_key),
            )
            .join(StoredDevice, col(StoredDevice.id) == col(StoredApoyo.device))
            .outerjoin(StoredOpening, col(StoredOpening.record_id) == col(StoredApoyo.record_id))
            .where(_UNJUDGED, col(StoredOpening.record_id).is_(None))
            .where(col(StoredApoyo.position) > after)
            .order_by(col(StoredApoyo.position))
            .limit(limit)
        )
        return [SealedRecord(*row) for row in self.session.connection().execute(query)]

    def has_unjudged(self) -> bool:
        """Tell whether a received record has no verdict and is not set aside."""
        aside = resting(JOB, self.clock.now())
        query = select(col(StoredApoyo.record_id)).where(
            _UNJUDGED, col(StoredApoyo.folio).not_in(aside)
        )
        return self.session.connection().execute(query.limit(1)).first() is not None

    def keep_hashes(self, opened: Mapping[str, KeyedHashes]) -> None:
        """Store the results of opening, by record id. What is stored already stays."""
        mine = select(col(StoredOpening.record_id)).where(
            col(StoredOpening.record_id).in_(list(opened))
        )
        connection, now = self.session.connection(), self.clock.now()
        stored = set(connection.scalars(mine))
        rows = [
            {
                "record_id": record_id,
                "opened_at": now,
                "clave": hashes.clave,
                "cic": hashes.cic,
                "seccion": hashes.seccion,
                "emision": hashes.emision,
                "doubt": hashes.doubt.name,
            }
            for record_id, hashes in opened.items()
            if record_id not in stored
        ]
        if rows:
            connection.execute(insert(StoredOpening), rows)

    def head(self) -> int:
        """Return the position of the last record received, 0 before the first."""
        newest = select(func.max(col(StoredApoyo.position)))
        return self.session.connection().scalar(newest) or 0

    def all(self, *, after: int, up_to: int, limit: int) -> Sequence[Row[Any]]:
        """Return opened records above position `after`, as `known` takes them."""
        return self._rows(limit, *_between(after, up_to))

    def unjudged(self, *, after: int, up_to: int, limit: int) -> Sequence[Row[Any]]:
        """Return those of `all` that have no verdict."""
        return self._rows(limit, _UNJUDGED, *_between(after, up_to))

    def of_pair(
        self, pair: tuple[str, str], *, after: int, up_to: int, limit: int
    ) -> Sequence[Row[Any]]:
        """Return those of `all` that an auxiliar captured for an aspirante."""
        mine = (col(StoredApoyo.aspirante) == pair[0], col(StoredApoyo.auxiliar) == pair[1])
        return self._rows(limit, *mine, *_between(after, up_to))

    def of_citizens(self, keys: Sequence[tuple[str, str]]) -> Sequence[Row[Any]]:
        """Return all opened records of these citizens, by the keyed hashes of clave and CIC."""
        mine = tuple_(col(StoredOpening.clave), col(StoredOpening.cic)).in_(keys)
        query = _KNOWN.where(mine).order_by(col(StoredApoyo.position))
        return self.session.connection().execute(query).all()

    def _rows(self, limit: int, *which: ColumnElement[bool]) -> Sequence[Row[Any]]:
        query = _KNOWN.where(*which).order_by(col(StoredApoyo.position)).limit(limit)
        return self.session.connection().execute(query).all()


def known(rows: Sequence[Row[Any]], pairs: Pairs, each: EachAlone) -> RecordBatch:
    """Return rows as a batch, with what is doubtful of them by `pairs`, each through `each`."""

    def read(row: Row[Any]) -> KnownRecord:
        return _known(row, pairs.get((row.aspirante, row.auxiliar), _NOBODY))

    return RecordBatch(
        known=list(each(rows, lambda row: str(row.folio), read)),
        with_verdict=frozenset(row.folio for row in rows if row.resultado is not None),
        last=rows[-1].position if rows else 0,
    )


def _between(after: int, up_to: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(StoredApoyo.position) > after, col(StoredApoyo.position) <= up_to


def _known(row: Row[Any], pair: PairFacts) -> KnownRecord:
    hashes = KeyedHashes(row.clave, row.cic, doubt=Doubt[row.doubt])
    record = CountRecord(
        folio=row.folio,
        aspirante=row.aspirante,
        cargo=row.cargo,
        position=row.position,
        started_at=row.started_at,
        saved_at=row.saved_at,
        received_at=row.received_at,
        announced_at=row.announced_at,
        clock=ClockState(row.clock),
        clave=hashes.clave,
        cic=hashes.cic,
        doubt=_doubt(row, pair),
    )
    return KnownRecord(record, hashes, _verdict(row))


def _verdict(row: Row[Any]) -> Judged | None:
    if row.resultado is None:
        return None
    answer = PadronAnswer(row.padron_row, row.estatus, row.estatus_cause, row.verdict_seccion)
    return Judged(row.folio, Outcome(Resultado(row.resultado), row.cause), answer)


def _doubt(row: Row[Any], pair: PairFacts) -> Doubt:
    """Return what is doubtful of a record because of whose tablet it came from, and when."""
    of_vinculo = doubt_of_vinculo(pair.vinculos, saved_at=row.saved_at, received_at=row.received_at)
    if of_vinculo is not Doubt.NONE:
        return of_vinculo
    return doubt_of_device(
        pair.device(row.device),
        saved_at=row.saved_at,
        received_at=row.received_at,
        announced_at=row.announced_at,
        clock=ClockState(row.clock),
    )


_UNJUDGED = col(StoredApoyo.judged_at).is_(None)
"""Kept short by a partial index, of the same words."""

_KNOWN: Select[Any] = (
    select(
        *(
            col(getattr(StoredApoyo, name))
            for name in (
                *("folio", "aspirante", "auxiliar", "device", "position", "started_at"),
                *("saved_at", "received_at", "announced_at", "clock"),
            )
        ),
        col(StoredOpening.clave),
        col(StoredOpening.cic),
        col(StoredOpening.doubt),
        col(StoredAspirante.cargo),
        *(
            col(getattr(StoredVerdict, name))
            for name in ("resultado", "cause", "padron_row", "estatus", "estatus_cause")
        ),
        col(StoredVerdict.seccion).label("verdict_seccion"),
    )
    .join(StoredOpening, col(StoredOpening.record_id) == col(StoredApoyo.record_id))
    .join(StoredAspirante, col(StoredAspirante.id_solicitante) == col(StoredApoyo.aspirante))
    .outerjoin(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
)
