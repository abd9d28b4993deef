"""Whether frames still come and still change: a camera that froze says nothing by itself."""

import hashlib
from dataclasses import dataclass
from typing import Final

from capture_kiosk.cameras.frames import Frame

SILENT_S: Final = 1.5
"""Seconds without a frame, or with the very same one, after which a camera is lost or frozen: with
the 40 ms between two looks a person hears of it within two.
"""
_EACH = 8


@dataclass(slots=True)
class Alive:
    """The last change of what one camera shows; moments in seconds of one monotonic clock."""

    changed_at: float = 0.0
    _digest: bytes = b""

    def begin(self, now: float) -> None:
        """Count from now on."""
        self.changed_at, self._digest = now, b""

    def is_frozen(self, frame: Frame | None, now: float) -> bool:
        """Take the newest frame, None where none came; tell whether nothing changes any more.

        The noise of a sensor makes no two frames equal; every eighth pixel is compared.
        """
        digest = b""
        if frame is not None:
            digest = hashlib.sha256(frame[::_EACH, ::_EACH].tobytes()).digest()
        if digest and digest != self._digest:
            self.changed_at, self._digest = now, digest
        return now - self.changed_at >= SILENT_S
