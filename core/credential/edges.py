"""Edges in colour: how strongly, and in which direction, a picture changes at each point."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.picture import Picture, Points
from core.cv import cv2

_SAMPLES: Final = 48
_INSET: Final = 0.07
_STRIP: Final = 4.0
_FULL_CONTRAST: Final = 14.0


@dataclass(frozen=True, slots=True)
class EdgeField:
    """Gradients of one picture, per channel of Lab, and the noise they stand out of."""

    lab: NDArray[Any]
    across: NDArray[Any]
    down: NDArray[Any]
    noise: float

    @classmethod
    def of(cls, picture: Picture) -> "EdgeField":
        """Return the field of a BGR picture."""
        soft = cv2.GaussianBlur(picture, (0, 0), 1.2)
        lab = cv2.cvtColor(soft, cv2.COLOR_BGR2LAB).astype(np.float32)
        across = cv2.Scharr(lab, cv2.CV_32F, 1, 0, scale=1 / 16)
        down = cv2.Scharr(lab, cv2.CV_32F, 0, 1, scale=1 / 16)
        strength = np.abs(across).max(axis=2) + np.abs(down).max(axis=2)
        return cls(lab, across, down, float(np.percentile(strength[::4, ::4], 60)) + 1.0)

    @property
    def shape(self) -> tuple[int, int]:
        """Return (rows, columns)."""
        return self.lab.shape[0], self.lab.shape[1]

    def support(self, corners: Points) -> tuple[float, float, float, float]:
        """Return for each side, 0..1, how well a step in colour runs along it."""
        starts, ends = corners, np.roll(corners, -1, axis=0)
        top, right, bottom, left = (
            self._side(start, end) for start, end in zip(starts, ends, strict=True)
        )
        return top, right, bottom, left

    def _side(self, start: Points, end: Points) -> float:
        along = end - start
        length = float(np.linalg.norm(along))
        if length < 8:  # noqa: PLR2004  pixels: no side of a card
            return 0.0
        normal = np.array([-along[1], along[0]]) / length  # into the card of clockwise corners
        places = start + np.linspace(_INSET, 1 - _INSET, _SAMPLES)[:, None] * along
        offsets = np.arange(-2, 3)[:, None, None] * normal
        steps = self.step_along(places + offsets, normal)
        strongest = steps.max(axis=0)
        covered = float(np.mean(strongest > 1.2 * self.noise))
        contrast = self._contrast(places, normal)
        return covered * (0.4 + 0.6 * contrast)

    def step_along(self, places: Points, normal: Points) -> NDArray[Any]:
        """Return the strength of the change in direction `normal` at each place."""
        flat = places.reshape(-1, 2)
        change = self._at(self.across, flat) * normal[0] + self._at(self.down, flat) * normal[1]
        return np.asarray(np.abs(change).max(axis=1).reshape(places.shape[:-1]))

    def _contrast(self, places: Points, normal: Points) -> float:
        """Return 0..1, how constantly the colour inside differs from that outside."""
        inside = self._at(self.lab, places + _STRIP * normal)
        outside = self._at(self.lab, places - _STRIP * normal)
        difference = inside - outside
        mean = difference.mean(axis=0)
        size = float(np.linalg.norm(mean))
        agreeing = float(np.mean(difference @ mean > 0)) if size else 0.0
        return min(1.0, size / _FULL_CONTRAST) * max(0.0, 2 * agreeing - 1)

    def _at(self, channels: NDArray[Any], places: Points) -> NDArray[Any]:
        """Return the values at the pixels nearest to the places; outside counts as its border."""
        rows, columns = self.shape
        x = np.clip(np.rint(places[:, 0]).astype(int), 0, columns - 1)
        y = np.clip(np.rint(places[:, 1]).astype(int), 0, rows - 1)
        return np.asarray(channels[y, x])
