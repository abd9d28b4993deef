"""The signature pad: every point of finger, pen or mouse, with time and pressure.

Qt compresses touch events on their way to an item and loses half of the points, so the events are
taken at the window.
"""

from PySide6.QtCore import Property, QElapsedTimer, QEvent, QObject, QPointF, Signal, Slot
from PySide6.QtGui import QEventPoint, QMouseEvent, QPainter, QTabletEvent, QTouchEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem, QQuickWindow

from capture_kiosk.painted.ink import Fit, Ink, Strokes
from capture_kiosk.painted.signature_picture import draw_strokes
from core.domain.apoyos.apoyo import InkPoint

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_TYPE = QEvent.Type
_BEGIN = frozenset({_TYPE.MouseButtonPress, _TYPE.TabletPress})
_MOVE = frozenset({_TYPE.MouseMove, _TYPE.TabletMove})
_END = frozenset({_TYPE.MouseButtonRelease, _TYPE.TabletRelease})
_TOUCH = frozenset({_TYPE.TouchBegin, _TYPE.TouchUpdate, _TYPE.TouchEnd, _TYPE.TouchCancel})
_NO_FINGER = -1


@QmlElement
class SignaturePad(QQuickPaintedItem):
    """Records strokes in order; `inked` is emitted when a stroke ends, is undone or comes back.

    One finger or pen draws at a time. A hand that rests on the pad draws nothing: a touch that
    hardly moved gives way to the next one.
    """

    inked = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._ink = Ink()
        self._drawing = False
        self._finger = _NO_FINGER
        self._clock = QElapsedTimer()
        self._before_ms = 0
        self._listened: QQuickWindow | None = None
        self.windowChanged.connect(self._listen_to)

    @property
    def strokes(self) -> Strokes:
        """Return the strokes so far; x and y in units of the ink, ms from the first point."""
        return self._ink.strokes

    def saved(self) -> tuple[Strokes, int, int]:
        """Return what is kept of the ink: strokes, width and height."""
        return self._ink.saved()

    def restore(self, strokes: Strokes, width: int, height: int) -> None:
        """Show a signature that was drawn before."""
        self._ink = Ink(strokes, (), (float(width), float(height)))
        self._before_ms = max((p.ms for stroke in strokes for p in stroke), default=0)
        self._clock.restart()
        self._told()

    @Slot()
    def undo(self) -> None:
        """Remove the last stroke."""
        self._ink = self._ink.undo()
        self._told()

    @Slot()
    def redo(self) -> None:
        """Bring back the stroke that was removed last."""
        self._ink = self._ink.redo()
        self._told()

    @Slot()
    def clear(self) -> None:
        """Remove all strokes."""
        self._ink = self._ink.clear()
        self._told()

    def paint(self, painter: QPainter) -> None:
        """Draw the strokes as the kept picture draws them, whole whatever the shape of the pad."""
        fit = self._fit
        painter.translate(fit.left, fit.top)
        painter.scale(fit.scale, fit.scale)
        draw_strokes(painter, self.strokes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Consume pointer events on the pad; all others pass."""
        del watched
        kind = event.type()
        if kind in _TOUCH and isinstance(event, QTouchEvent):
            return self._touched(event)
        if kind in _BEGIN:
            return self._begin(*_point(event))
        if (kind not in _MOVE and kind not in _END) or not self._drawing:
            return False
        if kind in _MOVE:
            self._add(*_point(event))
        else:
            self._end()
        return True

    def _touched(self, event: QTouchEvent) -> bool:
        """Follow one finger; other fingers, and the hand, draw nothing.

        Where touches begin anew no finger is left, though it was never said that it was lifted.
        """
        if event.type() is _TYPE.TouchBegin and self._drawing and self._finger != _NO_FINGER:
            self._end()
        mine = self._drawing and self._finger != _NO_FINGER
        taken = mine
        for point in event.points():
            if point.state() is QEventPoint.State.Pressed:
                taken = self._finger_down(point) or taken
            elif mine and point.id() == self._finger:
                if point.state() is QEventPoint.State.Released:
                    self._end()
                elif point.state() is QEventPoint.State.Updated:
                    self._add(point.position(), point.pressure())
        if event.type() is _TYPE.TouchCancel and mine:
            self._end()
        return taken

    def _finger_down(self, point: QEventPoint) -> bool:
        if self._drawing and (self._finger == _NO_FINGER or not self._ink.was_a_palm):
            return self.contains(self.mapFromScene(point.position()))
        if self._drawing:
            self._ink = self._ink.undo()
            self._drawing = False
        begun = self._begin(point.position(), point.pressure())
        self._finger = point.id() if begun else self._finger
        return begun

    def _begin(self, place: QPointF, pressure: float) -> bool:
        here = self.mapFromScene(place)
        if not self.isEnabled() or not self.contains(here):
            return False
        if not self._ink.strokes:
            self._clock.restart()
            self._before_ms = 0
        self._drawing, self._finger = True, _NO_FINGER
        self._ink = self._ink.begun((self.width(), self.height()))
        self._add(place, pressure)
        return True

    def _add(self, place: QPointF, pressure: float) -> None:
        here = self.mapFromScene(place)
        x = min(max(here.x(), 0.0), self.width())
        y = min(max(here.y(), 0.0), self.height())
        ms = self._before_ms + self._clock.elapsed()
        units = self._fit.to_units(x, y)
        self._ink = self._ink.drawn(InkPoint(*units, ms, round(pressure, 3)))
        self.update()

    def _end(self) -> None:
        self._drawing, self._finger = False, _NO_FINGER
        self._told()

    @property
    def _fit(self) -> Fit:
        return Fit.of(self._ink.canvas, (self.width(), self.height()))

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

    def _can_undo(self) -> bool:
        return bool(self._ink.strokes)

    def _can_redo(self) -> bool:
        return bool(self._ink.undone)

    canUndo = Property(bool, _can_undo, notify=inked)  # noqa: N815  QML reads it
    canRedo = Property(bool, _can_redo, notify=inked)  # noqa: N815  QML reads it


def _point(event: QEvent) -> tuple[QPointF, float]:
    """Return where, in the window, and how hard (0 where the device cannot tell)."""
    if isinstance(event, QTabletEvent):
        return event.position(), event.pressure()
    if isinstance(event, QMouseEvent):
        return event.position(), 0.0
    return QPointF(-1, -1), 0.0
