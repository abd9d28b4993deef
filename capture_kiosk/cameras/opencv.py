"""A camera of the tablet through OpenCV."""

from pathlib import Path

from capture_kiosk.cameras.frames import Frame
from capture_kiosk.errors import CameraBusy, CameraMissing
from core.cv import cv2
from core.domain.apoyos.apoyo import FrameSourceKind

_WIDTH, _HEIGHT = 1920, 1080


class OpenCvCamera:
    """The camera number `index`, at up to 1920 × 1080. A FrameSource."""

    kind = FrameSourceKind.CAMERA

    def __init__(self, index: int) -> None:
        self._index = index
        self._device: cv2.VideoCapture | None = None

    def open(self) -> None:
        if self._device is not None:
            return
        device = cv2.VideoCapture(self._index)
        if not device.isOpened():
            device.release()
            raise CameraBusy if _node(self._index).exists() else CameraMissing
        device.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
        self._device = device

    def read(self) -> Frame | None:
        if self._device is None:
            return None
        whole, frame = self._device.read()
        if not whole:
            raise CameraMissing
        return frame

    def close(self) -> None:
        if self._device is not None:
            self._device.release()
        self._device = None


def _node(index: int) -> Path:
    return Path(f"/dev/video{index}")
