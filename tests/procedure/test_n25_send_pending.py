"""Numerals 25 and 28: all that waits is sent and erased by its receipt; none stops the rest."""

from dataclasses import dataclass, field
from threading import Event

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import Citizen, KeptReceipt, RecordInfo, SendStage
from core.domain.values.signed import Signed
from core.errors import CentralRefused, CentralUnreachable, MachineTrouble, ReceiptRejected
from core.procedure.n25_send_pending import (
    RecordResult,
    SendPending,
)
from core.procedure.n28_erase_sent import EraseSent
from core.sealing.receipt import ServerReceipts
from core.tablet.errors import NoSpace, RecordDamaged
from tests.fakes.clock import SetClock
from tests.fakes.tablet import SIGNING, FakeServer, MemoryLedger, MemoryQueue, MemoryRepeats
from tests.tablet.sealed import a_sealed

CITIZEN = Citizen("gubernatura", "MSFCXX80010109M100", "")
REFUSAL = CentralRefused("otros_bytes", 409)
_LONGEST_S = 20.0


class NoAnswerUnderstood(CentralUnreachable):
    """A server that breaks on one record."""

    code = "respuesta_no_entendida"


@dataclass
class Tablet:
    """A tablet in memory with `waiting` records, and the server it sends to."""

    server: FakeServer = field(default_factory=FakeServer)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    repeats: MemoryRepeats = field(default_factory=MemoryRepeats)
    told: list[RecordResult] = field(default_factory=list)

    def wait(self, *counters: int, aspirante: str = "000123") -> None:
        for counter in counters:
            sealed = a_sealed(counter, aspirante)
            self.queue.put(sealed)
            self.repeats.note(sealed.record_id, CITIZEN)

    @property
    def erase(self) -> EraseSent:
        return EraseSent(self.queue, self.ledger, self.repeats)

    def send(self) -> dict[int, RecordResult]:
        receipts = ServerReceipts(SIGNING.public_key())
        act = SendPending(
            self.queue, self.server, receipts, self.erase, SetClock(), self.told.append
        )
        return {each.record.counter: each for each in act()}

    @property
    def left(self) -> list[int]:
        return [each.counter for each in self.queue.pending()]

    def record(self, counter: int) -> RecordInfo:
        return next(each for each in self.queue.pending() if each.counter == counter)


@pytest.fixture
def tablet() -> Tablet:
    return Tablet()


def name(counter: int) -> str:
    return f"{counter:032x}"


def stages(results: dict[int, RecordResult]) -> dict[int, SendStage]:
    return {counter: each.stage for counter, each in results.items()}


def _again_alone(result: RecordResult) -> bool:
    """Tell whether trying again later, without a person, may help."""
    return result.stage in {SendStage.CUT, SendStage.UNTOUCHED}


def test_everything_is_announced_sent_receipted_and_erased(tablet: Tablet) -> None:
    tablet.wait(1, 2, 3)
    sealed = {each: tablet.queue.held[each][1] for each in tablet.queue.held}
    results = tablet.send()
    assert set(stages(results).values()) == {SendStage.RECEIVED}
    assert not tablet.left
    assert not tablet.queue.unsettled
    assert tablet.server.held == sealed
    (announced,) = tablet.server.announced
    assert [each.counter for each in announced.waiting] == [1, 2, 3]
    assert [each.folio for each in tablet.ledger.kept()] == [each.folio for each in tablet.told]


def test_each_aspirante_has_an_envio_of_its_own(tablet: Tablet) -> None:
    tablet.wait(1, 3)
    tablet.wait(2, aspirante="000124")
    tablet.send()
    assert [(each.aspirante, len(each.waiting)) for each in tablet.server.announced] == [
        ("000123", 2),
        ("000124", 1),
    ]


