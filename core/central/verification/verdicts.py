"""Keyed hashes, answers, verdicts and runs of verification in the database (numeral 9)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from core.central.apartados import resting
from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.registration.vinculos import vinculo_of
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.registration import StoredAspirante
from core.central.tables.verification import StoredOpening, StoredVerdict
from core.central.tables.vinculos import StoredDevice, StoredReport, StoredVinculo
from core.domain.apoyo import ClockState
from core.domain.auxiliar import Vinculo
from core.domain.conteo import CountRecord, Doubt
from core.domain.dispositivo import STOLEN, OutOfUse, doubt_of_device
from core.domain.vinculo import doubt_of_vinculo
from core.ports.apartados import EachAlone
from core.ports.central_padron import Judged, KeyedHashes, KnownRecord, SealedRecord
from core.ports.shared import Clock

JOB = "verificacion"
"""What the job is called under which records are set aside."""

_Row = tuple[StoredApoyo, StoredOpening, str, StoredDevice]


@dataclass(slots=True)
class _Pair:
    """An aspirante and an auxiliar: their vínculos, and when each device was reported stolen."""

    vinculos: list[Vinculo] = field(default_factory=list)
    reported: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredVerdicts:
    """Verdicts in the database."""

    session: Session
    clock: Clock

    def unopened(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        """Return at most `limit` records not yet opened, in order of receipt.

        `after` is the receipt position to start above.
        """
        query = (
            select(StoredApoyo, StoredDevice.public_key)
            .join(StoredDevice, col(StoredDevice.id) == col(StoredApoyo.device))
            .outerjoin(StoredOpening, col(StoredOpening.record_id) == col(StoredApoyo.record_id))
            .where(col(StoredOpening.record_id).is_(None), StoredApoyo.position > after)
            .order_by(col(StoredApoyo.position))
            .limit(limit)
        )
        return [
            SealedRecord(row.record_id, row.folio, row.position, row.sha256, key)
            for row, key in self.session.exec(query).all()
        ]

    def has_unjudged(self) -> bool:
        """Tell whether a received record has no verdict and is not set aside."""
        query = (
            select(StoredApoyo.record_id)
            .outerjoin(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
            .where(col(StoredVerdict.folio).is_(None))
            .where(col(StoredApoyo.folio).not_in(resting(JOB, self.clock.now())))
            .limit(1)
        )
        return self.session.exec(query).first() is not None

    def keep_hashes(self, opened: Mapping[str, KeyedHashes]) -> None:
        """Store the results of opening, by record id."""
        now = self.clock.now()
        for record_id, hashes in opened.items():
            row = StoredOpening(
                record_id=record_id,
                opened_at=now,
                clave=hashes.clave,
                cic=hashes.cic,
                seccion=hashes.seccion,
                emision=hashes.emision,
                doubt=hashes.doubt.name,
            )
            self.session.merge(row)
        self.session.flush()

    def known(self, each: EachAlone) -> Iterator[KnownRecord]:
        """Yield every opened record in order of receipt, each through `each`."""
        pairs = self._pairs()
        query = (
            select(StoredApoyo, StoredOpening, StoredAspirante.cargo, StoredDevice)
            .join(StoredOpening, col(StoredOpening.record_id) == col(StoredApoyo.record_id))
            .join(
                StoredAspirante, col(StoredAspirante.id_solicitante) == col(StoredApoyo.aspirante)
            )
            .join(StoredDevice, col(StoredDevice.id) == col(StoredApoyo.device))
            .order_by(col(StoredApoyo.position))
        )

        def read(row: _Row) -> KnownRecord:
            apoyo = row[0]
            pair = pairs[(apoyo.aspirante, apoyo.auxiliar)]
            return _known(row, pair)

        return each(self.session.exec(query), lambda row: row[0].folio, read)

    def keep(self, judged: Iterable[Judged], *, cut: str, judged_at: datetime) -> None:
        """Store verdicts, replacing the former one of each folio."""
        former = self.session.exec(select(StoredVerdict)).all()
        judged = tuple(judged)
        self._recount({each.folio: each.outcome.resultado.value for each in judged}, former)
        for each in judged:
            row = StoredVerdict(
                folio=each.folio,
                resultado=each.outcome.resultado.value,
                cause=each.outcome.cause,
                padron_cut=cut,
                judged_at=judged_at,
                padron_row=each.answer.row,
                estatus=each.answer.estatus,
                estatus_cause=each.answer.cause,
                seccion=each.answer.seccion,
            )
            self.session.merge(row)
        self.session.flush()
        del former  # held until here: the session forgets rows that nobody holds

    def withdraw_others(self, folios: Collection[str]) -> None:
        """Delete the verdicts of all other folios, which this run did not judge."""
        rows = self.session.exec(select(StoredVerdict)).all()
        others = [row for row in rows if row.folio not in folios]
        self._recount({row.folio: UNJUDGED for row in others}, others)
        for row in others:
            self.session.delete(row)
        self.session.flush()

    def _recount(self, results: Mapping[str, str], former: Iterable[StoredVerdict]) -> None:
        """Move folios in the roll-up from their former result to the one that they get."""
        was = {row.folio: row.resultado for row in former}
        pairs = select(StoredApoyo.folio, StoredApoyo.aspirante, StoredApoyo.auxiliar)
        changes = [
            change
            for folio, aspirante, auxiliar in self.session.exec(pairs)
            if folio in results
            for change in (
                Tally(aspirante, auxiliar, was.get(folio, UNJUDGED), -1),
                Tally(aspirante, auxiliar, results[folio], 1),
            )
        ]
        count(self.session.connection(), changes)

    def _pairs(self) -> Mapping[tuple[str, str], _Pair]:
        """Return what is known of each aspirante and auxiliar; nothing of who never were a pair."""
        found: dict[tuple[str, str], _Pair] = defaultdict(_Pair)
        for row in self.session.exec(select(StoredVinculo)).all():
            found[(row.aspirante, row.auxiliar)].vinculos.append(vinculo_of(row))
        reports = (
            select(StoredReport, StoredVinculo.auxiliar)
            .join(StoredVinculo, col(StoredVinculo.id) == col(StoredReport.vinculo))
            .where(col(StoredReport.withdrawn_at).is_(None))
            .order_by(col(StoredReport.reported_at))
        )
        for report, auxiliar in self.session.exec(reports).all():
            pair = found[(report.aspirante, auxiliar)]
            pair.reported.setdefault(report.device, report.reported_at)
        return found


def _known(row: _Row, pair: _Pair) -> KnownRecord:
    apoyo, opening, cargo, device = row
    hashes = KeyedHashes(opening.clave, opening.cic, doubt=Doubt[opening.doubt])
    record = CountRecord(
        folio=apoyo.folio,
        aspirante=apoyo.aspirante,
        cargo=cargo,
        position=apoyo.position,
        started_at=apoyo.started_at,
        saved_at=apoyo.saved_at,
        received_at=apoyo.received_at,
        announced_at=apoyo.announced_at,
        clock=ClockState(apoyo.clock),
        clave=hashes.clave,
        cic=hashes.cic,
        doubt=_doubt(apoyo, device, pair),
    )
    return KnownRecord(record, hashes)


def _doubt(apoyo: StoredApoyo, device: StoredDevice, pair: _Pair) -> Doubt:
    """Return what is doubtful of a record because of whose tablet it came from, and when."""
    of_vinculo = doubt_of_vinculo(
        pair.vinculos, saved_at=apoyo.saved_at, received_at=apoyo.received_at
    )
    if of_vinculo is not Doubt.NONE:
        return of_vinculo
    out_of_use = OutOfUse(
        changed_at=None if device.void_reason == STOLEN else device.voided_at,
        suspended_at=device.suspended_at,
        reported_at=pair.reported.get(device.id),
    )
    return doubt_of_device(
        out_of_use,
        saved_at=apoyo.saved_at,
        received_at=apoyo.received_at,
        announced_at=apoyo.announced_at,
        clock=ClockState(apoyo.clock),
    )
