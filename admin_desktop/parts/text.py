"""Words on a page: plain text, in one of the sizes that exist."""

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from admin_desktop.parts.marks import Mark
from core.qt_support.icons import pixmap


class Text(QLabel):
    """A text that is never read as HTML. `role` is one of the style sheet's."""

    def __init__(self, text: str = "", role: str = "body", *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            self.setSizePolicy(policy)

    def set_mark(self, mark: Mark) -> None:
        """Take the colour of a verdict; the sign stands beside it."""
        if self.property("mark") != mark.value:
            self.setProperty("mark", mark.value)
            self.style().polish(self)


class OneLine(Text):
    """A text on one line that ends in «…» where there is no room; a tool tip has all of it."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        painter, room = QPainter(self), self.contentsRect()
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), elide, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


class Sign(QLabel):
    """The small drawing beside a word."""

    def __init__(self, mark: Mark = Mark.NONE, size: int = 18) -> None:
        super().__init__()
        self._size, self._mark = size, mark
        self.setFixedSize(size, size)
        self.show_mark(mark)

    def show_mark(self, mark: Mark) -> None:
        """Draw the sign of `mark`, or nothing."""
        self._mark = mark
        self.setAccessibleName(_WORDS[mark])
        if mark.icon:
            self.setPixmap(pixmap(mark.icon, mark.colour, self._size))
        else:
            self.clear()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Draw it anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.show_mark(self._mark)


class Rule(QFrame):
    """A hairline that divides."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule")
        self.setFixedHeight(1)


_WORDS = {
    Mark.NONE: "",
    Mark.OK: "Bien",
    Mark.WARN: "Atención",
    Mark.ERROR: "Por corregir",
    Mark.QUIET: "En curso",
}


def plain_tip(text: str) -> str:
    """Return a tool tip that shows `text` as it is: Qt reads as HTML what looks like it."""
    return f"<p>{escape(text)}</p>" if "<" in text else text
