"""Numeral 25: when to try again, whose fault it is, and the word of each record."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_kiosk.sending.progress import ProgressCount
from capture_kiosk.sending.sending_flow import (
    LONGEST,
    QUIET,
    Network,
    Round,
    SendingFlow,
    SendingProgress,
    Sent,
    Word,
    worth_keeping,
)
from core.client.errors import NetworkAsksToEnter, ServerNotTrusted, ServerTroubled
from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import KeptReceipt, RecordInfo, SendStage
from core.domain.values.signed import Signed
from core.errors import ApoyoError, CentralRefused, CentralUnreachable, ReceiptRejected
from core.messages import explain
from core.procedure.n25_send_pending import RecordResult
from tests.capture_kiosk import world


def a_record(counter: int) -> RecordInfo:
    return RecordInfo(RecordId(f"{counter:032x}"), counter, "000101", "0" * 64, 9, world.NOW)


def a_receipt(counter: int) -> KeptReceipt:
    folio = f"000101-{counter:05d}-0"
    return KeptReceipt(counter, "000101", folio, world.NOW, Signed("recibo", "", "", ""))


CUT = Round((Sent(a_record(3), SendStage.CUT, CentralUnreachable()),))


def test_a_network_that_is_back_never_waits_longer_than_the_longest_delay() -> None:
    flow = SendingFlow()
    waits = []
    for _ in range(12):
        flow = flow.ended(CUT)
        waits.append(flow.next_try)
    assert waits[:3] == [timedelta(seconds=s) for s in (2, 4, 8)]
    assert max(waits) == LONGEST


def test_all_received_rests_until_the_next_quiet_look() -> None:
    done = Round((Sent(a_record(3), SendStage.RECEIVED),), reached=True)
    flow = SendingFlow().ended(CUT).ended(done)
    assert (flow.next_try, flow.network, flow.trouble) == (QUIET, Network.UP, None)


def test_of_thousands_that_wait_for_the_way_a_round_keeps_one_of_a_kind() -> None:
    own = Sent(a_record(1), SendStage.REFUSED, ReceiptRejected())
    cut = [Sent(a_record(n), SendStage.CUT, CentralUnreachable()) for n in (2, 3)]
    left = [Sent(a_record(n), SendStage.UNTOUCHED, CentralUnreachable()) for n in range(4, 5_000)]
    received = [Sent(a_record(n), SendStage.RECEIVED) for n in (5_001, 5_002)]
    kept = worth_keeping([*received, own, *cut, *left])
    assert kept == (received[0], own, cut[0], left[0])
    whole, lean = (
        SendingFlow().ended(Round(sent)) for sent in ((*received, own, *cut, *left), kept)
    )
    waiting = [a_record(n) for n in range(1, 5_000)]
    assert lean.lines(waiting, []) == whole.lines(waiting, [])
    assert (lean.trouble, lean.network) == (whole.trouble, whole.network)


def test_a_record_that_was_not_tried_has_no_problem_of_its_own() -> None:
    refused = CentralRefused("no_autorizado", 401)
    sent = (
        Sent(a_record(1), SendStage.REFUSED, refused),
        *(Sent(a_record(n), SendStage.UNTOUCHED, refused) for n in (2, 3)),
    )
    lines = SendingFlow().ended(Round(sent)).lines([a_record(n) for n in (1, 2, 3)], [])
    assert [line.number for line in lines] == ["2 a 3", "1"]


def test_a_cut_is_one_sentence_on_the_network_and_names_no_record() -> None:
    cut = Round(tuple(Sent(a_record(n), SendStage.CUT, CentralUnreachable()) for n in (3, 4)))
    flow = SendingFlow().ended(cut)
    assert flow.network is Network.DOWN
    assert flow.trouble is not None
    assert "Registro" not in flow.trouble.title
    assert "de la red" in flow.trouble.owner
    (line,) = flow.lines([a_record(3), a_record(4)], [])
    assert (line.number, line.note) == ("3 a 4", "2 esperan red")


@pytest.mark.parametrize(
    ("error", "network", "owner"),
    [
        (CentralUnreachable(), Network.DOWN, "de la red"),
        (NetworkAsksToEnter(), Network.PORTAL, "de la red"),
        (ServerNotTrusted(), Network.IMPOSTOR, "de la red"),
        (ServerTroubled(), Network.SERVER, "del servidor"),
        (CentralRefused("error", 500), Network.SERVER, ""),
        (CentralRefused("ocupado", 503), Network.SERVER, ""),
    ],
)
@pytest.mark.parametrize("where", ["record", "packet"])
def test_the_chip_and_the_page_say_one_thing(
    error: ApoyoError, network: Network, owner: str, where: str
) -> None:
    sent = (Sent(a_record(3), SendStage.CUT, error),) if where == "record" else ()
    run = Round(sent, None if sent else error, reached=isinstance(error, CentralRefused))
    flow = SendingFlow().ended(run)
    assert flow.network is network
    assert flow.trouble is not None
    assert flow.trouble.title == explain(error).title
    assert owner in flow.trouble.owner


@given(st.integers(0, 30), st.floats(0, 1))
def test_jitter_spreads_tablets_and_never_waits_longer(failures: int, share: float) -> None:
    flow = SendingFlow(failures=failures)
    assert flow.next_try / 2 <= flow.wait(share) <= flow.next_try


def test_a_run_is_counted_in_records_and_bytes() -> None:
    told: list[SendingProgress] = []
    records = [a_record(3), a_record(4)]
    count = ProgressCount.of(records, told.append)
    count.moved(records[0], 4)
    count.moved(records[0], 9)
    count.ended(RecordResult(records[0], SendStage.RECEIVED, "folio"))
    count.moved(records[1], 7)
    count.ended(RecordResult(records[1], SendStage.CUT, error=CentralUnreachable()))
    assert [(each.records, each.octets, each.percent) for each in told] == [
        (0, 0, 0),
        (0, 4, 22),
        (0, 9, 50),
        (1, 9, 50),
        (1, 16, 88),
        (1, 9, 50),
    ]


def test_what_leaves_while_another_is_erased_is_counted_with_it() -> None:
    told: list[SendingProgress] = []
    records = [a_record(3), a_record(4)]
    count = ProgressCount.of(records, told.append)
    count.moved(records[0], 9)
    count.moved(records[1], 3)
    count.ended(RecordResult(records[0], SendStage.RECEIVED, "folio"))
    count.moved(records[1], 5)
    assert [(each.records, each.octets) for each in told] == [
        (0, 0),
        (0, 9),
        (0, 12),
        (1, 12),
        (1, 14),
    ]


def test_a_refusal_says_whose_problem_it_is() -> None:
    refused = CentralRefused("sobre_rechazado", 422)
    flow = SendingFlow().ended(
        Round((Sent(a_record(3), SendStage.REFUSED, refused),), reached=True)
    )
    assert flow.trouble is not None
    assert "del registro" in flow.trouble.owner


def test_a_receipt_that_does_not_verify_leaves_the_record_sent() -> None:
    sent = Sent(a_record(3), SendStage.REFUSED, ReceiptRejected())
    flow = SendingFlow().ended(Round((sent,), reached=True))
    assert flow.word(a_record(3)) is Word.ENVIADO
    assert flow.word(a_record(4)) is Word.GUARDADO


def test_the_lines_join_what_only_waits_and_keep_folios_alone() -> None:
    flow = SendingFlow().ended(CUT)
    lines = flow.lines([a_record(n) for n in (3, 4, 5)], [a_receipt(1), a_receipt(2)])
    assert [(line.number, line.word) for line in lines] == [
        ("3 a 5", Word.GUARDADO),
        ("2", Word.BORRADO),
        ("1", Word.BORRADO),
    ]
    assert lines[1].note == "folio 000101-00002-0"
