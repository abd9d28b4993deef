"""The line over the rows of a list that says what is left out, and has it all shown again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from admin_desktop.parts.buttons import text_button
from admin_desktop.parts.text import OneLine

_INSIDE, _HEIGHT = 16, 40


class NarrowedLine(QWidget):
    """Hidden while the whole list is shown."""

    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._said = OneLine("", "strong")
        drop = text_button(self.tr("Mostrar todo"))
        drop.clicked.connect(self.dropped)
        line = QHBoxLayout(self)
        line.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
        line.addWidget(self._said, 1)
        line.addWidget(drop)
        self.hide()

    def say(self, narrowed: str) -> None:
        """Say what is shown alone, or nothing where all is."""
        self._said.setText(f"{self.tr('Solo')}: {narrowed}" if narrowed else "")
        self.setVisible(bool(narrowed))
