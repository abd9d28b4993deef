"""A camera of the tablet through QtMultimedia, where its system library is installed."""

from typing import TYPE_CHECKING

import numpy as np

from capture_kiosk.cameras.frames import Frame
from capture_kiosk.errors import CameraMissing
from core.cv import cv2
from core.domain.apoyos.apoyo import FrameSourceKind

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink


class QtCamera:
    """The default camera. A FrameSource; needs a thread with an event loop."""

    kind = FrameSourceKind.CAMERA

    def __init__(self) -> None:
        self._parts: tuple[QCamera, QMediaCaptureSession, QVideoSink] | None = None

    def open(self) -> None:
        if self._parts is not None:
            return
        try:
            from PySide6.QtMultimedia import (
                QCamera,
                QMediaCaptureSession,
                QMediaDevices,
                QVideoSink,
            )
        except ImportError as cause:  # libpulse0 is optional on a tablet
            raise CameraMissing from cause
        if not QMediaDevices.videoInputs():
            raise CameraMissing
        camera, session, sink = QCamera(), QMediaCaptureSession(), QVideoSink()
        session.setCamera(camera)
        session.setVideoSink(sink)
        camera.start()
        self._parts = (camera, session, sink)

    def read(self) -> Frame | None:
        if self._parts is None:
            return None
        if self._parts[0].error() is not type(self._parts[0]).Error.NoError:
            raise CameraMissing
        image = self._parts[2].videoFrame().toImage()
        if image.isNull():
            return None
        plain = image.convertToFormat(image.Format.Format_RGB888)
        rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
        pixels = rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3)
        return cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)

    def close(self) -> None:
        if self._parts is not None:
            self._parts[0].stop()
        self._parts = None
