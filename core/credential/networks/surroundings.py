"""Whether a card lies by itself, is shown on a display, or touches another: what is round it tells.

A network sees the card where it always stands, with as much of the picture around it. Trained on
pictures of `core.muestra` alone: core/training/surroundings_set.py and train_around.py.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.geometry import CARD_RATIO, level_for
from core.credential.imaging.picture import Picture, Points
from core.credential.networks.network import kinds
from core.cv import cv2

SIZE: Final = (120, 96)
CARD: Final = 63
"""Pixels of the view, and of the card's longer side in its middle."""

_FINE: Final = (160, 128)
_FINE_CARD: Final = 84
"""Laid so first and then averaged: a warp that skips pixels makes false edges."""


@dataclass(frozen=True, slots=True)
class Around:
    """Shares of what a card seems to be: one by itself, one on a display, one of two."""

    alone: float
    screen: float
    two: float


def look_around(pyramid: tuple[Picture, ...], corners: Points) -> Around:
    """Return what surrounds the card of a picture, each level half of the last. ModelMissing."""
    return Around(*kinds("entorno", view(pyramid, corners)))


def view(pyramid: tuple[Picture, ...], corners: Points) -> NDArray[Any]:
    """Return SIZE pixels of BGR and of where there is a picture at all, the card in the middle."""
    levels = list(pyramid)
    level = level_for(levels, corners, _FINE_CARD)
    small = levels[level]
    size = np.array((_FINE_CARD, _FINE_CARD / CARD_RATIO))
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2
    target = (half + np.array(_FINE) / 2).astype(np.float32)
    source = ((corners + 0.5) / 2**level - 0.5).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    there = np.full(small.shape[:2], 255, np.uint8)
    seen = cv2.warpPerspective(small, matrix, _FINE, flags=cv2.INTER_LINEAR)
    known = cv2.warpPerspective(there, matrix, _FINE, flags=cv2.INTER_NEAREST)
    both = np.dstack([seen, known])
    return np.asarray(cv2.resize(both, SIZE, interpolation=cv2.INTER_AREA))
