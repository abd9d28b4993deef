"""Colour edges: how well a step in colour runs along the sides of many shapes at once."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture
from core.cv import cv2

_INSET: Final = 0.07
"""Share of a side left out at each end: there the card's corner is round (3.18 of 54 mm)."""

_STRIP: Final = 4.0
"""Pixels to either side at which the colours of card and table are compared."""

_FULL_CONTRAST: Final = 14.0
"""Difference in Lab from which on two colours are plainly different."""

_SOFT: Final = 1.2
"""Pixels by which the picture is blurred first: noise has no edges then."""

_NOISE: Final = (60, 16.0)
"""Percentile of the gradients that is the picture's own noise, and what is added to it."""

_EDGE: Final = 1.2
"""Times the noise from which on a gradient is an edge."""

_BESIDE: Final = (-1.5, 0.0, 1.5)
"""Pixels beside a side at which its edge may lie."""

_COVERED: Final = 0.4
"""What an edge counts for where the colours on both sides are alike; the rest is the contrast."""

Shapes = NDArray[Any]
"""n × 4 × 2: corners of n shapes, clockwise."""


@dataclass(frozen=True, slots=True)
class EdgeField:
    """A blurred picture in Lab, its gradients, and its noise level.

    `lab` (uint8), `across` and `down` (int16): rows × columns × 3. A gradient counts as an edge
    from _EDGE × `noise` on.
    """

    lab: NDArray[Any]
    across: NDArray[Any]
    down: NDArray[Any]
    noise: float

    @classmethod
    def of(cls, picture: Picture) -> "EdgeField":
        """Return the field of a BGR picture, of the same rows and columns."""
        lab = cv2.cvtColor(cv2.GaussianBlur(picture, (0, 0), _SOFT), cv2.COLOR_BGR2LAB)
        across = cv2.Scharr(lab, cv2.CV_16S, 1, 0)
        down = cv2.Scharr(lab, cv2.CV_16S, 0, 1)
        some = np.abs(across[::4, ::4]).max(axis=2) + np.abs(down[::4, ::4]).max(axis=2)
        share, least = _NOISE
        return cls(lab, across, down, float(np.percentile(some, share)) + least)

    @property
    def shape(self) -> tuple[int, int]:
        """Return (rows, columns)."""
        return self.lab.shape[0], self.lab.shape[1]

    def support(self, shapes: Shapes, samples: int) -> NDArray[Any]:
        """Return n × 4 scores, 0..1: how well a step in colour runs along each side.

        `shapes` in px of the picture; each side is tested at `samples` points.
        """
        along = np.roll(shapes, -1, axis=1) - shapes
        length = np.linalg.norm(along, axis=2, keepdims=True)
        normal = np.stack([-along[..., 1], along[..., 0]], axis=2) / np.maximum(length, 1e-6)
        shares = np.linspace(_INSET, 1 - _INSET, samples)
        places = shapes[:, :, None] + shares[None, None, :, None] * along[:, :, None]
        strongest = np.zeros(places.shape[:3], np.float32)
        for offset in _BESIDE:
            spots = self._spots(places + offset * normal[:, :, None])
            step = (
                self.across[spots] * normal[:, :, None, :1]
                + self.down[spots] * normal[:, :, None, 1:]
            )
            np.maximum(strongest, np.abs(step).max(axis=3), out=strongest)
        covered = (strongest > _EDGE * self.noise).mean(axis=2)
        return np.asarray(covered * (_COVERED + (1 - _COVERED) * self._contrast(places, normal)))

    def _contrast(self, places: NDArray[Any], normal: NDArray[Any]) -> NDArray[Any]:
        """Return n × 4 shares, how constantly the colour inside differs from that outside."""
        inside = self.lab[self._spots(places + _STRIP * normal[:, :, None])]
        outside = self.lab[self._spots(places - _STRIP * normal[:, :, None])]
        difference = inside.astype(np.float32) - outside
        mean = difference.mean(axis=2)
        size = np.linalg.norm(mean, axis=2)
        agreeing = (np.einsum("nsmc,nsc->nsm", difference, mean) > 0).mean(axis=2)
        return np.asarray(np.minimum(1, size / _FULL_CONTRAST) * np.maximum(0, 2 * agreeing - 1))

    def _spots(self, places: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the (rows, columns) nearest to the places; outside counts as the border."""
        rows, columns = self.shape
        x = np.clip(np.rint(places[..., 0]), 0, columns - 1).astype(np.intp)
        y = np.clip(np.rint(places[..., 1]), 0, rows - 1).astype(np.intp)
        return y, x
