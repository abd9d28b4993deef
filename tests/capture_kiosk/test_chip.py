"""The counter chip says of each record one thing: it waits, it was sent, or it was received."""

import pytest
from PySide6.QtGui import QGuiApplication

from capture_kiosk.sending.sending_flow import Network, Round, SendingFlow, Sent
from capture_kiosk.view_models.chip_vm import ChipVm
from core.domain.device.tablet import SendStage
from core.errors import CentralRefused, CentralUnreachable, ReceiptRejected
from tests.capture_kiosk import drafts
from tests.capture_kiosk.test_sending_flow import a_record


@pytest.fixture
def chip(qapp: QGuiApplication) -> ChipVm:
    return ChipVm(drafts.nothing, qapp)


def counts(chip: ChipVm) -> tuple[str, ...]:
    """Return what is shown of saved, sent and received, and the words of what is saved."""
    return tuple(
        str(chip.property(name)) for name in ("savedCount", "sentCount", "receivedCount", "saved")
    )


@pytest.mark.parametrize(
    ("waiting", "without_receipt", "received", "said"),
    [
        (0, 0, 0, ("0", "0", "0", "0 guardados")),
        (1, 0, 0, ("1", "0", "0", "1 guardado")),
        (3, 0, 2, ("3", "0", "2", "3 guardados")),
        (3, 1, 2, ("2", "1", "2", "2 guardados")),
        (2, 2, 0, ("0", "2", "0", "0 guardados")),
        (1234, 0, 10_001, ("1,234", "0", "10,001", "1,234 guardados")),
    ],
)
def test_each_record_is_counted_once(
    chip: ChipVm, waiting: int, without_receipt: int, received: int, said: tuple[str, ...]
) -> None:
    records = [a_record(number) for number in range(waiting)]
    sent = [
        Sent(record, SendStage.REFUSED, ReceiptRejected()) for record in records[:without_receipt]
    ]
    gone = Sent(a_record(waiting), SendStage.REFUSED, ReceiptRejected())
    flow = SendingFlow().ended(Round((*sent, gone), reached=True))
    chip.show_kept(records, received, flow)
    assert counts(chip) == said
    chip.show_flow(SendingFlow().ended(Round(reached=True)))
    assert counts(chip) == said


@pytest.mark.parametrize(
    ("refusal", "network", "words"),
    [
        (None, Network.UP, "Con red"),
        (CentralUnreachable(), Network.DOWN, "Sin red"),
        (CentralRefused("servidor_con_fallas", 500), Network.SERVER, "Servidor con fallas"),
    ],
)
def test_the_way_is_said_as_the_last_try_found_it(
    chip: ChipVm, refusal: CentralUnreachable | None, network: Network, words: str
) -> None:
    assert chip.property("network") == "Buscando red"
    flow = SendingFlow().ended(Round(refusal=refusal, reached=refusal is None))
    chip.show_flow(flow)
    assert (flow.network, chip.property("network")) == (network, words)
    chip.show_flow(flow.began())
    assert chip.property("network") == words, "nothing is being sent where nothing waits"
    chip.show_kept([a_record(1)], 0, flow.began())
    assert chip.property("network") == "Enviando…"
