"""A box to tick and a group of which one is chosen."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from admin_desktop.framework import theme
from admin_desktop.parts.marks import FieldState, Mark
from admin_desktop.parts.text import Text
from core.qt_support import icons

_BOX, _GAP, _HEIGHT = 16, 8, 28


class _Worded(Protocol):
    """Has a text."""

    def text(self) -> str: ...


class _Sized:
    """As large as sign and text are drawn here, whatever the style would need for its own."""

    def sizeHint(self: _Worded) -> QSize:  # noqa: N802  Qt's name
        width = QFontMetrics(theme.font(theme.BODY)).horizontalAdvance(self.text())
        return QSize(_BOX + _GAP + width + 4, _HEIGHT)

    minimumSizeHint = sizeHint  # noqa: N815  Qt's name


def _write(button: QAbstractButton, painter: QPainter) -> None:
    look = theme.tokens()
    painter.setPen(QColor(look.ink if button.isEnabled() else look.soft))
    painter.setFont(theme.font(theme.BODY))
    room = button.rect().adjusted(_BOX + _GAP + 1, 0, 0, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, button.text())


def _begin(button: QAbstractButton) -> tuple[QPainter, QRectF]:
    """Return a painter whose pen and ground are those of the sign, and where the sign stands."""
    look, on = theme.tokens(), button.isChecked()
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(look.accent if on else look.edge))
    painter.setBrush(QColor(look.accent if on else look.card))
    return painter, QRectF(0.5, (button.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)


class TickBox(_Sized, QCheckBox):
    """A yes or no of its own."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setFixedHeight(_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        painter, place = _begin(self)
        painter.drawRoundedRect(place, 4, 4)
        if self.isChecked():
            icons.paint(painter, "bien", theme.tokens().on_accent, place.adjusted(1, 1, -1, -1))
        _write(self, painter)


class Choice(_Sized, QRadioButton):
    """One of a group."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setFixedHeight(_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        painter, place = _begin(self)
        painter.drawEllipse(place)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tokens().on_accent))
            painter.drawEllipse(place.center(), 3, 3)
        _write(self, painter)


class ChoiceGroup(QWidget):
    """A question and its answers in one row. Its text is the answer, empty before one."""

    changed = Signal(str)
    left = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.MARGIN)
        self._row.addWidget(Text(label, "label"))
        self._row.addStretch(1)
        self._sentence = Text("", "help", wrap=True)
        self._sentence.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._row)
        box.addWidget(self._sentence)
        self._group.buttonClicked.connect(self._tell)

    def offer(self, words: Sequence[str]) -> None:
        """Offer these answers, in order."""
        if [each.text() for each in self._group.buttons()] == list(words):
            return
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        for place, each in enumerate(words):
            button = Choice(each)
            self._group.addButton(button)
            self._row.insertWidget(place + 1, button)

    def follow(self, before: QWidget) -> None:
        """Let Tab come here from `before`: answers are made later than the fields around them."""
        for button in self._group.buttons():
            self.setTabOrder(before, button)
            before = button

    def text(self) -> str:
        """Return the answer."""
        chosen = self._group.checkedButton()
        return chosen.text() if chosen else ""

    def set_text(self, text: str) -> None:
        """Choose an answer, or none."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(button.text() == text)
        self._group.setExclusive(True)
        if not self._group.checkedButton():
            for button in self._group.buttons():
                # Qt takes unchecked answers out of the Tab order; before one, all stay in it.
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_state(self, state: FieldState) -> None:
        """Say the sentence of a verdict under the answers."""
        self._sentence.set_mark(state.mark if state.sentence else Mark.NONE)
        self._sentence.setText(state.sentence)
        self._sentence.setVisible(bool(state.sentence))
        for button in self._group.buttons():
            button.setAccessibleDescription(state.sentence)

    def show_error(self, sentence: str) -> None:
        """Say the sentence of a broken rule, or nothing with an empty one."""
        self.show_state(FieldState(Mark.ERROR if sentence else Mark.NONE, sentence))

    def go_there(self) -> None:
        """Put the focus on the chosen answer, else on the first."""
        buttons = self._group.buttons()
        target = self._group.checkedButton() or (buttons[0] if buttons else None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QAbstractButton)
    def _tell(self, _button: QAbstractButton) -> None:
        self.changed.emit(self.text())
