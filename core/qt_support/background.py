"""The one doorway from the GUI thread to another: no app starts a thread by itself."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot
from shiboken6 import isValid

from core.errors import ApoyoError

T = TypeVar("T")


class Background(QObject, Generic[T]):
    """One piece of work off the GUI thread; its signals arrive on the GUI thread.

    Keep bound slots as receivers. It destroys itself once its one signal is sent.
    """

    done = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The ApoyoError that the work raised."""
    _bug = Signal(object)

    def __init__(self, work: Callable[[], T], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._bug.connect(self._raise_bug)

    def start(self) -> None:
        """Return at once. Then exactly one: `done`, `failed`, or a bug re-raised."""
        QThreadPool.globalInstance().start(QRunnable.create(self._run))

    def _run(self) -> None:
        try:
            result = self._work()
        except ApoyoError as error:
            self._tell(self.failed, error)
        except Exception as bug:  # noqa: BLE001  the pool would print and lose it
            self._tell(self._bug, bug)
        else:
            self._tell(self.done, result)

    def _tell(self, signal: SignalInstance, value: object) -> None:
        """Emit, unless the screen that asked is gone: nobody waits for the answer then."""
        if isValid(self):
            signal.emit(value)
            self.deleteLater()

    @Slot(object)
    def _raise_bug(self, bug: Exception) -> None:
        raise bug


def finish_all(milliseconds: int = 5_000) -> bool:
    """Wait for what is under way, at most so long; tell whether all of it ended."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)
