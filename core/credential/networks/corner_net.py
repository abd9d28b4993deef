"""The small networks that locate a card's own corners and classify the picture.

Trained on synthetic pictures of `core.muestra` only: core/training has generator, script and seeds.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture, Points
from core.credential.networks.network import kinds, peak, session, softmax, tensor
from core.cv import cv2

SIDE: Final = 128
MARGIN: Final = 0.06
"""Pixels of the network's square, and the share of it left empty: as in training/classes.py."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Output of the network: 4 × 2 px corners from the card's own top left, and probabilities.

    `peaks` (0..1): sharpness of the corner maps. `front`, `back`, `none`, `two` (cards) and `cut`
    (by the border) are classes of the picture and sum to 1.
    """

    corners: Points
    peaks: float
    front: float
    back: float
    none: float
    two: float
    cut: float


def look(picture: Picture) -> Sight:
    """Return corners and classes of a BGR picture, in px of it. Raises ModelMissing."""
    return _seen(*_boxed(picture))


def _seen(square: Picture, scale: float, shift: NDArray[Any]) -> Sight:
    maps, logits = session("esquinas").run(None, {"x": tensor(square)})
    shares = softmax(logits[0])
    found = [peak(one) for one in maps[0]]
    places = np.array([place for place, _ in found]) * SIDE
    corners = ((places - shift) / scale).astype(np.float32)
    peaks = float(np.mean([sharp for _, sharp in found]))
    front, back, none, two, cut = (float(one) for one in shares)
    return Sight(corners, peaks, front, back, none, two, cut)


def look_closely(picture: Picture) -> Sight:
    """Return what `look` does, with classes from a second, dedicated network.

    Too slow for live frames. Raises ModelMissing.
    """
    square, scale, shift = _boxed(picture)
    sight = _seen(square, scale, shift)
    front, back, none, two, cut = kinds("clases", square)
    return replace(sight, front=front, back=back, none=none, two=two, cut=cut)


def _boxed(picture: Picture) -> tuple[Picture, float, NDArray[Any]]:
    """Return the picture within a grey square with a margin, its scale, its origin's shift."""
    scale = SIDE * (1 - 2 * MARGIN) / max(picture.shape[:2])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    shift = (np.array([SIDE, SIDE]) - size) // 2
    square = np.full((SIDE, SIDE, 3), 128, np.uint8)
    square[shift[1] : shift[1] + size[1], shift[0] : shift[0] + size[0]] = small
    return square, scale, shift
