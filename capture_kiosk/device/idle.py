"""Watches the window for touches, and asks once a second whether it was left alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from capture_kiosk.device.session_lock import TICK

_TYPE = QEvent.Type
_TOUCHES: Final = frozenset(
    {
        _TYPE.TouchBegin,
        _TYPE.TouchUpdate,
        _TYPE.MouseButtonPress,
        _TYPE.MouseMove,
        _TYPE.TabletPress,
        _TYPE.TabletMove,
        _TYPE.KeyPress,
        _TYPE.Wheel,
    }
)
_AWAY: Final = frozenset(
    {Qt.ApplicationState.ApplicationHidden, Qt.ApplicationState.ApplicationSuspended}
)


class IdleWatch(QObject):
    """Calls `touched` at each touch of the window, `tick` once a second, `away` on leaving it."""

    def __init__(
        self,
        touched: Callable[[], None],
        tick: Callable[[], None],
        away: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._touched, self._tick, self._away = touched, tick, away
        self._timer = QTimer(self)
        self._timer.setInterval(TICK // timedelta(milliseconds=1))
        self._timer.timeout.connect(self._ticked)

    def watch(self, window: QWindow) -> None:
        """Begin with this window."""
        window.installEventFilter(self)
        window.visibilityChanged.connect(self._seen)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a touch; let every event pass."""
        del watched
        if event.type() in _TOUCHES:
            self._touched()
        return False

    def _ticked(self) -> None:
        self._tick()

    def _seen(self, visibility: QWindow.Visibility) -> None:
        if visibility is QWindow.Visibility.Minimized:
            self._away()

    def _state(self, state: Qt.ApplicationState) -> None:
        if state in _AWAY:
            self._away()
