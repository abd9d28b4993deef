"""The one doorway to another thread: exactly one of done, failed, or a bug that is not lost."""

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

from admin_desktop.framework.working_vm import WorkingVm
from core.errors import ApoyoError, CentralUnreachable
from core.qt_support.background import Background, finish_all
from core.qt_support.collecting import GuiCollector

pytestmark = pytest.mark.collector

_MANY = 500


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
    qtbot.waitUntil(lambda: receiver.results == [7], timeout=60_000)
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


def test_a_bug_is_not_swallowed_though_the_asker_is_gone(qtbot: QtBot) -> None:
    asker, gate = QObject(), threading.Event()
    with qtbot.captureExceptions() as bugs:
        Background(lambda: gate.wait() and int("no es un número"), asker).start()
        asker.deleteLater()
        qtbot.wait(20)
        gate.set()
        qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0][0] is ValueError


def test_an_asker_that_its_task_alone_keeps_alive_goes_once(qtbot: QtBot) -> None:
    heard: list[object] = []
    for _ in range(_MANY):
        WorkingVm()._load(lambda: None, heard.append)
    qtbot.waitUntil(lambda: len(heard) == _MANY, timeout=60_000)
    for _ in range(3):
        qtbot.wait(1)  # who was destroyed twice ends the process here


class Forgotten(QObject):
    """A view model as they are: part of a cycle, with a timer, asker and parent at once."""

    def __init__(self, threads: set[int], heard: list[object]) -> None:
        super().__init__()
        self.me, self.threads, self.heard = self, threads, heard
        self.timer = QTimer(self)
        self.timer.start(60_000)

    def __del__(self) -> None:
        self.threads.add(threading.get_ident())

    def ask(self, work: Callable[[], object]) -> None:
        task = Background(work, self)
        task.done.connect(self.take)
        task.failed.connect(self.take)
        task.start()

    @Slot(object)
    def take(self, result: object) -> None:
        self.heard.append(result)


def test_thousands_of_forgotten_askers_are_destroyed_on_the_gui_thread(qtbot: QtBot) -> None:
    del qtbot
    threads: set[int] = set()
    heard: list[object] = []

    def away() -> object:
        kept: list[object] = [[] for _ in range(200)]  # enough for a collection of Python's
        raise CentralUnreachable({"kept": str(len(kept))})

    for number in range(3_000):
        asker = Forgotten(threads, heard)
        asker.ask(lambda: [[] for _ in range(200)])
        asker.ask(away)
        del asker
        if not number % 3:
            QCoreApplication.processEvents()
        if not number % 500:
            gc.collect()
    assert finish_all()
    QCoreApplication.processEvents()
    gc.collect()
    assert threads == {threading.get_ident()}
    assert heard, "those still there were told"
    assert gc.isenabled()


def test_the_collector_of_a_program_with_endless_threads(qtbot: QtBot) -> None:
    program = QObject()
    collector = GuiCollector(program)
    try:
        assert not gc.isenabled()
        threads: set[int] = set()
        for _ in range(1_000):
            Forgotten(threads, [])
        qtbot.waitUntil(lambda: threads == {threading.get_ident()}, timeout=60_000)
    finally:
        collector.stop()
    assert gc.isenabled()
