"""Numeral 10: the auxiliar's own password opens the app at each start."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified
from core.domain.paquete import WorkPacket
from core.errors import ApoyoError
from core.messages import explain_code
from core.qt_support.background import Background

_TICK_MS = 1000
QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ContrasenaVm(PageVm):
    """The password, kept only until it was tried."""

    changed = Signal()

    def __init__(
        self,
        ways: Ways,
        unlock: Callable[[str], WorkPacket | ApoyoError],
        opened: Callable[[WorkPacket | ApoyoError], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(ways)
        self._unlock = unlock
        self._opened = opened
        self._password = ""
        self._busy = False
        self._now = now
        self._wait_until: datetime | None = None
        self._refusal = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._count_down)

    def leave(self) -> None:
        self._password = ""
        self.changed.emit()

    @Slot(str)
    def setPassword(self, password: str) -> None:  # noqa: N802  QML calls it
        """Take what was typed so far."""
        self._password = password

    @Slot()
    def unlock(self) -> None:
        """Try the password."""
        if self._busy or self._waits:
            return
        self._busy = True
        self._all_is_well()
        task = Background(partial(self._unlock, self._password), self)
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        task.start()
        self.changed.emit()

    @Slot()
    def activateAnew(self) -> None:  # noqa: N802  QML calls it
        """Go to the activation: a forgotten password needs a new code."""
        self._ways.show("activacion")

    @Slot(object)
    def _done(self, packet: object) -> None:
        self._busy = False
        self._password = ""
        self.changed.emit()
        if isinstance(packet, WorkPacket | ApoyoError):
            self._opened(packet)

    @Slot(object)
    def _failed(self, error: object) -> None:
        if isinstance(error, ApoyoError):
            self._begin_waiting(error)
        self._work_failed(error)

    def _begin_waiting(self, error: ApoyoError) -> None:
        seconds = error.facts.get("seconds", "")
        if seconds.isdecimal():
            self._refusal = error.code
            self._wait_until = self._now() + timedelta(seconds=int(seconds))
            self._timer.start()

    @Slot()
    def _count_down(self) -> None:
        """Say how many seconds are left; at none, let the password be tried."""
        left = self._seconds_left
        if left:
            said = explain_code(self._refusal, {"seconds": str(left)})
            self._problem, self._advice = said.title, said.action
        else:
            self._wait_until = None
            self._timer.stop()
            self._all_is_well()
        self.changed.emit()

    @property
    def _seconds_left(self) -> int:
        if self._wait_until is None:
            return 0
        return max(0, -(-(self._wait_until - self._now()) // timedelta(seconds=1)))

    @property
    def _waits(self) -> bool:
        return self._wait_until is not None

    @property
    def _sentence(self) -> str:
        return f"{self._problem} {self._advice}".strip()

    waits = notified(bool, "_waits", changed)
    dashes = notified(int, "_dashes", changed)
    password = notified(str, "_password", changed)
    busy = notified(bool, "_busy", changed)
    problem = notified(str, "_sentence", changed)
