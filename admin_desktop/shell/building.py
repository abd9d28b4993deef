"""A screen is built a step a turn of the event loop; what is typed meanwhile builds it at once."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_TYPED = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.InputMethod})
_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr})
_PRESSING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Building(QObject):
    """One screen under way. `whole` is called once, when its last step is done.

    A key that comes before does not get lost in a page that is not there yet: what is left is
    built first, and the key goes to what has the focus by then. One that would press a button
    there presses nothing: nobody has seen that button.
    """

    def __init__(self, screen: QWidget, steps: Iterator[None], whole: Callable[[], None]) -> None:
        super().__init__(screen)
        self._steps, self._whole, self._over = steps, whole, False
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._step()

    def _step(self) -> None:
        if self._over:
            return
        if next(self._steps, self) is None:
            QTimer.singleShot(0, self, self._step)
            return
        self._end()

    def _end(self) -> None:
        self._over = True
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._whole()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Build the rest before a key that is typed into this window goes anywhere."""
        if self._over or event.type() not in _TYPED or not self._is_here(watched):
            return False
        if isinstance(event, QKeyEvent) and event.key() in _HELD:
            return False
        if _presses(event) and event.type() is QEvent.Type.ShortcutOverride:
            return False  # the key itself follows, and is judged then
        for _ in self._steps:
            pass
        self._end()
        now = QApplication.focusWidget()
        if isinstance(now, QAbstractButton) and _presses(event):
            return True
        if isinstance(watched, QWindow) or now is None or now is watched:
            return False
        QCoreApplication.sendEvent(now, event)  # it was on its way to what had the focus before
        return True

    def _is_here(self, watched: QObject) -> bool:
        """Tell whether it is this screen's window that is typed into, and not a question's."""
        owner = self.parent()
        if not isinstance(owner, QWidget) or not owner.isVisible():
            return False
        window = owner.window()
        if isinstance(watched, QWidget):
            return watched.window() is window
        return watched is window.windowHandle()


def _presses(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in _PRESSING
