"""The one doorway to another thread: exactly one of done, failed, or a bug that is not lost."""

import threading

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from core.errors import ApoyoError, CentralUnreachable
from core.qt_support.background import Background, finish_all


class Receiver(QObject):
    """Keeps what arrived, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[ApoyoError] = []
        self.threads: set[int] = set()

    @Slot(object)
    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def failed(self, error: ApoyoError) -> None:
        self.errors.append(error)


@pytest.fixture
def receiver(qtbot: QtBot) -> Receiver:
    assert qtbot
    return Receiver()


def test_a_result_arrives_on_the_gui_thread(receiver: Receiver, qtbot: QtBot) -> None:
    worked: list[int] = []
    task = Background(lambda: worked.append(threading.get_ident()) or 7, receiver)
    task.done.connect(receiver.done)
    task.start()
    qtbot.waitUntil(lambda: receiver.results == [7])
    assert receiver.threads == {threading.get_ident()}
    assert worked != [threading.get_ident()]


def test_an_error_of_ours_arrives_as_failed(receiver: Receiver, qtbot: QtBot) -> None:
    def away() -> None:
        raise CentralUnreachable

    task = Background(away, receiver)
    task.done.connect(receiver.done)
    task.failed.connect(receiver.failed)
    task.start()
    qtbot.waitUntil(lambda: len(receiver.errors) == 1)
    assert not receiver.results


def test_a_bug_is_not_swallowed(receiver: Receiver, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as bugs:
        Background(lambda: int("no es un número"), receiver).start()
        qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0][0] is ValueError


def test_nobody_is_told_once_the_asker_is_gone(qtbot: QtBot) -> None:
    asker, heard = QObject(), Receiver()
    gate = threading.Event()
    task = Background(gate.wait, asker)
    task.done.connect(heard.done)
    task.start()
    asker.deleteLater()
    qtbot.wait(20)
    gate.set()
    assert finish_all()
    qtbot.wait(20)
    assert not heard.results
