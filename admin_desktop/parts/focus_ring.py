"""The focus ring: 3 px of accent colour, drawn above all other widgets."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from admin_desktop.framework import theme

_THICK = 3
_NEAR, _FAR = 1, 3  # an input keeps its own border; a button gets a gap
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
_RINGED = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
)


class FocusRing(QWidget):
    """One a window. It follows the focus and takes no event."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for old in filter(isValid, self._followed):
            old.removeEventFilter(self)
        self._followed = []
        if isinstance(now, _RINGED) and now.window() is self._window:
            self._followed = [now, *_parents(now, self._window)]
        for each in self._followed:
            each.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Follow a widget that moves with its page; no event is consumed."""
        if event.type() in _MOVES and self._followed:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        focused = self._followed[0] if self._followed else None
        if focused is None or not isValid(focused) or not focused.isVisible():
            self.hide()
            return
        away = _NEAR if not isinstance(focused, QAbstractButton) else _FAR
        grown = away + _THICK
        corner = focused.mapTo(self._window, QPoint(0, 0))
        place = QRect(corner, focused.size()).adjusted(-grown, -grown, grown, grown)
        visible = focused.visibleRegion().boundingRect()
        if visible.isEmpty():
            self.hide()
            return
        self.setGeometry(place)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.tokens().accent), _THICK))
        half = _THICK / 2
        place = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(place, theme.CORNER + _FAR, theme.CORNER + _FAR)


def _parents(widget: QWidget, window: QWidget) -> list[QWidget]:
    """Return what holds `widget`, up to its window."""
    found: list[QWidget] = []
    above = widget.parentWidget()
    while above and above is not window:
        found.append(above)
        above = above.parentWidget()
    return found
