"""What a page needs of the camera and of the judges of a picture; main.py gives them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QImage

from capture_kiosk.capture.aim import Aim
from core.domain.credencial.lectura import CredentialReading, FaceVerdict, SideJudgement, SideName

Frame = Any
"""Rows × columns × BGR, 8 bits."""
Read = Callable[[bytes, bytes, date], CredentialReading]
"""Reads front and back (JPEG) as on a day."""


class SeenFrame(Protocol):
    """One frame, its picture for the screen, and what was said of it."""

    @property
    def frame(self) -> Frame: ...
    @property
    def image(self) -> QImage: ...
    @property
    def said(self) -> object: ...


class Camera(Protocol):
    """A live stream. `seen` carries a Seen, `failed` an ApoyoError."""

    @property
    def seen(self) -> SignalInstance: ...
    @property
    def failed(self) -> SignalInstance: ...

    def watch(self, look: Callable[[Frame], object]) -> None:
        """Emit frames from now on, each with the result of `look`."""

    @property
    def several(self) -> bool:
        """Tell whether there is another camera to switch to."""

    @property
    def is_real(self) -> bool:
        """Tell whether frames come from a camera, and not from a folder or a drawing."""

    def switch(self) -> None:
        """Show the next camera."""

    def rest(self) -> None:
        """Release the camera until the next `watch`."""


@dataclass(frozen=True, slots=True)
class Lens:
    """The camera and the analyses of a frame.

    `card_shutter` and `face_shutter` return what is asked of each frame, in the camera's thread;
    `image` is for the screen. `judging` returns work that may take a second, as `judge_face` may:
    run both off the GUI thread. `sound` tells the ear that a picture was taken.
    """

    camera: Camera
    jpeg: Callable[[Frame], bytes]
    image: Callable[[Frame], QImage]
    card_shutter: Callable[[bytes], Callable[[Frame], Aim]]
    face_shutter: Callable[[], Callable[[Frame], Aim]]
    qr: Callable[[Frame], str]
    judging: Callable[[bytes, SideName], Callable[[], SideJudgement]]
    judge_face: Callable[[bytes], FaceVerdict]
    sound: Callable[[], None]