def test_more_than_one_announcement_holds_goes_in_several(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.procedure.n25_send_pending.MOST_WAITING", 2)
    tablet.wait(1, 2, 3, 4, 5)
    tablet.send()
    announced = [[each.counter for each in told.waiting] for told in tablet.server.announced]
    assert announced == [[1, 2], [3, 4], [5]]
    assert not tablet.left


def test_nothing_that_waits_asks_nothing_of_the_server(tablet: Tablet) -> None:
    assert not tablet.send()
    assert not tablet.server.announced


def test_what_stays_of_a_record_is_its_number_and_its_receipt(tablet: Tablet) -> None:
    tablet.wait(1)
    tablet.send()
    assert not tablet.repeats.noted()
    (kept,) = tablet.ledger.kept()
    assert (kept.counter, kept.aspirante) == (1, "000123")


def test_it_goes_on_from_where_it_was_cut(tablet: Tablet) -> None:
    tablet.wait(1)
    whole = tablet.queue.envelope(tablet.record(1))
    tablet.server.held[tablet.record(1).record_id] = whole[:50]
    tablet.send()
    assert tablet.server.uploads == [(name(1), 50)]
    assert tablet.server.held[a_sealed(1).record_id] == whole
    assert not tablet.left


def test_an_offset_that_the_server_corrects_is_taken(tablet: Tablet) -> None:
    tablet.wait(1)
    record = tablet.record(1).record_id
    tablet.server.faults[record] = [CentralRefused("desfase", 409, {"offset": "0"})]
    assert stages(tablet.send()) == {1: SendStage.RECEIVED}
    assert len(tablet.server.uploads) == 2


def test_a_server_that_never_agrees_on_the_offset_is_tried_later(tablet: Tablet) -> None:
    tablet.wait(1)
    tablet.server.faults[name(1)] = [CentralRefused("desfase", 409, {"offset": "0"})] * 9
    assert stages(tablet.send()) == {1: SendStage.CUT}
    assert tablet.left == [1]


@pytest.mark.parametrize(
    ("code", "status"),
    [("servidor_sin_espacio", 507), ("demasiados_anuncios", 429), ("cuerpo_lento", 408)],
)
def test_what_the_server_cannot_do_now_is_tried_later(
    tablet: Tablet, code: str, status: int
) -> None:
    tablet.wait(1)
    tablet.server.faults[name(1)] = [CentralRefused(code, status)]
    result = tablet.send()[1]
    assert result.stage is SendStage.CUT
    assert _again_alone(result)
    assert tablet.left == [1]


def test_a_receipt_that_came_with_the_announcement_is_enough(tablet: Tablet) -> None:
    tablet.wait(1)
    record = tablet.record(1)
    tablet.server.upload(record, tablet.queue.envelope(record), 0)
    tablet.server.uploads.clear()
    assert stages(tablet.send()) == {1: SendStage.RECEIVED}
    assert not tablet.server.uploads
    assert not tablet.left


@pytest.mark.parametrize("announced", [False, True])
def test_a_receipt_by_another_key_erases_nothing(tablet: Tablet, *, announced: bool) -> None:
    tablet.wait(1)
    tablet.server.signing = Ed25519PrivateKey.generate()
    if announced:
        record = tablet.record(1)
        tablet.server.upload(record, tablet.queue.envelope(record), 0)
    result = tablet.send()[1]
    assert result.stage is SendStage.REFUSED
    assert isinstance(result.error, ReceiptRejected)
    assert tablet.left == [1]
    assert not tablet.ledger.kept()
    assert tablet.repeats.seen(CITIZEN)


def test_the_receipt_of_another_record_erases_nothing(tablet: Tablet) -> None:
    tablet.wait(1, 2)
    first, second = tablet.record(1), tablet.record(2)
    other = tablet.server.upload(second, tablet.queue.envelope(second), 0)
    tablet.server.whole[first.record_id] = other
    results = tablet.send()
    assert results[1].stage is SendStage.REFUSED
    assert tablet.left == [1]


def test_one_refused_record_does_not_stop_the_rest(tablet: Tablet) -> None:
    tablet.wait(1, 2, 3)
    tablet.server.faults[name(2)] = [REFUSAL]
    results = tablet.send()
    assert stages(results) == {
        1: SendStage.RECEIVED,
        2: SendStage.REFUSED,
        3: SendStage.RECEIVED,
    }
    assert results[2].error is REFUSAL
    assert not _again_alone(results[2])
    assert tablet.left == [2]


def test_a_refused_announcement_does_not_stop_the_other_aspirante(tablet: Tablet) -> None:
    tablet.wait(1)
    tablet.wait(2, aspirante="000124")
    tablet.server.faults["announce"] = [CentralRefused("papel_insuficiente", 403)]
    assert stages(tablet.send()) == {1: SendStage.REFUSED, 2: SendStage.RECEIVED}


def test_no_way_to_the_server_leaves_everything(tablet: Tablet) -> None:
    tablet.wait(1, 2)
    tablet.wait(3, aspirante="000124")
    tablet.server.faults["announce"] = [CentralUnreachable()]
    results = tablet.send()
    assert stages(results) == {1: SendStage.CUT, 2: SendStage.CUT, 3: SendStage.UNTOUCHED}
    assert all(_again_alone(each) for each in results.values())
    assert tablet.left == [1, 2, 3]
    assert len(tablet.server.announced) == 0


def test_an_error_in_a_result_holds_no_frame_with_what_was_announced(tablet: Tablet) -> None:
    tablet.wait(1, 2)
    tablet.server.faults["announce"] = [CentralUnreachable()]
    errors = [each.error for each in tablet.send().values()]
    for error in errors:
        assert error is not None
        assert (error.__traceback__, error.__cause__, error.__context__) == (None, None, None)


def test_one_cut_goes_on_and_two_in_a_row_stop_the_run(tablet: Tablet) -> None:
    tablet.wait(1, 2, 3, 4, 5)
    for counter in (1, 3, 4):
        tablet.server.faults[name(counter)] = [CentralUnreachable()]
    assert stages(tablet.send()) == {
        1: SendStage.CUT,
        2: SendStage.RECEIVED,
        3: SendStage.CUT,
        4: SendStage.CUT,
        5: SendStage.UNTOUCHED,
    }
    assert stages(tablet.send()) == dict.fromkeys((1, 3, 4, 5), SendStage.RECEIVED)


def test_a_server_that_breaks_on_some_records_takes_the_rest(tablet: Tablet) -> None:
    tablet.wait(1, 2, 3, 4)
    for counter in (1, 2, 3):
        tablet.server.faults[name(counter)] = [NoAnswerUnderstood()]
    assert stages(tablet.send())[4] is SendStage.RECEIVED
    assert tablet.left == [1, 2, 3]


def test_an_announcement_that_breaks_the_server_does_not_stop_the_other_aspirante(
    tablet: Tablet,
) -> None:
    tablet.wait(1)
    tablet.wait(2, aspirante="000124")
    tablet.server.faults["announce"] = [NoAnswerUnderstood()]
    assert stages(tablet.send()) == {1: SendStage.CUT, 2: SendStage.RECEIVED}


def test_a_voided_token_stops_the_run_and_keeps_everything(tablet: Tablet) -> None:
    tablet.wait(1, 2)
    tablet.server.faults[name(1)] = [CentralRefused("sesion_vencida", 401)]
    assert stages(tablet.send()) == {1: SendStage.REFUSED, 2: SendStage.UNTOUCHED}
    assert tablet.left == [1, 2]


@pytest.mark.parametrize("damaged", [1, 2, 3])
def test_a_damaged_record_is_named_and_does_not_stop_the_rest(tablet: Tablet, damaged: int) -> None:
    tablet.wait(1, 2, 3)
    record, content = tablet.queue.held[a_sealed(damaged).record_id]
    tablet.queue.held[record.record_id] = (record, content[:-1])
    results = tablet.send()
    assert isinstance(results[damaged].error, RecordDamaged)
    well = dict.fromkeys({1, 2, 3} - {damaged}, SendStage.RECEIVED)
    assert stages(results) == {damaged: SendStage.REFUSED, **well}
    assert tablet.left == [damaged]


def test_a_disk_too_full_for_the_receipt_keeps_the_record(tablet: Tablet) -> None:
    class FullLedger(MemoryLedger):
        def keep(self, *_: object) -> None:
            raise NoSpace

    tablet.wait(1)
    tablet.ledger = FullLedger()
    assert stages(tablet.send()) == {1: SendStage.CUT}
    assert tablet.left == [1]


def test_each_result_is_told_at_once(tablet: Tablet) -> None:
    tablet.wait(1, 2)
    results = tablet.send()
    assert tablet.told == list(results.values())


class _Meeting(MemoryLedger):
    """Keeps no receipt before the record after it is on its way."""

    def __init__(self) -> None:
        super().__init__()
        self.began = {counter: Event() for counter in (2, 3)}

    def keep(self, record_id: RecordId, receipt: KeptReceipt) -> None:
        if receipt.counter in (1, 2):
            assert self.began[receipt.counter + 1].wait(_LONGEST_S)
        super().keep(record_id, receipt)


def test_a_record_is_sent_while_the_one_before_is_erased_and_no_further_ahead(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tablet.ledger = _Meeting()
    seen: dict[int, list[int]] = {}
    upload = tablet.server.upload

    def told(record: RecordInfo, envelope: bytes, offset: int) -> Signed:
        seen[record.counter] = [each.record.counter for each in tablet.told]
        if record.counter in ledger.began:
            ledger.began[record.counter].set()
        return upload(record, envelope, offset)

    monkeypatch.setattr(tablet.server, "upload", told)
    tablet.wait(1, 2, 3)
    assert set(stages(tablet.send()).values()) == {SendStage.RECEIVED}
    assert seen == {1: [], 2: [], 3: [1]}
    assert [each.record.counter for each in tablet.told] == [1, 2, 3]
    assert not tablet.left


def test_a_disk_that_fails_at_the_end_of_a_run_takes_back_nothing_that_was_received(
    tablet: Tablet,
) -> None:
    class Failing(MemoryQueue):
        def settle(self) -> None:
            raise MachineTrouble

    tablet.queue = Failing()
    tablet.wait(1, 2)
    assert set(stages(tablet.send()).values()) == {SendStage.RECEIVED}
    assert not tablet.left


class _Read(MemoryQueue):
    """Tells which records were read."""

    def __init__(self) -> None:
        super().__init__()
        self.read = {counter: Event() for counter in range(1, 5)}

    def envelope(self, record: RecordInfo) -> bytes:
        self.read[record.counter].set()
        return super().envelope(record)


def test_the_record_after_the_one_that_is_sent_is_read_meanwhile_and_no_further(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = tablet.queue = _Read()
    upload = tablet.server.upload
    seen: dict[int, list[int]] = {}

    def told(record: RecordInfo, envelope: bytes, offset: int) -> Signed:
        following = queue.read.get(record.counter + 1)
        assert following is None or following.wait(_LONGEST_S)
        seen[record.counter] = [counter for counter, event in queue.read.items() if event.is_set()]
        return upload(record, envelope, offset)

    monkeypatch.setattr(tablet.server, "upload", told)
    tablet.wait(1, 2, 3, 4)
    assert set(stages(tablet.send()).values()) == {SendStage.RECEIVED}
    assert seen == {1: [1, 2], 2: [1, 2, 3], 3: [1, 2, 3, 4], 4: [1, 2, 3, 4]}


def test_what_was_receipted_before_is_not_read_again(tablet: Tablet) -> None:
    tablet.wait(1, 2, 3)
    record = tablet.record(2)
    tablet.server.upload(record, tablet.queue.envelope(record), 0)
    queue = _Read()
    queue.held = tablet.queue.held
    tablet.queue = queue
    assert set(stages(tablet.send()).values()) == {SendStage.RECEIVED}
    assert [counter for counter, event in queue.read.items() if event.is_set()] == [1, 3]


def test_what_was_receipted_before_a_stop_is_erased_at_the_next_run(tablet: Tablet) -> None:
    tablet.wait(1, 2)
    record = tablet.record(1)
    signed = tablet.server.upload(record, tablet.queue.envelope(record), 0)
    receipt = ServerReceipts(SIGNING.public_key()).check(signed, record)
    tablet.erase(record, signed, receipt)
    tablet.queue.put(a_sealed(1))  # as if the tablet had stopped before the unlink
    tablet.repeats.note(record.record_id, CITIZEN)
    assert stages(tablet.send()) == {2: SendStage.RECEIVED}
    assert not tablet.left
    assert not tablet.repeats.noted()


def test_notes_of_what_no_longer_waits_are_forgotten(tablet: Tablet) -> None:
    tablet.repeats.note(a_sealed(9).record_id, CITIZEN)
    tablet.wait(1)
    tablet.erase.finish()
    assert tablet.repeats.noted() == {name(1)}
