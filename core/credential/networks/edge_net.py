"""The small network that finds the true edges of a card that is already roughly located.

The strongest edges are not always the card's: ruled paper, a sleeve, a shadow, bar codes. Trained
on synthetic pictures of `core.muestra` only: core/training/train_lay.py.
"""

from typing import Final

import numpy as np

from core.credential.imaging.geometry import apply, level_for, overlap
from core.credential.imaging.picture import Picture, Points, shrunk
from core.credential.imaging.refine import refined
from core.credential.networks.network import peak, session, tensor
from core.cv import cv2

_INPUT: Final = (192, 128)  # as below
_LAID: Final = np.array([128, 80])
_UNIT: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
_PLACED: Final = (_UNIT * _LAID + (np.array(_INPUT) - _LAID) / 2).astype(np.float32)
"""Pixels of the network's input and of the card in its middle. Learned with:
training/lay_set.py."""

_LOOKS: Final = 3
_SETTLED: Final = 0.985
"""Looks at most, and the overlap of two from which on a third would tell nothing new."""

_FINE_SIDE: Final = 1600
_FINE_REACH: Final = 4
"""Pixels of the longer side of the picture for the last fit, and how far off an edge may be."""


def onto_edges(picture: Picture, corners: Points) -> Points:
    """Return the corners (4 × 2 px) moved onto the edges of the card near them.

    Raises ModelMissing.
    """
    return finely(picture, nearly_onto_edges(picture, corners))


def finely(picture: Picture, corners: Points) -> Points:
    """Return the corners (4 × 2 px) moved onto the strongest edges within a few pixels."""
    fine, factor = shrunk(picture, _FINE_SIDE)
    return refined(fine, corners * factor, _FINE_REACH) / factor


def nearly_onto_edges(picture: Picture, corners: Points) -> Points:
    """Return what `onto_edges` does, accurate to 1 % of the card, in half the time.

    Raises ModelMissing.
    """
    pyramid = [picture]
    for _ in range(_LOOKS):
        moved = _look(pyramid, corners)
        agreed = overlap(moved, corners)
        corners = moved
        if agreed > _SETTLED:
            break
    return corners


def _look(pyramid: list[Picture], corners: Points) -> Points:
    level = level_for(pyramid, corners, _LAID[0])
    factor = 0.5**level
    matrix = cv2.getPerspectiveTransform((corners * factor).astype(np.float32), _PLACED)
    laid = cv2.warpPerspective(
        pyramid[level], matrix, _INPUT, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    (maps,) = session("orillas").run(None, {"x": tensor(laid)})
    seen = np.array([peak(one)[0] for one in maps[0]]) * _INPUT
    return (apply(np.linalg.inv(matrix), seen) / factor).astype(np.float32)
