"""The emblem of the Instituto: any picture becomes a PNG as small as documents need it."""

from base64 import b64encode

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from core.domain.proceso.membrete import MOST_EMBLEM, EmblemWrong

_SIDES = (300, 240, 180, 140, 110, 80)
"""Pixels of its longer side, the first with which it is small enough: 52 points are printed."""
_LARGEST = 64_000_000


def read_emblem(path: str) -> str:
    """Return the picture in a file as base64 of a PNG. Slow. Raises EmblemWrong."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _LARGEST:
        raise EmblemWrong
    picture = reader.read()
    if picture.isNull():
        raise EmblemWrong
    if picture.colorSpace().isValid():
        picture.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    for side in _SIDES:
        made = _png(picture, side)
        if len(made) <= MOST_EMBLEM:
            return b64encode(made).decode("ascii")
    raise EmblemWrong


def _png(picture: QImage, side: int) -> bytes:
    """Return it no larger than `side`, and than it was, without what else its file said."""
    room = QSize(side, side).boundedTo(picture.size())
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    scaled = picture.scaled(room, keep, smooth)
    bare = QImage(scaled.size(), QImage.Format.Format_ARGB32)
    bare.fill(Qt.GlobalColor.transparent)
    painter = QPainter(bare)
    painter.drawImage(0, 0, scaled)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bare.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt a name
    return bytes(buffer.data().data())
