"""Parts of one area side by side: a row of buttons, one pressed, and what belongs to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button


class Tabs(QWidget):
    """Pairs of a name and a page. `turned` carries the number of the page that is shown.

    It stands in `box` before its pages stand in it: Qt dresses all that is inside each time it is
    moved.
    """

    turned = Signal(int)

    def __init__(self, box: QBoxLayout, pages: Sequence[tuple[str, QWidget]] = ()) -> None:
        super().__init__()
        box.addWidget(self, 1)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget(self)
        row = self._row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        inner.addLayout(row)
        inner.addWidget(self._stack, 1)
        row.addStretch(1)
        for name, page in pages:
            self.add(name, page)
        self._group.idClicked.connect(self._turn)

    def add(self, name: str, page: QWidget) -> None:
        """Add a page after the others; the first one is shown."""
        number = self._stack.count()
        button = Button(name)
        button.setCheckable(True)
        button.setChecked(not number)
        self._group.addButton(button, number)
        self._row.insertWidget(number, button)
        self._stack.addWidget(page)

    def turn_to(self, number: int) -> None:
        """Show the page of that number."""
        self._group.button(number).setChecked(True)
        self._turn(number)

    @Slot(int)
    def _turn(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.turned.emit(number)
