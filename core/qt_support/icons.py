"""Icons of both apps: strokes in resources/icons, coloured when they are drawn."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "icons"
_SCALES = 2  # drawn at twice its size, for sharp edges on any screen


def paint(painter: QPainter, name: str, colour: str, place: QRectF) -> None:
    """Draw the icon `name` into `place`; `colour` is #RRGGBB.

    Raises FileNotFoundError for an unknown name (a bug).
    """
    _renderer(name, colour).render(painter, place)


@cache
def pixmap(name: str, colour: str, size: int = 18) -> QPixmap:
    """Return the icon, `size` × `size` logical px; `colour` is #RRGGBB. Raises as `paint`."""
    image = QImage(size * _SCALES, size * _SCALES, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _renderer(name, colour).render(painter)
    painter.end()
    image.setDevicePixelRatio(_SCALES)
    return QPixmap.fromImage(image)


def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """Return the icon as a QIcon; `size` in logical px. Raises as `paint`."""
    return QIcon(pixmap(name, colour, size))


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (_FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
