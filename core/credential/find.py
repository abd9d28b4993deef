"""Finding the card: four corners, wherever it lies. Several ways propose, one judge decides."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.edges import EdgeField, Shapes
from core.credential.geometry import CARD_RATIO, overlap, true_ratios
from core.credential.picture import Picture, Points, shrunk
from core.credential.proposals import proposals
from core.credential.refine import refined

_LOOK_SIDE: Final = 512
_FINE_SIDE: Final = 1600
_LEAST_AREA: Final = 0.05
_MOST_AREA: Final = 0.98
_SAME: Final = 0.8
_KEEP: Final = 5
_CLOSER_LOOK: Final = 24


@dataclass(frozen=True, slots=True)
class Found:
    """One shape that may be a card: corners clockwise in pixels of the frame, and how good."""

    corners: Points
    score: float
    sides: tuple[float, ...]


def find_cards(picture: Picture, *, quick: bool = False) -> list[Found]:
    """Return the shapes most like a card, best first; none where nothing looks like one."""
    small, factor = shrunk(picture, _LOOK_SIDE)
    field = EdgeField.of(small)
    shapes = np.array(list(proposals(small, field, quick=quick)), np.float32).reshape(-1, 4, 2)
    best = _distinct(_judged(shapes, field))
    if quick or not best:
        return [Found(one.corners / factor, one.score, one.sides) for one in best]
    first = _sharpened(best[0], picture, small, field)
    return [first, *(Found(one.corners / factor, one.score, one.sides) for one in best[1:])]


def _sharpened(one: Found, picture: Picture, small: Picture, field: EdgeField) -> Found:
    """Return the shape with its sides fitted, first at the size of the look, then finely."""
    factor = small.shape[1] / picture.shape[1]
    fitted = refined(small, one.corners, 6)
    judged = _judged(fitted[None], field)
    if not judged or judged[0].score < one.score - 0.05:
        fitted, judged = one.corners, [one]
    fine, fine_factor = shrunk(picture, _FINE_SIDE)
    corners = refined(fine, fitted * (fine_factor / factor), 6) / fine_factor
    return Found(corners, judged[0].score, judged[0].sides)


def _judged(shapes: Shapes, field: EdgeField) -> list[Found]:
    """Return the shapes that can be a card, best first."""
    shapes, merit = _plausible(shapes, field.shape)
    if not len(shapes):
        return []
    coarse = _evidence(field.support(shapes, 16)) * merit
    order = np.argsort(-coarse)[:_CLOSER_LOOK]
    sides = field.support(shapes[order], 48)
    scores = _evidence(sides) * merit[order]
    return [
        Found(shapes[order[k]], float(scores[k]), tuple(float(one) for one in sides[k]))
        for k in np.argsort(-scores)
    ]


def _evidence(sides: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(0.55 * sides.mean(axis=1) + 0.45 * sides.min(axis=1))


def _plausible(shapes: Shapes, frame: tuple[int, int]) -> tuple[Shapes, NDArray[Any]]:
    """Return the convex shapes of a card's size, and how like a card's their form is."""
    ahead = np.roll(shapes, -1, axis=1) - shapes
    then = np.roll(ahead, -1, axis=1)
    turned = ahead[..., 0] * then[..., 1] - ahead[..., 1] * then[..., 0]
    x, y = shapes[..., 0], shapes[..., 1]
    area = 0.5 * np.abs((x * np.roll(y, -1, 1) - y * np.roll(x, -1, 1)).sum(axis=1))
    share = area / (frame[0] * frame[1])
    keep = (turned > 0).all(axis=1) & (share > _LEAST_AREA) & (share < _MOST_AREA)
    shapes, share = shapes[keep], share[keep]
    if not len(shapes):
        return shapes, share
    likeness = np.exp(-((np.log(true_ratios(shapes, frame) / CARD_RATIO) / 0.16) ** 2))
    merit = (0.25 + 0.75 * likeness) * (0.85 + 0.15 * np.minimum(1, share / 0.3))
    return shapes, merit


def _distinct(found: list[Found]) -> list[Found]:
    """Return the best of each heap of shapes that nearly coincide."""
    kept: list[Found] = []
    for one in found:
        if all(overlap(one.corners, other.corners) < _SAME for other in kept):
            kept.append(one)
        if len(kept) == _KEEP:
            break
    return kept
