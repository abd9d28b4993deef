"""How a source of frames is chosen by its setting."""

from pathlib import Path

from capture_kiosk.cameras.frames import FrameSource
from capture_kiosk.errors import CameraSettingWrong


def source_of(setting: str) -> FrameSource:
    """Return the source that `opencv:N`, `qt` or `file:DIR` names. Raises CameraSettingWrong."""
    name, _, rest = setting.partition(":")
    if name == "file" and rest:
        from capture_kiosk.cameras.file import FileFrames

        return FileFrames(Path(rest))
    if name == "opencv" and rest.isascii() and rest.isdigit():
        from capture_kiosk.cameras.opencv import OpenCvCamera

        return OpenCvCamera(int(rest))
    if name == "qt":
        from capture_kiosk.cameras.qt import QtCamera

        return QtCamera()
    raise CameraSettingWrong({"setting": setting})
