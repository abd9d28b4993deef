"""Whether a card lies alone, is shown on a display, or touches another card.

A network sees the flattened card with its surroundings. Trained on synthetic pictures of
`core.muestra` only: core/training/surroundings_set.py and train_surroundings.py.
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
    """Probabilities that the card lies alone, is on a display, or touches another. Sum: 1."""

    alone: float
    screen: float
    two: float


def look_around(pyramid: tuple[Picture, ...], corners: Points) -> Around:
    """Return what surrounds the card. Raises ModelMissing.

    `pyramid`: the BGR picture, then copies each half as large. `corners`: 4 × 2 px of the first.
    """
    return Around(*kinds("entorno", view(pyramid, corners)))


def view(pyramid: tuple[Picture, ...], corners: Points) -> NDArray[Any]:
    """Return the network's input: 96 × 120 × 4, 8 bits, the card in the middle.

    Channels: BGR, and 255 where the picture covers the view.
    """
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
