"""The one message at the top of a page: border, sign and first line in the colour of a verdict."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import reader, theme
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.text import Sign, Text
from core.messages import Explanation

_BORDER = 2.5


class Banner(QWidget):
    """Hidden until it has a message, which screen readers read aloud; Tab comes to it."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark.NONE
        self._trouble: Explanation | None = None
        self._sentences: tuple[str, ...] = ()
        self._sign = Sign(size=22)
        self._first = Text("", "strong", wrap=True)
        self._more = Text("", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._first)
        words.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def say(self, mark: Mark, first: str, more: str = "") -> None:
        """Show a message. The same one again changes nothing."""
        if not self.isHidden() and (mark, first, more) == self._said():
            return
        self._mark = mark
        self._sign.show_mark(mark)
        self._first.setText(first)
        self._first.set_mark(mark)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(f"{first} {more}".strip())
        if self.isVisible():
            self._announce()
        self.show()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Tell readers what is seen now: it may have been said while its page was not."""
        super().showEvent(event)
        self._announce()

    def _announce(self) -> None:
        reader.announce(self, self.accessibleName(), urgent=self._mark is Mark.ERROR)

    def say_trouble(
        self, trouble: Explanation, sentences: Iterable[str] = (), *, beside: bool = False
    ) -> None:
        """Show what went wrong, what to do, and the code in small print.

        `sentences` stand beside their fields; one that no shown field says is said here. With
        `beside` nothing else is said here where all of them have their place.
        """
        self._trouble, self._sentences = trouble, tuple(sentences)
        if not beside or not self._sentences:
            self._say_trouble(trouble, ())
        elif not self._homeless():
            self.hide()
        if self._sentences:
            # The fields of this page may take their sentences only after this call.
            QTimer.singleShot(0, self, self._take_in)

    def clear(self) -> None:
        """Say nothing."""
        self._trouble = None
        self.hide()

    def _say_trouble(self, trouble: Explanation, homeless: tuple[str, ...]) -> None:
        more = (*homeless, f"{trouble.action} Código {trouble.code}.")
        self.say(Mark.ERROR, trouble.title, " ".join(more))

    def _take_in(self) -> None:
        """Say what no shown field says."""
        if self._trouble is not None and (homeless := self._homeless()):
            self._say_trouble(self._trouble, homeless)

    def _homeless(self) -> tuple[str, ...]:
        page = self.parentWidget()
        texts = page.findChildren(Text) if page else []
        said = {each.text() for each in texts if each.isVisible() and not self.isAncestorOf(each)}
        return tuple(each for each in self._sentences if each not in said)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._mark.colour), _BORDER))
        painter.setBrush(QColor(theme.tokens().card))
        half = _BORDER / 2
        place = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(place, theme.CORNER, theme.CORNER)

    def _said(self) -> tuple[Mark, str, str]:
        return self._mark, self._first.text(), self._more.text()
