"""The cover of a session left alone: nobody's data, and a PIN or the password to go on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.device.session_lock import SessionLock
from capture_kiosk.view_models.count_down import CountDown
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.qt_properties import notified
from core.domain.device.paquete import WorkPacket
from core.errors import ApoyoError
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Covering:
    """`unlock` compares the password, off the GUI thread; `uncovered` hears that it was right."""

    lock: SessionLock
    unlock: Callable[[str], WorkPacket | ApoyoError]
    uncovered: Callable[[], None]


@QmlElement
class BloqueadaVm(PageVm):
    """The cover, and the choice of a PIN for it."""

    changed = Signal()

    def __init__(self, ways: Ways, covering: Covering, elapsed: Callable[[], timedelta]) -> None:
        super().__init__(ways)
        self._covering = covering
        self._secret = ""
        self._by_pin = self._busy = False
        self._count_down = CountDown(elapsed, self)
        self._count_down.ticked.connect(self._counted)

    def enter(self) -> None:
        self._secret = ""
        self._by_pin = self._covering.lock.has_pin
        self._all_is_well()
        self._counted()

    def leave(self) -> None:
        self._secret = ""
        self.changed.emit()

    @Slot(str)
    def setSecret(self, secret: str) -> None:  # noqa: N802  QML calls it
        """Take what was typed so far."""
        self._secret = secret

    @Slot()
    def usePassword(self) -> None:  # noqa: N802  QML calls it
        """Ask for the password in place of the PIN."""
        self._secret, self._by_pin = "", False
        self._all_is_well()
        self._counted()

    @Slot()
    def uncover(self) -> None:
        """Try what was typed; or choose it as PIN, where the session is open."""
        if self._busy or self._waits:
            return
        self._all_is_well()
        lock = self._covering.lock
        if not lock.covered:
            self._choose(lock)
        elif self._by_pin:
            self._try_pin(lock)
        else:
            self._busy = True
            task = Background(partial(self._covering.unlock, self._secret), self)
            task.done.connect(self._opened)
            task.failed.connect(self._refused)
            task.start()
        self.changed.emit()

    def _choose(self, lock: SessionLock) -> None:
        try:
            lock.set_pin(self._secret)
        except ApoyoError as error:
            self._explain(error)
        else:
            self._ways.follow()

    def _try_pin(self, lock: SessionLock) -> None:
        try:
            lock.try_pin(self._secret)
        except ApoyoError as error:
            self._explain(error)
            self._secret = ""
            self._by_pin = lock.has_pin
        else:
            self._covering.uncovered()

    @Slot(object)
    def _opened(self, packet: object) -> None:
        self._busy, self._secret = False, ""
        self.changed.emit()
        if isinstance(packet, WorkPacket | ApoyoError):
            self._covering.lock.uncover()
            self._covering.uncovered()

    @Slot(object)
    def _refused(self, error: object) -> None:
        if isinstance(error, ApoyoError):
            self._count_down.begin(error)
        self._work_failed(error)

    @Slot()
    def _counted(self) -> None:
        """Say how many seconds are left; at none, let the password be tried."""
        if self._waits:
            said = self._count_down.said
            self._problem, self._advice = said.title, said.action
        elif not self._by_pin:
            self._all_is_well()
        self.changed.emit()

    @property
    def _waits(self) -> bool:
        return self._count_down.waits and self._covered and not self._by_pin

    @property
    def _covered(self) -> bool:
        return self._covering.lock.covered

    @property
    def _sentence(self) -> str:
        return f"{self._problem} {self._advice}".strip()

    @property
    def _digits(self) -> bool:
        return self._by_pin or not self._covered

    dashes = notified(int, "_dashes", changed)
    covered = notified(bool, "_covered", changed)
    digits = notified(bool, "_digits", changed)
    secret = notified(str, "_secret", changed)
    busy = notified(bool, "_busy", changed)
    waits = notified(bool, "_waits", changed)
    problem = notified(str, "_sentence", changed)
