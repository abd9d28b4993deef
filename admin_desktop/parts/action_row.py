"""Buttons side by side, in as many rows as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button


class ActionRow(QWidget):
    """Each row takes as many as fit; where that is one each, they are as wide as the row."""

    def __init__(self, *buttons: Button) -> None:
        super().__init__()
        self._buttons = buttons
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SMALL)
        self._lines: list[list[Button]] = []
        self._lay_out([list(buttons)])

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the widest button alone: the row gives way to what stands beside it."""
        shown = [each for each in self._buttons if not each.isHidden()]
        wide = max((each.sizeHint().width() for each in shown), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Lay the buttons out for the room there is."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Lay the buttons out anew, after one was shown or hidden."""
        lines: list[list[Button]] = []
        left = 0
        for button in self._buttons:
            if button.isHidden():
                continue
            needs = button.sizeHint().width() + self._box.spacing()
            if not lines or needs > left:
                lines.append([])
                left = self.width() + self._box.spacing()
            lines[-1].append(button)
            left -= needs
        if lines != self._lines:
            self._lay_out(lines)
            self._box.activate()

    def _lay_out(self, lines: Sequence[Sequence[Button]]) -> None:
        while (item := self._box.takeAt(0)) is not None:
            old = item.layout()
            while old is not None and old.takeAt(0) is not None:
                pass
        self._lines = [list(each) for each in lines]
        column = len(lines) > 1 and all(len(each) == 1 for each in lines)
        for line in lines:
            row = QHBoxLayout()
            row.setSpacing(theme.SMALL)
            for button in line:
                row.addWidget(button)
            if not column:
                row.addStretch(1)
            self._box.addLayout(row)
