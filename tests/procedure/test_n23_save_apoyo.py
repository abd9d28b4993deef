"""Numerals 12, 15, 21, 23 and 24: what may be saved, when, and that nothing else is stored."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from core.domain.apoyos.apoyo import Apoyo, ClockState, CredentialType, FrameSourceKind, RecordMode
from core.domain.apoyos.apoyo_errors import FramesOfPractice
from core.domain.apoyos.capture_errors import AspiranteNotInPacket, FaceWithoutConsent
from core.domain.apoyos.envio import folio
from core.domain.device.paquete import WorkPacket
from core.domain.device.tablet import CaptureFacts, Citizen, KeptReceipt, SealedApoyo
from core.domain.errors import LeastDataMissing, OutsideWindow
from core.domain.proceso.proceso import Mode, ProcesoSettings
from core.errors import ApoyoError, MachineTrouble
from core.procedure.n23_save_apoyo import SaveApoyo
from core.sealing.envelope import open_sealed, read_header
from core.sealing.errors import ElectionKeyMismatch
from core.sealing.payload import decode
from core.sealing.sealer import DeviceSealer
from core.sealing.signed import sign
from core.tablet.errors import NoSpace
from tests.fakes.apoyos import a_field, an_apoyo
from tests.fakes.clock import SetClock
from tests.fakes.tablet import (
    CAPTURE_ENDS_AT,
    DEVICE,
    ELECTION,
    SIGNING,
    STARTS_AT,
    MemoryLedger,
    MemoryQueue,
    MemoryRepeats,
    SetBound,
    a_packet,
    a_vinculo,
    capture_facts,
)

INSIDE = CAPTURE_ENDS_AT - timedelta(days=7)


class FullQueue(MemoryQueue):
    """A queue on a full disk."""

    def put(self, _: SealedApoyo) -> None:
        raise NoSpace


class FullRepeats(MemoryRepeats):
    """Notes on a full disk."""

    def note(self, *_: object) -> None:
        raise NoSpace


@dataclass
class Bench:
    """One tablet in memory."""

    clock: SetClock = field(default_factory=lambda: SetClock(INSIDE))
    bound: SetBound = field(default_factory=SetBound)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    repeats: MemoryRepeats = field(default_factory=MemoryRepeats)

    def save(
        self,
        facts: CaptureFacts | None = None,
        apoyo: Apoyo | None = None,
        packet: WorkPacket | None = None,
    ) -> int:
        packet = packet or a_packet()
        act = SaveApoyo(
            sealer=DeviceSealer.of_packet(DEVICE, packet),
            queue=self.queue,
            ledger=self.ledger,
            repeats=self.repeats,
            clock=self.clock,
            bound=self.bound,
        )
        return act(facts or capture_facts(), apoyo or an_apoyo(), packet)

    def refuses(self, error: type[ApoyoError], **named: object) -> None:
        """Raise AssertionError unless saving raises `error` and stores nothing."""
        with pytest.raises(error):
            self.save(**named)  # type: ignore[arg-type]
        assert not self.queue.pending()
        assert not self.repeats.noted()


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_pictures_from_files_are_saved_in_a_practice_alone(bench: Bench) -> None:
    real, facts = a_packet(mode=Mode.REAL), capture_facts()
    bench.refuses(FramesOfPractice, packet=real, facts=facts)
    bench.save(replace(facts, frames=FrameSourceKind.CAMERA), packet=real)
    bench.save(facts)


def test_a_saved_apoyo_is_sealed_to_the_election_alone(bench: Bench) -> None:
    assert bench.save() == 1
    (record,) = bench.queue.pending()
    envelope = bench.queue.envelope(record)
    assert decode(open_sealed(envelope, own=ELECTION, device=DEVICE.public_key())) == an_apoyo()
    assert b"FICTICIA" not in envelope


def test_the_header_says_whose_record_it_is(bench: Bench) -> None:
    bench.save()
    (record,) = bench.queue.pending()
    header = read_header(bench.queue.envelope(record))
    assert (header.aspirante, header.auxiliar, header.device) == ("000123", "000045", "d1")
    assert (header.proceso, header.mode) == ("practica-2027", RecordMode.APOYO)
    assert (header.saved_at, header.started_at) == (INSIDE, capture_facts().started_at)
    assert header.key_id == a_packet().election_key_id
    assert header.clock is ClockState.TRUSTED


def test_numbers_follow_the_highest_of_queue_and_receipts(bench: Bench) -> None:
    assert [bench.save(), bench.save()] == [1, 2]
    receipt = KeptReceipt(8, "000123", folio("000123", 1), INSIDE, sign("recibo", b"", by=SIGNING))
    bench.ledger.keep(bench.queue.pending()[0].record_id, receipt)
    assert bench.save() == 9
    assert len({each.record_id for each in bench.queue.pending()}) == 3


def test_the_same_citizen_is_seen_for_that_cargo_from_then_on(bench: Bench) -> None:
    bench.save()
    assert bench.repeats.seen(Citizen("gubernatura", "", "123456789"))
    assert not bench.repeats.seen(Citizen("diputacion", "", "123456789"))


@pytest.mark.parametrize(
    "moment",
    [STARTS_AT - timedelta(seconds=1), CAPTURE_ENDS_AT, CAPTURE_ENDS_AT + timedelta(days=30)],
)
def test_nothing_is_stored_outside_the_period(bench: Bench, moment: datetime) -> None:
    bench.clock.at = moment
    bench.refuses(OutsideWindow)


@pytest.mark.parametrize("moment", [STARTS_AT, CAPTURE_ENDS_AT - timedelta(microseconds=1)])
def test_the_edges_of_the_period_are_inside(bench: Bench, moment: datetime) -> None:
    bench.clock.at = moment
    assert bench.save() == 1


def test_without_a_period_nothing_is_stored(bench: Bench) -> None:
    packet = a_packet(vinculos=(a_vinculo("000123", "gubernatura", periodo=None),))
    bench.refuses(OutsideWindow, packet=packet)


def test_a_capture_begun_inside_is_saved_within_the_grace(bench: Bench) -> None:
    packet = a_packet(readings=ProcesoSettings(grace_minutes=10))
    begun = capture_facts(started_at=CAPTURE_ENDS_AT - timedelta(minutes=1))
    bench.clock.at = CAPTURE_ENDS_AT + timedelta(minutes=10)
    bench.refuses(OutsideWindow, facts=begun, packet=packet)
    bench.clock.at -= timedelta(seconds=1)
    bench.refuses(OutsideWindow, facts=capture_facts(started_at=CAPTURE_ENDS_AT), packet=packet)
    bench.refuses(OutsideWindow, facts=begun)
    assert bench.save(begun, packet=packet) == 1


def test_training_is_always_open_and_says_so(bench: Bench) -> None:
    bench.clock.at = CAPTURE_ENDS_AT + timedelta(days=1)
    bench.save(capture_facts(mode=RecordMode.TRAINING))
    (record,) = bench.queue.pending()
    assert read_header(bench.queue.envelope(record)).mode is RecordMode.TRAINING


def test_a_clock_that_is_behind_is_marked_and_goes_on(bench: Bench) -> None:
    bench.bound.at = INSIDE
    bench.clock.at = STARTS_AT - timedelta(days=400)
    bench.save()
    (record,) = bench.queue.pending()
    assert read_header(bench.queue.envelope(record)).clock is ClockState.TO_CONFIRM


def test_a_clock_set_back_does_not_open_a_period_that_is_past(bench: Bench) -> None:
    bench.bound.at = CAPTURE_ENDS_AT
    bench.refuses(OutsideWindow)


def test_an_aspirante_outside_the_packet_gets_nothing(bench: Bench) -> None:
    bench.refuses(AspiranteNotInPacket, facts=capture_facts("000999"))


def test_the_least_data_are_asked_for(bench: Bench) -> None:
    fields = dict(an_apoyo().fields)
    del fields["clave_elector"]
    bench.refuses(LeastDataMissing, apoyo=an_apoyo(fields=fields))
    other = {**fields, "ocr": a_field("1234123456789")}
    assert bench.save(apoyo=an_apoyo(type_chosen=CredentialType.OTHER, fields=other)) == 1


def test_a_face_after_a_no_is_never_sealed(bench: Bench) -> None:
    face = replace(an_apoyo().face, picture=b"\xff\xd8")
    bench.refuses(FaceWithoutConsent, apoyo=an_apoyo(face=face))


def test_a_full_disk_stores_nothing() -> None:
    Bench(queue=FullQueue()).refuses(MachineTrouble)


def test_a_disk_too_full_for_the_note_keeps_the_record() -> None:
    bench = Bench(repeats=FullRepeats())
    assert bench.save() == 1
    assert len(bench.queue.pending()) == 1


def test_a_packet_whose_key_is_not_the_one_it_names_seals_nothing(bench: Bench) -> None:
    bench.refuses(ElectionKeyMismatch, packet=a_packet(election_key_id="0" * 16))
    bench.refuses(ElectionKeyMismatch, packet=a_packet(election_key="AAAA"))
