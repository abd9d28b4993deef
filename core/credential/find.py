"""Finding the card: four corners, wherever it lies. Several ways propose, one judge decides."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.credential.edges import EdgeField
from core.credential.geometry import CARD_RATIO, clockwise, is_convex, overlap, true_ratio
from core.credential.picture import Picture, Points, shrunk
from core.credential.proposals import proposals
from core.credential.refine import refined

_LOOK_SIDE: Final = 512
_LEAST_AREA: Final = 0.05
_MOST_AREA: Final = 0.98
_SAME: Final = 0.8
_KEEP: Final = 6


@dataclass(frozen=True, slots=True)
class Found:
    """One shape that may be a card: corners clockwise in pixels of the frame, and how good."""

    corners: Points
    score: float
    sides: tuple[float, float, float, float]


def find_cards(picture: Picture, *, quick: bool = False) -> list[Found]:
    """Return the shapes most like a card, best first; none where nothing looks like one."""
    small, factor = shrunk(picture, _LOOK_SIDE)
    field = EdgeField.of(small)
    found = [
        scored
        for shape in proposals(small, field, quick=quick)
        if (scored := _judged(shape, field)) is not None
    ]
    best = _distinct(sorted(found, key=lambda one: -one.score))
    if quick:
        return [Found(one.corners / factor, one.score, one.sides) for one in best]
    first = [_sharpened(one, picture, field, factor) for one in best[:1]]
    return first + [Found(one.corners / factor, one.score, one.sides) for one in best[1:]]


def _sharpened(one: Found, picture: Picture, field: EdgeField, factor: float) -> Found:
    """Return the shape with its sides fitted, first at the size of the look, then finely."""
    fitted = refined(field, one.corners, 7)
    judged = _judged(fitted, field)
    if judged is None or judged.score < one.score - 0.03:
        fitted, judged = one.corners, one
    finer, fine_factor = shrunk(picture, 1280)
    corners = refined(EdgeField.of(finer), fitted * (fine_factor / factor), 8) / fine_factor
    return Found(corners, judged.score, judged.sides)


def _judged(corners: Points, field: EdgeField) -> Found | None:
    """Return the shape with its score, None where no card can look so."""
    if not is_convex(corners):
        return None
    rows, columns = field.shape
    x, y = corners[:, 0], corners[:, 1]
    area = 0.5 * abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))
    share = area / (rows * columns)
    if not _LEAST_AREA <= share <= _MOST_AREA:
        return None
    ratio = true_ratio(corners, field.shape)
    likeness = float(np.exp(-((np.log(ratio / CARD_RATIO) / 0.16) ** 2)))
    sides = field.support(corners)
    weakest, others = min(sides), sum(sides)
    evidence = 0.55 * others / 4 + 0.45 * weakest
    score = evidence * (0.25 + 0.75 * likeness) * (0.85 + 0.15 * min(1.0, share / 0.3))
    return Found(clockwise(corners), score, sides)


def _distinct(found: list[Found]) -> list[Found]:
    """Return the best of each heap of shapes that nearly coincide."""
    kept: list[Found] = []
    for one in found:
        if all(overlap(one.corners, other.corners) < _SAME for other in kept):
            kept.append(one)
        if len(kept) == _KEEP:
            break
    return kept
