"""A QR code, drawn here: its text goes nowhere."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_MODULE, _QUIET = 3, 4
"""Pixels a module, and modules of quiet zone."""


class QrPicture(QWidget):
    """Dark on white in both themes, since not every telephone reads the contrary (ISO/IEC 18004).

    Error correction level M, with its quiet zone.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """Draw the code of `text`; of an empty one, nothing."""
        self._rows = _modules(text) if text else ()
        side = _MODULE * (len(self._rows) + 2 * _QUIET)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for down, row in enumerate(self._rows):
            for across, dark in enumerate(row):
                if dark:
                    left, top = (_QUIET + across) * _MODULE, (_QUIET + down) * _MODULE
                    place = QRect(left, top, _MODULE, _MODULE)
                    painter.fillRect(place, Qt.GlobalColor.black)


def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    import segno  # with the first code, not with the program

    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)
