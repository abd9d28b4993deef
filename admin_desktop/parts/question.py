"""Dialogs: modal for their window, without blocking the event loop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, danger_button, main_button
from admin_desktop.parts.focus_ring import FocusRing
from admin_desktop.parts.text import Text

_WIDTH = 440


class TwoAnswers(QDialog):
    """A title, what is asked below it, and two answers: to leave it as it is, and to go on."""

    def __init__(
        self, owner: QWidget, title: str, *asked: QWidget, leave: Button, onward: Button
    ) -> None:
        """Ask over the window of `owner`. Escape leaves; what going on does is connected after."""
        super().__init__(owner.window())
        self.setObjectName("page")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.setModal(True)
        leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(onward)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        box.setSpacing(16)
        box.addWidget(Text(title, "section", wrap=True))
        for each in asked:
            box.addWidget(each)
        box.addLayout(row)
        FocusRing(self)


class Question(TwoAnswers):
    """Confirmation of an irreversible act: two answers, each a verb and a noun."""

    agreed = Signal()

    def __init__(
        self, owner: QWidget, title: str, text: str, *, yes: str, no: str, danger: bool = False
    ) -> None:
        """Ask over `owner`. With `danger` a yes takes something away: the safe answer is main."""
        safe = main_button(no) if danger else Button(no)
        onward = danger_button(yes) if danger else main_button(yes)
        super().__init__(owner, title, Text(text, wrap=True), leave=safe, onward=onward)
        onward.clicked.connect(self.accept)
        self.accepted.connect(self.agreed)
        safe.setFocus()
