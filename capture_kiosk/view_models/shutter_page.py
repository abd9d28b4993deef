"""Base of pages whose picture takes itself, with a countdown; the shutter by hand stays."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import Signal

from capture_kiosk.capture.aim import Aim
from capture_kiosk.view_models.camera_page import CameraPage
from capture_kiosk.view_models.lens import Frame, Lens
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.qt_properties import notified

_COUNTS = 3


class ShutterPage(CameraPage):
    """The base. `_arm` begins a picture; `_take` hears that one is to be taken."""

    _by_hand_note = ""
    """What is said beside the shutter of a picture that does not take itself."""

    aimed = Signal()
    """Follows `changed`, as `framed` does: a property needs a signal of its own class."""

    def __init__(self, ways: Ways, lens: Lens) -> None:
        super().__init__(ways, lens)
        self._aim: Callable[[Frame], Aim] | None = None
        self._takes_itself = False
        self._share = 0.0
        self._shots = 0
        self.changed.connect(self.aimed)

    def _arm(self, aim: Callable[[Frame], Aim], *, takes_itself: bool) -> None:
        """Go live; what was said of frames before this moment is not heard any more."""
        self._aim, self._takes_itself, self._share = aim, takes_itself, 0.0
        self._go_live()

    def leave(self) -> None:
        self._aim = None  # the shutter has frames, and the side that was taken before
        super().leave()

    def _look(self, frame: Frame) -> object:
        aim = self._aim
        return (aim, aim(frame)) if aim else None

    def _see(self, said: object) -> None:
        if not isinstance(said, tuple) or said[0] is not self._aim:
            return  # the first look of all, or one that was under way when the page changed
        aim: Aim = said[1]
        self._share = aim.share if self._takes_itself else 0.0
        self._say(aim)
        if self._takes_itself and aim.taken is not None:
            self._frame, self._image = aim.taken, self._lens.image(aim.taken)
            self._take(by_itself=True)

    def _say(self, aim: Aim) -> None:
        """Show what is said of the newest frame."""
        del aim

    def _take(self, *, by_itself: bool) -> None:
        """Take the frame that is shown."""
        del by_itself

    def _freeze(self) -> bytes:
        self._shots += 1
        self._lens.sound()
        self._share = 0.0
        return super()._freeze()

    def _lost_sight(self) -> None:
        self._share = 0.0

    @property
    def _count(self) -> str:
        left = ceil(_COUNTS * (1 - self._share))
        return str(max(1, left)) if self._live and self._share else ""

    @property
    def _automatic(self) -> bool:
        return self._live and self._takes_itself

    @property
    def _shutter_note(self) -> str:
        if self._automatic:
            return f"Se toma sola: {self._count}" if self._count else "Se toma sola, o toque aquí."
        return self._by_hand_note

    share = notified(float, "_share", aimed)
    count = notified(str, "_count", aimed)
    shots = notified(int, "_shots", aimed)
    automatic = notified(bool, "_automatic", aimed)
