"""Conversion of frames for Qt and for the draft; nothing here writes to disk."""

from PySide6.QtGui import QImage

from capture_kiosk.cameras.frames import LONGEST_SIDE, Frame
from core.credential.imaging.picture import shrunk
from core.cv import cv2

_QUALITY = 88
_SHOWN_SIDE = 1280


def to_image(frame: Frame) -> QImage:
    """Return a copy of the frame for the screen, its longest side at most 1280 px."""
    small = shrunk(frame, _SHOWN_SIDE)[0]
    height, width = small.shape[:2]
    return QImage(small.tobytes(), width, height, width * 3, QImage.Format.Format_BGR888).copy()


def from_bytes(content: bytes | None) -> QImage:
    """Return the picture of JPEG or PNG bytes; a null image for None or empty bytes."""
    return QImage.fromData(content) if content else QImage()


def to_jpeg(frame: Frame) -> bytes:
    """Return the frame as stored: JPEG, its longest side at most 2560 px."""
    kept = shrunk(frame, LONGEST_SIDE)[0]
    return bytes(cv2.imencode(".jpg", kept, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
