"""Confirmation of irreversible acts: modal for the window, without blocking the event loop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, danger_button, main_button
from admin_desktop.parts.focus_ring import FocusRing
from admin_desktop.parts.text import Text

_WIDTH = 440


class Question(QDialog):
    """Two answers, each a verb and a noun. Escape is the safe one."""

    agreed = Signal()

    def __init__(
        self, owner: QWidget, title: str, text: str, *, yes: str, no: str, danger: bool = False
    ) -> None:
        """Ask over `owner`. With `danger` a yes takes something away: the safe answer is main."""
        super().__init__(owner.window())
        self.setObjectName("page")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.setModal(True)
        safe = main_button(no) if danger else Button(no)
        onward = danger_button(yes) if danger else main_button(yes)
        safe.clicked.connect(self.reject)
        onward.clicked.connect(self.accept)
        self.accepted.connect(self.agreed)
        self.finished.connect(self.deleteLater)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addStretch(1)
        row.addWidget(safe)
        row.addWidget(onward)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        box.setSpacing(16)
        box.addWidget(Text(title, "section", wrap=True))
        box.addWidget(Text(text, wrap=True))
        box.addLayout(row)
        FocusRing(self)
        safe.setFocus()
