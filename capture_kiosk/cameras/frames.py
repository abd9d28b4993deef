"""The FrameSource protocol. A Frame is rows × columns × 3, BGR, 8 bits."""

from typing import Any, Protocol

from numpy.typing import NDArray

from core.domain.apoyos.apoyo import FrameSourceKind

Frame = NDArray[Any]
"""Rows × columns × BGR, 8 bits. Whoever gets one may keep it: it is not written over."""

LONGEST_SIDE = 2560
"""Pixels of the longest side of a frame; more tells a reader nothing and weighs on the record."""


class FrameSource(Protocol):
    """A live stream, used by one thread only."""

    kind: FrameSourceKind

    def open(self) -> None:
        """Open the source. Idempotent. Raises CameraMissing."""

    def read(self) -> Frame | None:
        """Return the newest frame without waiting, None where there is none yet.

        Raises CameraMissing where the stream ended.
        """

    def close(self) -> None:
        """Release the camera. Idempotent."""
