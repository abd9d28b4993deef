"""Search first: one field at the top of a list, reached with Ctrl+F."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import add_shortcut
from admin_desktop.parts.editors import LineEdit
from core.qt_support import icons

_KEYS = "Ctrl+F"
_WAIT_MS = 250
_SIGN, _INSIDE = 18, 14
_MOST = 100
"""Letters of a search: the server takes no longer one."""


class SearchField(LineEdit):
    """Emits the search text shortly after the last key, or at once on Enter."""

    searched = Signal(str)

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name)
        self.setMaxLength(_MOST)
        self._whole = placeholder
        self._first = placeholder.partition(",")[0].partition(" o ")[0]
        self.setAccessibleDescription(placeholder)
        self._keys = QFontMetrics(theme.font(theme.HELP)).horizontalAdvance(_KEYS) + _INSIDE
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._tell)
        self.textEdited.connect(self._begin)
        self.returnPressed.connect(self._tell)
        add_shortcut(self, _KEYS).activated.connect(self._come_here)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Show all the words, or the first of them; the keys go where those have no room."""
        super().resizeEvent(event)
        self.setTextMargins(_SIGN + 8, 0, self._keys if self._fits(self._first) else 0, 0)
        self.setPlaceholderText(self._whole if self._fits(self._whole) else self._first)

    def _fits(self, words: str) -> bool:
        """Tell whether words have room beside the keys."""
        room = self.width() - _SIGN - 8 - self._keys - 2 * _INSIDE
        return self.fontMetrics().horizontalAdvance(words) <= room

    @Slot()
    def _begin(self) -> None:
        self._wait.start()

    @Slot()
    def _tell(self) -> None:
        self._wait.stop()
        self.searched.emit(self.text().strip())

    @Slot()
    def _come_here(self) -> None:
        self.setFocus()
        self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        super().paintEvent(event)
        look, painter = theme.tokens(), QPainter(self)
        top = (self.height() - _SIGN) / 2
        icons.paint(painter, "buscar", look.ink, QRectF(_INSIDE, top, _SIGN, _SIGN))
        if not self.textMargins().right():
            return
        painter.setFont(theme.font(theme.HELP))
        painter.setPen(QColor(look.soft))
        wide = painter.fontMetrics().horizontalAdvance(_KEYS)
        painter.drawText(
            QRectF(self.width() - wide - _INSIDE, 0, wide + 2, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter),
            _KEYS,
        )
