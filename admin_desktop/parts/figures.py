"""Figures of a panel: a main number with its bar, and rows of counts with labels."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.bar import Bar, Share
from admin_desktop.parts.text import Text

_ROW = 25


class CountedBar(QWidget):
    """«2,754 de 4,436 · faltan 1,682», and its bar."""

    def __init__(self) -> None:
        super().__init__()
        self._count, self._of = Text("0", "count"), Text("", wrap=True)
        self._bar = Bar()
        number = QHBoxLayout()
        number.setSpacing(12)
        number.addWidget(self._count)
        number.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        self._of.setContentsMargins(0, 0, 0, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(number)
        box.addWidget(self._bar)

    def show_count(self, count: str, of: str, share: Share) -> None:
        """Show the number, what it is of, and how far that is."""
        self._count.setText(count)
        self._of.setText(of)
        self._bar.show_share(share, f"{count} {of}")


class Counts(QWidget):
    """Pairs of words and a number at the right, one a row."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[Text, Text]] = []

    def show_counts(self, counts: Sequence[tuple[str, str]]) -> None:
        """Show these pairs, in order."""
        while len(self._rows) < len(counts):
            self._add_row()
        for place, (words, number) in enumerate(self._rows):
            shown = place < len(counts)
            words.setVisible(shown)
            number.setVisible(shown)
            if shown:
                label, value = counts[place]
                words.setText(label)
                number.setText(value)
                # Read together: «Duplicado mismo aspirante 2».
                number.setAccessibleName(f"{label}: {value}")

    def _add_row(self) -> None:
        words, number = Text("", wrap=True), Text("", "strong")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        place = len(self._rows)
        for column, each in enumerate((words, number)):
            each.setMinimumHeight(_ROW)
            self._grid.addWidget(each, place, column)
        self._grid.setRowStretch(place, 0)
        self._grid.setRowStretch(place + 1, 1)
        self._rows.append((words, number))
