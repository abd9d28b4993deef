"""The signature pad: every point of finger, pen or mouse, with time and pressure.

Qt compresses touch events on their way to an item and loses half of the points, so the events are
taken at the window.
"""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QTabletEvent, QTouchEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem, QQuickWindow

from capture_kiosk.painted.signature_picture import draw_strokes
from core.domain.apoyo import InkPoint

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_TYPE = QEvent.Type
_BEGIN = frozenset({_TYPE.MouseButtonPress, _TYPE.TouchBegin, _TYPE.TabletPress})
_MOVE = frozenset({_TYPE.MouseMove, _TYPE.TouchUpdate, _TYPE.TabletMove})
_END = frozenset({_TYPE.MouseButtonRelease, _TYPE.TouchEnd, _TYPE.TouchCancel, _TYPE.TabletRelease})


@QmlElement
class SignaturePad(QQuickPaintedItem):
    """Records strokes in order; `inked` is emitted when a stroke ends or is undone."""

    inked = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[InkPoint]] = []
        self._drawing = False
        self._clock = QElapsedTimer()
        self._listened: QQuickWindow | None = None
        self.windowChanged.connect(self._listen_to)

    @property
    def strokes(self) -> tuple[tuple[InkPoint, ...], ...]:
        """Return the strokes so far; x and y in px of this item, ms from the first point."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @Slot()
    def undo(self) -> None:
        """Remove the last stroke."""
        if self._strokes:
            self._strokes.pop()
        self._told()

    @Slot()
    def clear(self) -> None:
        """Remove all strokes."""
        self._strokes.clear()
        self._told()

    def paint(self, painter: QPainter) -> None:
        """Draw the strokes as the kept picture draws them."""
        draw_strokes(painter, self.strokes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Consume pointer events on the pad; all others pass."""
        del watched
        kind = event.type()
        if kind not in _BEGIN and kind not in _MOVE and kind not in _END:
            return False
        if not self._drawing and kind not in _BEGIN:
            return False
        position, pressure = _point(event)
        here = self.mapFromScene(position)
        if kind in _BEGIN:
            return self._begin(here, pressure)
        if kind in _MOVE:
            self._add(here, pressure)
        else:
            self._drawing = False
            self._told()
        return True

    def _begin(self, here: QPointF, pressure: float) -> bool:
        if not self.isEnabled() or not self.contains(here):
            return False
        if not self._strokes:
            self._clock.restart()
        self._drawing = True
        self._strokes.append([])
        self._add(here, pressure)
        return True

    def _add(self, here: QPointF, pressure: float) -> None:
        x = min(max(here.x(), 0.0), self.width())
        y = min(max(here.y(), 0.0), self.height())
        self._strokes[-1].append(
            InkPoint(round(x, 1), round(y, 1), self._clock.elapsed(), round(pressure, 3))
        )
        self.update()

    def _told(self) -> None:
        self.update()
        self.inked.emit()

    @Slot(QQuickWindow)
    def _listen_to(self, window: QQuickWindow | None) -> None:
        if self._listened is not None:
            self._listened.removeEventFilter(self)
        self._listened = window
        if window is not None:
            window.installEventFilter(self)


def _point(event: QEvent) -> tuple[QPointF, float]:
    """Return where, in the window, and how hard (0 where the device cannot tell)."""
    if isinstance(event, QTouchEvent):
        first = event.points()[0] if event.points() else None
        return (first.position(), first.pressure()) if first else (QPointF(-1, -1), 0.0)
    if isinstance(event, QTabletEvent):
        return event.position(), event.pressure()
    if isinstance(event, QMouseEvent):
        return event.position(), 0.0
    return QPointF(-1, -1), 0.0
