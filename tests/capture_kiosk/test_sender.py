"""The sender's own thread: told as it goes, and never what keeps the app from closing."""

from collections.abc import Callable
from threading import Event

from pytestqt.qtbot import QtBot

from capture_kiosk.sending.sender import Sender, left_running
from capture_kiosk.sending.sending_flow import Round, SendingFlow, SendingProgress
from tests.capture_kiosk import world
from tests.fakes.clock import SetClock


def test_closing_cuts_a_slow_contact_and_leaves_no_thread(qtbot: QtBot) -> None:
    begun, cut = Event(), Event()

    def contact(_told: Callable[[SendingProgress], None]) -> Round:
        begun.set()
        assert cut.wait(60)
        return Round()

    sender = Sender(contact, cut.set, SetClock(world.NOW))
    sender.start()
    assert begun.wait(60)
    sender.close()
    sender.close()
    assert cut.is_set()
    assert not left_running()
    assert qtbot


def test_what_leaves_is_told_as_it_goes_and_when_it_is_tried_next(qtbot: QtBot) -> None:
    def contact(told: Callable[[SendingProgress], None]) -> Round:
        told(SendingProgress(0, 2, 0, 100))
        told(SendingProgress(1, 2, 50, 100))
        return Round(reached=True)

    sender = Sender(contact, lambda: None, SetClock(world.NOW))
    flows: list[SendingFlow] = []
    sender.changed.connect(flows.append)
    sender.start()
    qtbot.waitUntil(lambda: any(flow.next_at for flow in flows), timeout=60_000)
    sender.close()
    assert [flow.progress.percent for flow in flows if flow.busy and flow.progress] == [0, 50]
    rested = next(flow for flow in flows if flow.next_at)
    assert rested.next_at is not None
    assert world.NOW < rested.next_at <= world.NOW + rested.next_try
