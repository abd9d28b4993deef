"""The inputs themselves: a line, a long text, a list to choose from. Fields put a label on them."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPlainTextEdit, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.marks import Mark
from core.qt_support import icons

_SIGN, _INSIDE = 18, 12


def repolish(widget: QWidget, mark: Mark) -> None:
    """Let the style sheet see the verdict of an input."""
    if widget.property("mark") != mark.value:
        widget.setProperty("mark", mark.value)
        widget.style().polish(widget)


class LineEdit(QLineEdit):
    """One line. `coded` sets it in the monospaced face."""

    left = Signal()
    """The person went on to something else."""

    def __init__(self, name: str, *, coded: bool = False) -> None:
        super().__init__()
        self._mark = Mark.NONE
        self.setAccessibleName(name)
        self.setProperty("coded", coded)
        self.setFixedHeight(theme.CONTROL)
        if coded:
            self.setFont(theme.font(theme.CODED, mono=True))

    def show_mark(self, mark: Mark) -> None:
        """Draw the sign of a verdict at the right."""
        self._mark = mark
        room = _SIGN + _INSIDE if mark.icon else 0
        self.setTextMargins(0, 0, room, 0)
        repolish(self, mark)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        super().paintEvent(event)
        if self._mark.icon:
            painter = QPainter(self)
            top = (self.height() - _SIGN) / 2
            place = QRectF(self.width() - _SIGN - _INSIDE, top, _SIGN, _SIGN)
            icons.paint(painter, self._mark.icon, self._mark.colour, place)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        super().focusOutEvent(event)
        self.left.emit()


class LongEdit(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * 20 + 18)

    def show_mark(self, mark: Mark) -> None:
        """Take the border of a verdict."""
        repolish(self, mark)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        super().focusOutEvent(event)
        self.left.emit()


class Chooser(QComboBox):
    """A list to choose one from; typing jumps to what begins so."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._mark = Mark.NONE
        self.setAccessibleName(name)
        self.setFixedHeight(theme.CONTROL)
        self.setMinimumContentsLength(6)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        popup = QListView()
        popup.setObjectName("popup")
        self.setView(popup)

    def show_mark(self, mark: Mark) -> None:
        """Take the border and the sign of a verdict."""
        self._mark = mark
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Leave the wheel to the page: a form must not change while it is scrolled."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.showPopup()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(96, theme.CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        look, wrong = theme.tokens(), self._mark is Mark.ERROR
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = look.error if wrong else look.accent if self.hasFocus() else look.edge
        thick = 2 if wrong else 1
        pen = painter.pen()
        pen.setColor(QColor(border))
        pen.setWidth(thick)
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(look.card if self.isEnabled() else look.sunk))
        inset = thick / 2
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(place, theme.CORNER, theme.CORNER)
        self._write(painter, look.ink if self.isEnabled() else look.soft)

    def _write(self, painter: QPainter, ink: str) -> None:
        chosen = self.currentIndex() >= 0
        text = self.currentText() if chosen else self.placeholderText()
        painter.setPen(QColor(ink if chosen else theme.tokens().soft))
        painter.setFont(theme.font(theme.BODY))
        room = self.rect().adjusted(_INSIDE, 0, -_SIGN - 2 * _INSIDE + 6, 0)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
        top = (self.height() - _SIGN) / 2
        place = QRectF(self.width() - _SIGN - _INSIDE, top, _SIGN, _SIGN)
        icons.paint(painter, "abajo", ink, place)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        super().focusOutEvent(event)
        self.left.emit()
