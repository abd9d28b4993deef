"""How a source of frames is chosen by its setting."""

from pathlib import Path

from capture_kiosk.cameras.frames import FrameSource
from capture_kiosk.errors import CameraSettingWrong


def source_of(setting: str, chosen: Path | None = None) -> FrameSource:
    """Return the source that `opencv:N`, `qt` or `file:DIR` names. Raises CameraSettingWrong.

    With `opencv` a person may switch to other cameras; `chosen` is the file that remembers which.
    """
    name, _, rest = setting.partition(":")
    if name == "file" and rest:
        from capture_kiosk.cameras.file import FileFrames

        return FileFrames(Path(rest))
    if name == "opencv" and rest.isascii() and rest.isdigit():
        from capture_kiosk.cameras.opencv import OpenCvCamera
        from capture_kiosk.cameras.several import SeveralCameras, plugged_in

        def names() -> tuple[str, ...]:
            found = plugged_in()
            return (rest, *(each for each in found if each != rest)) if rest in found else found

        return SeveralCameras(names, lambda name: OpenCvCamera(int(name)), chosen)
    if name == "qt":
        from capture_kiosk.cameras.qt import QtCamera

        return QtCamera()
    raise CameraSettingWrong({"setting": setting})


def has_camera(setting: str) -> bool:
    """Tell whether the source of a setting is there now; a folder stands for a camera."""
    if setting.startswith("opencv"):
        from capture_kiosk.cameras.several import plugged_in

        return bool(plugged_in())
    if setting == "qt":
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError:  # libpulse0 is optional on a tablet
            return False
        return bool(QMediaDevices.videoInputs())
    return True
