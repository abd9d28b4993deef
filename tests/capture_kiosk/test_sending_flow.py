"""Numeral 25: when to try again, whose fault it is, and the word of each record."""

from datetime import timedelta

from capture_kiosk.sending.sending_flow import (
    LONGEST,
    QUIET,
    Network,
    Round,
    SendingFlow,
    Sent,
    Word,
)
from core.domain.apoyo import RecordId
from core.domain.signed import Signed
from core.domain.tablet import KeptReceipt, RecordInfo, SendStage
from core.errors import CentralRefused, CentralUnreachable, ReceiptRejected
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


def test_a_cut_is_the_networks_problem_and_names_the_record() -> None:
    flow = SendingFlow().ended(CUT)
    assert flow.network is Network.DOWN
    assert flow.trouble is not None
    assert flow.trouble.title.startswith("Registro 3: ")
    assert "de la red" in flow.trouble.owner


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
        ("4 a 5", Word.GUARDADO),
        ("3", Word.GUARDADO),
        ("2", Word.BORRADO),
        ("1", Word.BORRADO),
    ]
    assert lines[2].note == "folio 000101-00002-0"
