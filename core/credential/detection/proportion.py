"""A side that lies on a band of the print instead of the card's border: the card's form tells.

Every card is 85.6 × 54.0 mm (ISO/IEC 7810 ID-1). Where a shape is too long or short for that, one
of its sides is moved to where the form would be right, and stays there if an edge runs along it.
"""

from collections.abc import Iterator
from math import log
from typing import Final

import numpy as np

from core.credential.imaging.edges import EdgeField
from core.credential.imaging.geometry import CARD_RATIO, apply, true_ratios
from core.credential.imaging.picture import Picture, Points, shrunk
from core.credential.imaging.refine import refined
from core.cv import cv2

_OFF: Final = 0.06
"""How far (log) a form may be from a card's; of whole cards seen askew 98 in 100 are nearer."""

_FAR_OFF: Final = 0.09
_RIGHT: Final = 0.03
_LOOK_SIDE: Final = 512
_REACHES: Final = (7, 3)
_FINE_SIDE: Final = 1600
_FINE_REACH: Final = 4
_SUPPORTED: Final = 0.42
_HARDLY: Final = 0.25
_TWICE: Final = 2.0
"""A side that is hardly seen counts if no other one that could be moved is half as plain."""

_UNSEEN: Final = 0.5
_GAINED: Final = 0.3
_PLAINLY: Final = 0.6
"""Asked of a side that moves inwards: what lies within a card has edges too."""

_SAMPLES: Final = 48
"""Points along a side at which its edge is looked for."""

_UNIT: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)


def in_proportion(picture: Picture, corners: Points, *, plain: bool) -> Points:
    """Return the corners (4 × 2 px, a long side first) with one side moved where that is needed.

    Unchanged where the form is a card's, or where no edge runs where it would be one. `plain`: all
    four edges are seen; only the form is looked at then.
    """
    off = _off(corners, (picture.shape[0], picture.shape[1]))
    if plain and abs(off) < _OFF:
        return corners
    small, factor = shrunk(picture, _LOOK_SIDE)
    field = EdgeField.of(small)
    if abs(off) < _OFF:
        moved = _nearer_edges(small, field, corners * factor)
    else:
        moved = _of_right_form(small, field, corners * factor, off)
    if moved is None:
        return corners
    fine, finely = shrunk(picture, _FINE_SIDE)
    return refined(fine, moved / factor * finely, _FINE_REACH) / finely


def is_card_like(picture: Picture, corners: Points) -> bool:
    """Tell whether the form is a card's and an edge is seen along all four sides."""
    small, factor = shrunk(picture, _LOOK_SIDE)
    field = EdgeField.of(small)
    shape = corners * factor
    right = abs(_off(shape, field.shape)) < _OFF
    return right and float(field.support(shape[None], _SAMPLES).min()) > _UNSEEN


def out_of_form(picture: Picture, corners: Points) -> bool:
    """Tell whether the form is far from any card's, seen from wherever."""
    return abs(_off(corners, (picture.shape[0], picture.shape[1]))) > _FAR_OFF


def has_better_form(picture: Picture, one: Points, other: Points) -> bool:
    """Tell whether the first shape has a card's form and the other has plainly less of it."""
    frame = picture.shape[0], picture.shape[1]
    first, second = abs(_off(one, frame)), abs(_off(other, frame))
    return first < _RIGHT and second > first + _RIGHT


def _nearer_edges(small: Picture, field: EdgeField, corners: Points) -> Points | None:
    """Return the shape on stronger edges a little further off, None where there are none."""
    now = float(field.support(corners[None], _SAMPLES).min())
    if now > _UNSEEN:
        return None
    shape = _fitted(small, corners)
    gained = float(field.support(shape[None], _SAMPLES).min()) - now
    right = abs(_off(shape, field.shape)) < _OFF
    return shape if gained > _GAINED and right else None


def _of_right_form(small: Picture, field: EdgeField, corners: Points, off: float) -> Points | None:
    """Return the shape with the side moved that is seen best there, None where none is."""
    seen: dict[bool, list[tuple[float, Points]]] = {True: [], False: []}
    for side, moved, outward in _moved(corners, off):
        shape = _fitted(small, moved)
        if abs(_off(shape, field.shape)) < _RIGHT:
            seen[outward].append((float(field.support(shape[None], _SAMPLES)[0, side]), shape))
    for outward, least in ((True, _SUPPORTED), (False, _PLAINLY)):
        best = sorted(seen[outward], key=lambda one: -one[0])
        if not best:
            continue
        (support, shape), *others = best
        alone = outward and all(support > _TWICE * other for other, _ in others)
        if support > least or (support > _HARDLY and alone):
            return shape
    return None


def _fitted(small: Picture, shape: Points) -> Points:
    for reach in _REACHES:
        shape = refined(small, shape, reach)
    return shape


def _off(corners: Points, frame: tuple[int, int]) -> float:
    """Return the log of how many times longer a shape is than a card."""
    return log(float(true_ratios(corners[None], frame)[0]) / CARD_RATIO)


def _moved(corners: Points, off: float) -> Iterator[tuple[int, Points, bool]]:
    """Yield each side, the shape in which moving it makes the form right, and whether outwards."""
    matrix = cv2.getPerspectiveTransform(_UNIT, corners.astype(np.float32))
    times = float(np.exp(abs(off)))
    too_long = off > 0
    for side in range(4):
        long_side = side % 2 == 0
        outward = long_side == too_long
        share = times - 1 if outward else 1 - 1 / times
        yield side, apply(matrix, _shifted(side, share if outward else -share)), outward


def _shifted(side: int, outwards: float) -> Points:
    """Return the unit square with one side (0: top, clockwise) moved outwards."""
    way = np.array([[0, -1], [1, 0], [0, 1], [-1, 0]])[side]
    square = _UNIT.astype(np.float64).copy()
    square[[side, (side + 1) % 4]] += outwards * way
    return square
