"""Icons of resources/icons in any colour: `image://icono/NAME/RRGGBB`."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

from core.qt_support import icons

NAME: Final = "icono"
_DRAWN = QSize(48, 48)


class IconProvider(QQuickImageProvider):
    """Draws an icon where its SVG says `currentColor`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: A002, N802
        """Return the icon at the size asked for, transparent where nothing is drawn."""
        name, _, colour = id.partition("/")
        wanted = requested if requested.isValid() else _DRAWN
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        icons.paint(painter, name, f"#{colour}", QRectF(0, 0, wanted.width(), wanted.height()))
        painter.end()
        size.setWidth(wanted.width())
        size.setHeight(wanted.height())
        return image
