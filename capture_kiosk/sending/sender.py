"""The sender's own thread: one contact after another, when the flow says so or when woken."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, QThread, QTimer, Signal, Slot

from capture_kiosk.sending.sending_flow import Round, SendingFlow


class _Loop(QObject):
    """Lives in the sender's thread and alone decides when to try again."""

    changed = Signal(object)

    def __init__(self, contact: Callable[[], Round]) -> None:
        super().__init__()
        self._contact = contact
        self._flow = SendingFlow()
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
            self._flow = self._flow.ended(self._contact())
        finally:
            self.changed.emit(self._flow)
            if self._timer:
                self._timer.start(int(self._flow.next_try.total_seconds() * 1000))

    @Slot()
    def stop(self) -> None:
        """End; whoever made this may then destroy it in their own thread."""
        if self._timer:
            self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            self.moveToThread(application.thread())


class Sender(QObject):
    """Sends by itself, without a person. `changed` carries a SendingFlow to the GUI thread."""

    changed = Signal(object)

    def __init__(self, contact: Callable[[], Round], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = _Loop(contact)
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
        """End the thread after a contact in progress."""
        if self._thread.isRunning():
            blocking = Qt.ConnectionType.BlockingQueuedConnection
            QMetaObject.invokeMethod(self._loop, "stop", blocking)
            self._thread.quit()
            self._thread.wait()
