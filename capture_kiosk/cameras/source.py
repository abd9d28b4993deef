"""What every source of frames promises, and how one is chosen by its setting."""

from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from capture_kiosk.errors import CameraSettingWrong
from core.domain.apoyo import FrameSourceKind

Frame = NDArray[Any]
"""Rows × columns × BGR, 8 bits. Whoever gets one may keep it: it is not written over."""

LONGEST_SIDE = 2560
"""Pixels of the longest side of a frame; more tells a reader nothing and weighs on the record."""


class FrameSource(Protocol):
    """A live stream. Opened, read and closed by one thread."""

    kind: FrameSourceKind

    def open(self) -> None:
        """Make it ready. Raises CameraMissing. Opening twice changes nothing."""

    def read(self) -> Frame | None:
        """Return the newest frame at once, or None where there is none yet.

        Raises CameraMissing where the stream ended.
        """

    def close(self) -> None:
        """Let the camera go. Closing twice changes nothing."""


def source_of(setting: str) -> FrameSource:
    """Return the source that `opencv:N`, `qt` or `file:DIR` names. Raises CameraSettingWrong."""
    name, _, rest = setting.partition(":")
    if name == "file" and rest:
        from capture_kiosk.cameras.file import FileFrames

        return FileFrames(Path(rest))
    if name == "opencv" and rest.isdigit():
        from capture_kiosk.cameras.opencv import OpenCvCamera

        return OpenCvCamera(int(rest))
    if name == "qt":
        from capture_kiosk.cameras.qt import QtCamera

        return QtCamera()
    raise CameraSettingWrong({"setting": setting})
