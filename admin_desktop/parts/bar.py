"""The progress bar: what counts in accent, what is in review hatched, a reached target in ok."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from admin_desktop.framework import theme

_HATCH = 4.0


@dataclass(frozen=True, slots=True)
class Share:
    """Shares of a target (0..1, or more). `review` is drawn after `done`."""

    done: float
    review: float = 0.0

    @property
    def reached(self) -> bool:
        """Tell whether the target was reached."""
        return self.done >= 1.0


def paint_bar(painter: QPainter, place: QRectF, share: Share) -> None:
    """Draw a bar into `place`; the outline spans all of it."""
    look = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = place.adjusted(0.5, 0.5, -0.5, -0.5)
    shape = QPainterPath()
    shape.addRoundedRect(inside, inside.height() / 2, inside.height() / 2)
    painter.fillPath(shape, QColor(look.track))
    painter.save()
    painter.setClipPath(shape)
    done = min(share.done, 1.0) * inside.width()
    fill = QRectF(inside.left(), inside.top(), done, inside.height())
    painter.fillRect(fill, QColor(look.ok if share.reached else look.accent))
    review = min(share.review, max(0.0, 1.0 - share.done)) * inside.width()
    if review > 0:
        paint_hatch(painter, QRectF(fill.right(), inside.top(), review, inside.height()))
    painter.restore()
    painter.setPen(QPen(QColor(look.edge), 1))
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.drawPath(shape)


def paint_hatch(painter: QPainter, place: QRectF) -> None:
    """Fill `place` with the strokes that mean «in review»."""
    look = theme.tokens()
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.fillRect(place, QColor(look.card))
    painter.setPen(QPen(QColor(look.warn), _HATCH * 0.7))
    step, x = _HATCH * 2, place.left() - place.height()
    while x < place.right() + place.height():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += step
    painter.restore()


class Bar(QWidget):
    """A progress bar with an accessible description."""

    def __init__(self, height: int = 12) -> None:
        super().__init__()
        self._share = Share(0.0)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: Share, words: str) -> None:
        """Draw `share`; `words` describe it to screen readers («62 % del umbral»)."""
        self._share = share
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(120, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        paint_bar(QPainter(self), QRectF(self.rect()), self._share)
