"""The one doorway from the GUI thread to another: no app starts a thread by itself.

The other thread holds no Qt object: it knows a number, calls the work and posts how it ended.
Everything else (who is told, whether they still exist, who destroys what) is decided on the GUI
thread, so neither a parent that dies meanwhile nor Python's collector can reach across.
"""

import itertools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from core.errors import ApoyoError
from core.qt_support import collecting

T = TypeVar("T")


class Background(QObject, Generic[T]):
    """One piece of work off the GUI thread; its signals arrive on the GUI thread.

    Any parent will do: if it dies first, nobody is told. Once its one signal is sent it belongs to
    nobody and goes. Keep bound slots as receivers.
    """

    done = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The ApoyoError that the work raised."""

    def __init__(self, work: Callable[[], T], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def start(self) -> None:
        """Return at once. Then exactly one: `done`, `failed`, or a bug re-raised."""
        number = _courier().take(self, self._work)
        QThreadPool.globalInstance().start(partial(_run, number))

    def end(self, result: object, error: ApoyoError | None) -> None:
        """Send the one signal, on the GUI thread, and let go of the parent.

        What hears it may be all that keeps the parent alive. If this were still a child when it
        goes, the parent that goes with it would destroy it a second time.
        """
        self.setParent(None)
        if error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)


@dataclass(slots=True)
class _Task(Generic[T]):
    """What is under way. It is let go on the GUI thread alone, with all it keeps alive."""

    asked: Background[T]
    work: Callable[[], T]
    result: T | None = None
    error: Exception | None = None


class _Courier(QObject):
    """Lives on the GUI thread as long as the program, so that a thread can always post to it."""

    _ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.tasks: dict[int, _Task[Any]] = {}
        self._numbers = itertools.count()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def take(self, asked: Background[T], work: Callable[[], T]) -> int:
        """Keep a task until its end is delivered; return its number."""
        collecting.pause()
        number = next(self._numbers)
        self.tasks[number] = _Task(asked, work)
        return number

    def post(self, number: int) -> None:
        """Say from any thread that a task has ended. Once the program has, nobody is told."""
        with suppress(RuntimeError):  # Qt destroyed this courier: the program is leaving
            self._ended.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        task = self.tasks.pop(number)
        if not self.tasks:
            collecting.resume()
        error, task.error = task.error, None  # its traceback may lead back to the task
        if error is None or isinstance(error, ApoyoError):
            if isValid(task.asked):
                task.asked.end(task.result, error)
            return
        if isValid(task.asked):
            task.asked.setParent(None)
        raise error


@cache
def _courier() -> _Courier:
    """Return the one of this program; the GUI thread asks first."""
    return _Courier()


def _run(number: int) -> None:
    """Do the work of a task, on a thread of the pool. Nothing of it stays in this frame."""
    courier = _courier()
    _work(courier.tasks[number])
    courier.post(number)


def _work(task: _Task[Any]) -> None:
    try:
        task.result = task.work()
    except Exception as error:  # noqa: BLE001  the pool would print and lose it
        task.error = error


def finish_all(milliseconds: int = 5_000) -> bool:
    """Wait for what is under way, at most so long; tell whether all of it ended."""
    ended = QThreadPool.globalInstance().waitForDone(milliseconds)
    if ended:
        collecting.resume()
    return ended
