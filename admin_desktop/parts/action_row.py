"""Buttons side by side, or one under the other where they have no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button


class ActionRow(QWidget):
    """As many rows as its width asks for: one, or one for each button."""

    def __init__(self, *buttons: Button) -> None:
        super().__init__()
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SMALL)
        for button in buttons:
            self._box.addWidget(button)
        self._box.addStretch(1)

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
        shown = [each.sizeHint().width() for each in self._buttons if not each.isHidden()]
        needs = sum(shown) + self._box.spacing() * max(0, len(shown) - 1)
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = along if needs <= self.width() else down
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self._box.activate()
