"""The practice of a kiosk, imported and made when the first one begins: no start waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from capture_kiosk.view_models.kiosk_vm import KioskVm
from capture_kiosk.view_models.lens import Lens, Read
from core.domain.device.paquete import WorkPacket
from core.ports.shared import SteadyClock

if TYPE_CHECKING:
    from capture_kiosk.practice.practice import Practice


@dataclass(frozen=True, slots=True)
class PracticeParts:
    """What a practice borrows: the reader's work, and how the window and the flow are told.

    `read` and `forget` are the reader's, `lens` is the real one but for its camera.
    """

    window: KioskVm
    clock: SteadyClock
    lens: Lens
    read: Read
    forget: Callable[[], None]


class LaterPractice:
    """The methods of Practice; before the first `begin` there is none, and nothing to end."""

    def __init__(self, parts: PracticeParts, parent: QObject) -> None:
        self._parts = parts
        self._parent = parent
        self.made: Practice | None = None

    @property
    def under_way(self) -> bool:
        """Tell whether somebody practises now."""
        return self.made is not None and self.made.under_way

    def begin(self, own: WorkPacket | None, *, no_camera: bool = False) -> None:
        """Begin one, as Practice.begin says."""
        from capture_kiosk.practice.practice import Practice

        if self.made is None:
            self.made = Practice(self._parts, self._parent)
        self.made.begin(own, no_camera=no_camera)

    def end(self) -> None:
        """Destroy all that was practised; the window is left without pages."""
        if self.made is not None:
            self.made.end()

    def close(self) -> None:
        """End the camera's thread too: the app is closing."""
        if self.made is not None:
            self.made.close()

    def touch(self) -> None:
        """Note that a person did something."""
        if self.made is not None:
            self.made.touch()

    def is_over(self) -> bool:
        """Tell whether it must end by itself."""
        return self.made is not None and self.made.is_over()
