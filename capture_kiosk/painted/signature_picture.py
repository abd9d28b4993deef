"""The picture of a signature, drawn from its strokes and from nothing else (numeral 22)."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen, QPolygonF

from core.domain.apoyos.apoyo import InkPoint

Strokes = tuple[tuple[InkPoint, ...], ...]

INK = QColor("#1D1B20")
PEN_WIDTH = 3.0


def draw_strokes(painter: QPainter, strokes: Strokes) -> None:
    """Draw each stroke as a line 3 px wide through its points; a single point is a dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            INK,
            PEN_WIDTH,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    for stroke in strokes:
        points = [QPointF(point.x, point.y) for point in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))


def picture_of(strokes: Strokes, width: int, height: int) -> QImage:
    """Return the signature on white, `width` × `height` px."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_strokes(painter, strokes)
    painter.end()
    return image


def png_of(strokes: Strokes, width: int, height: int) -> bytes:
    """Return the signature on white as PNG bytes, `width` × `height` px."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture_of(strokes, width, height))
    return bytes(buffer.data().data())
