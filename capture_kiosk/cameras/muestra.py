"""A drawn camera for practice: fictitious scenes that move as a hand does, never a real picture."""

import time
from collections.abc import Callable, Mapping
from math import sin
from typing import Final

from capture_kiosk.cameras.frames import Frame
from core.cv import cv2
from core.domain.apoyos.apoyo import FrameSourceKind

_EDGE: Final = 48
"""Pixels that a scene may be shifted by; beyond it its border is mirrored."""
_COMING_S: Final = 1.2
"""Seconds until what is shown comes to rest, as a card does that is held before a lens."""
_FAR: Final = 0.9


class MuestraFrames:
    """A FrameSource of drawn scenes by name.

    `show` and `furnish` may be called from any thread, the others from the camera's. Until a scene
    is there nothing is seen.
    """

    kind = FrameSourceKind.FILE

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._scenes: Mapping[str, Frame] = {}
        self._shown: tuple[str, float] = ("", 0.0)
        self._number = 0

    def furnish(self, scenes: Mapping[str, Frame]) -> None:
        """Take the scenes, larger by a mirrored border; an empty mapping forgets them all."""
        mirrored = cv2.BORDER_REFLECT_101
        self._scenes = {
            name: cv2.copyMakeBorder(scene, _EDGE, _EDGE, _EDGE, _EDGE, mirrored)
            for name, scene in scenes.items()
        }

    def show(self, name: str) -> None:
        """Hold the scene of this name before the lens, from now on."""
        self._shown = (name, self._monotonic())

    def open(self) -> None:
        """Do nothing: a drawn camera is always there."""

    def read(self) -> Frame | None:
        name, since = self._shown
        scene = self._scenes.get(name)
        if scene is None:
            return None
        self._number += 1
        across, down = self._sway(self._monotonic() - since)
        rows, columns = scene.shape[0] - 2 * _EDGE, scene.shape[1] - 2 * _EDGE
        return scene[down : down + rows, across : across + columns].copy()

    def close(self) -> None:
        """Do nothing: nothing is held."""

    def _sway(self, seconds: float) -> tuple[int, int]:
        """Return the shift of the scene in px: wide while it comes, then a pixel at each frame."""
        left = max(0.0, 1 - seconds / _COMING_S)
        wide = _FAR * _EDGE * left * sin(9 * seconds)
        trembling = self._number % 2
        return _EDGE + round(wide) - trembling, _EDGE + round(wide / 2)
