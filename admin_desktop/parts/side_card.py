"""A panel at the side of a table: as wide as drawn where there is room, narrower where not."""

from PySide6.QtCore import QSize

from admin_desktop.parts.panels import Card

_LEAST = 234


class SideCard(Card):
    """A Card that shrinks in favour of the table beside it."""

    def __init__(self, width: int) -> None:
        super().__init__(inside=20)
        self._wide = width
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(_LEAST, super().minimumSizeHint().height())
