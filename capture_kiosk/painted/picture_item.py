"""A picture item that uses no image cache and no file."""

from typing import Protocol, cast

from PySide6.QtCore import Property, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_CONTOUR, _CASING = QColor("#6BE3A4"), QColor("#0B2A1B")
_CASING_WIDTH, _CONTOUR_WIDTH = 9.0, 4.0


class Gallery(Protocol):
    """A view model that has several pictures."""

    def picture(self, key: str) -> QImage:
        """Return the picture of that key, a null image where there is none."""


@QmlElement
class PictureItem(QQuickPaintedItem):
    """Shows `image` whole, centred or left-aligned, with the outline of a card over it.

    In a list, `gallery` (a Gallery) and `key` replace `image`. `corners` are eight fractions (0..1)
    of the picture: x and y of each corner in turn.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._corners: list[float] = []
        self._crop = False
        self._left = False
        self._radius = 0.0
        self._gallery: QObject | None = None
        self._key = ""
        self.changed.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Draw the picture, then the contour."""
        if self._image.isNull():
            return
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if self._radius:
            clip = QPainterPath()
            clip.addRoundedRect(self.boundingRect(), self._radius, self._radius)
            painter.setClipPath(clip)
        place = self._place()
        painter.drawImage(place, self._image)
        if self._corners:
            self._draw_contour(painter, place)

    def _place(self) -> QRectF:
        """Return where the picture goes, its proportions kept."""
        room, size = self.boundingRect(), self._image.size()
        pick = max if self._crop else min
        scale = pick(room.width() / size.width(), room.height() / size.height())
        width, height = size.width() * scale, size.height() * scale
        left = 0.0 if self._left else (room.width() - width) / 2
        return QRectF(left, (room.height() - height) / 2, width, height)

    def _draw_contour(self, painter: QPainter, place: QRectF) -> None:
        pairs = zip(self._corners[::2], self._corners[1::2], strict=True)
        contour = QPolygonF(
            [
                QPointF(place.x() + x * place.width(), place.y() + y * place.height())
                for x, y in pairs
            ]
        )
        for colour, width in ((_CASING, _CASING_WIDTH), (_CONTOUR, _CONTOUR_WIDTH)):
            pen = QPen(colour, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolygon(contour)

    def _get_image(self) -> QImage:
        return self._image

    def _set_image(self, image: QImage) -> None:
        self._image = image
        self.changed.emit()

    def _get_corners(self) -> list[float]:
        return self._corners

    def _set_corners(self, corners: list[float]) -> None:
        self._corners = corners
        self.changed.emit()

    def _get_crop(self) -> bool:
        return self._crop

    def _set_crop(self, crop: bool) -> None:  # noqa: FBT001  Qt calls it
        self._crop = crop
        self.changed.emit()

    def _get_from_left(self) -> bool:
        return self._left

    def _set_from_left(self, left: bool) -> None:  # noqa: FBT001  Qt calls it
        self._left = left
        self.changed.emit()

    def _get_radius(self) -> float:
        return self._radius

    def _set_radius(self, radius: float) -> None:
        self._radius = radius
        self.changed.emit()

    def _get_gallery(self) -> QObject | None:
        return self._gallery

    def _set_gallery(self, gallery: QObject | None) -> None:
        self._gallery = gallery
        self._look_up()

    def _get_key(self) -> str:
        return self._key

    def _set_key(self, key: str) -> None:
        self._key = key
        self._look_up()

    def _look_up(self) -> None:
        if self._gallery is not None and self._key:
            self._image = cast("Gallery", self._gallery).picture(self._key)
        self.changed.emit()

    gallery = Property(QObject, _get_gallery, _set_gallery, notify=changed)
    key = Property(str, _get_key, _set_key, notify=changed)
    image = Property(QImage, _get_image, _set_image, notify=changed)
    corners = Property(list, _get_corners, _set_corners, notify=changed)
    crop = Property(bool, _get_crop, _set_crop, notify=changed)
    fromLeft = Property(bool, _get_from_left, _set_from_left, notify=changed)  # noqa: N815  QML
    radius = Property(float, _get_radius, _set_radius, notify=changed)
