"""What every source of frames promises."""

from typing import Any, Protocol

from numpy.typing import NDArray

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
