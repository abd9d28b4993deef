"""The sender's own thread: one contact after another, when the flow says so or when woken."""

import random
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, QThread, QTimer, Signal, Slot

from capture_kiosk.sending.sending_flow import Round, SendingFlow, SendingProgress
from core.ports.shared import Clock

CLOSE_MS: Final = 2000
"""How long closing waits for a contact in progress, which is cut."""
_TOLD_EACH_S: Final = 0.2

Contact = Callable[[Callable[[SendingProgress], None]], Round]
"""Makes one contact; it tells how far it is as it goes."""

_left: list[QObject] = []
"""Threads that did not end in time: never destroyed, as Qt aborts with a thread that runs."""


def left_running() -> bool:
    """Tell whether a thread outlives the app: then the process must end without cleaning up."""
    return bool(_left)


class _Loop(QObject):
    """Lives in the sender's thread and alone decides when to try again."""

    changed = Signal(object)

    def __init__(self, contact: Contact, clock: Clock) -> None:
        super().__init__()
        self._contact = contact
        self._clock = clock
        self._flow = SendingFlow()
        self._told_at = 0.0
        self._timer: QTimer | None = None

    @Slot()
    def start(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.run)
        self._timer.start(0)

    @Slot()
    def run(self) -> None:
        """Make one contact, then rest as long as the flow says."""
        self._flow = self._flow.began()
        self.changed.emit(self._flow)
        try:
            self._flow = self._flow.ended(self._contact(self._moved))
        finally:
            wait = self._flow.wait(random.random())  # noqa: S311  no secret: it spreads tablets
            self._flow = self._flow.rests_until(self._clock.now() + wait)
            self.changed.emit(self._flow)
            if self._timer:
                self._timer.start(int(wait.total_seconds() * 1000))

    def _moved(self, progress: SendingProgress) -> None:
        """Tell how far the run is, a few times a second and at each record."""
        now, before = time.monotonic(), self._flow.progress
        if before and before.records == progress.records and now - self._told_at < _TOLD_EACH_S:
            return
        self._told_at = now
        self._flow = self._flow.moved(progress)
        self.changed.emit(self._flow)

    @Slot()
    def stop(self) -> None:
        """End; whoever made this may then destroy it in their own thread."""
        if self._timer:
            self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            self.moveToThread(application.thread())
        QThread.currentThread().quit()


class Sender(QObject):
    """Sends by itself, without a person. `changed` carries a SendingFlow to the GUI thread.

    `cut` ends the call in progress from another thread.
    """

    changed = Signal(object)

    def __init__(
        self,
        contact: Contact,
        cut: Callable[[], None],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cut = cut
        self._loop = _Loop(contact, clock)
        self._thread = QThread(self)
        self._thread.setObjectName("envio")
        self._loop.moveToThread(self._thread)
        self._loop.changed.connect(self.changed)
        self._thread.started.connect(self._loop.start)

    def start(self) -> None:
        """Begin; the first contact is made at once."""
        self._thread.start()

    @Slot()
    def wake(self) -> None:
        """Make a contact now, after one in progress."""
        QMetaObject.invokeMethod(self._loop, "run", Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """End the thread within two seconds: a contact in progress is cut, and nothing is lost."""
        if not self._thread.isRunning():
            return
        self._cut()
        QMetaObject.invokeMethod(self._loop, "stop", Qt.ConnectionType.QueuedConnection)
        if not self._thread.wait(CLOSE_MS):
            self._thread.setParent(None)
            _left.extend((self._thread, self._loop))
