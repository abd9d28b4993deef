"""Numerals 23 and 24, on the tablet: the record is sealed, then stored. Nothing else writes one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain.apoyos.apoyo import Apoyo, Header, RecordMode, check_least_data
from core.domain.apoyos.apoyo_errors import FramesOfPractice
from core.domain.apoyos.capture_errors import AspiranteNotInPacket, FaceWithoutConsent
from core.domain.device.clock_trust import clock_state, may_save
from core.domain.device.paquete import VinculoShown, WorkPacket
from core.domain.device.tablet import CaptureFacts, Citizen, SealedApoyo, may_use
from core.domain.errors import OutsideWindow
from core.errors import MachineTrouble
from core.ports.shared import Clock
from core.ports.tablet import ApoyoQueue, ReceiptLedger, RepeatNotes, Sealer, TimeBound


@dataclass(frozen=True, slots=True)
class SaveApoyo:
    """Seal one apoyo and store it durably."""

    sealer: Sealer
    queue: ApoyoQueue
    ledger: ReceiptLedger
    repeats: RepeatNotes
    clock: Clock
    bound: TimeBound

    def __call__(self, facts: CaptureFacts, apoyo: Apoyo, packet: WorkPacket) -> int:
        """Return the record's number once it is on disk.

        Raises FramesOfPractice, AspiranteNotInPacket, OutsideWindow, LeastDataMissing,
        FaceWithoutConsent or MachineTrouble; then nothing is stored.
        """
        if not may_use(facts.frames, packet.mode):
            raise FramesOfPractice
        vinculo = _vinculo(packet, facts.aspirante)
        now, bound = self.clock.now(), self.bound.latest()
        _check_window(facts, vinculo, packet, (now, bound))
        check_least_data(apoyo.type_chosen, apoyo.fields)
        if apoyo.face.picture is not None and not apoyo.face.given:
            raise FaceWithoutConsent
        header = self._header(facts, packet, now, bound)
        self._store(self.sealer.seal(header, apoyo), citizen_of(apoyo, vinculo))
        return header.device_counter

    def _store(self, sealed: SealedApoyo, citizen: Citizen) -> None:
        """Store the record, then its note: a full disk can lose only the warning of a repeat."""
        self.queue.put(sealed)
        with suppress(MachineTrouble):
            self.repeats.note(sealed.record_id, citizen)

    def _header(
        self, facts: CaptureFacts, packet: WorkPacket, now: datetime, bound: datetime | None
    ) -> Header:
        earlier = (self.queue.last(), self.ledger.last())
        highest = max((each.counter for each in earlier if each), default=0)
        return Header(
            mode=facts.mode,
            record_id=self.sealer.new_record_id(),
            proceso=packet.proceso,
            aspirante=facts.aspirante,
            auxiliar=packet.auxiliar,
            device=packet.device,
            device_counter=highest + 1,
            frames=facts.frames,
            started_at=facts.started_at,
            saved_at=now,
            clock=clock_state(now, bound),
            key_id=packet.election_key_id,
        )


def citizen_of(apoyo: Apoyo, vinculo: VinculoShown) -> Citizen:
    """Return what may warn of a repeat of this support."""
    return Citizen(vinculo.cargo_id, apoyo.value("clave_elector"), apoyo.value("cic"))


def _vinculo(packet: WorkPacket, aspirante: str) -> VinculoShown:
    """Return the vínculo with an aspirante. Raises AspiranteNotInPacket."""
    for vinculo in packet.vinculos:
        if vinculo.aspirante.id_solicitante == aspirante:
            return vinculo
    raise AspiranteNotInPacket


def _check_window(
    facts: CaptureFacts,
    vinculo: VinculoShown,
    packet: WorkPacket,
    at: tuple[datetime, datetime | None],
) -> None:
    """Raise OutsideWindow. The act of saving decides; training is always open.

    Source: norma/lecturas.md, 6.
    """
    if facts.mode is RecordMode.TRAINING:
        return
    now, bound = at
    grace = timedelta(minutes=packet.readings.grace_minutes)
    if vinculo.periodo is None or not may_save(
        vinculo.periodo, started_at=facts.started_at, now=now, bound=bound, grace=grace
    ):
        raise OutsideWindow
