"""Numeral 10: the auxiliar's own password opens the app at each start."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.view_models.count_down import CountDown
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified
from core.domain.device.paquete import WorkPacket
from core.errors import ApoyoError
from core.qt_support.background import Background

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
        elapsed: Callable[[], timedelta],
    ) -> None:
        super().__init__(ways)
        self._unlock = unlock
        self._opened = opened
        self._password = ""
        self._busy = False
        self._count_down = CountDown(elapsed, self)
        self._count_down.ticked.connect(self._counted)

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
            self._count_down.begin(error)
        self._work_failed(error)

    @Slot()
    def _counted(self) -> None:
        """Say how many seconds are left; at none, let the password be tried."""
        if self._waits:
            said = self._count_down.said
            self._problem, self._advice = said.title, said.action
        else:
            self._all_is_well()
        self.changed.emit()

    @property
    def _waits(self) -> bool:
        return self._count_down.waits

    @property
    def _sentence(self) -> str:
        return f"{self._problem} {self._advice}".strip()

    waits = notified(bool, "_waits", changed)
    dashes = notified(int, "_dashes", changed)
    password = notified(str, "_password", changed)
    busy = notified(bool, "_busy", changed)
    problem = notified(str, "_sentence", changed)
