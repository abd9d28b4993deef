"""Finding the card in a picture: several proposals of four corners, scored by one function."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.detection.proposals import proposals
from core.credential.detection.side_recombination import mixtures
from core.credential.imaging.edges import EdgeField, Shapes
from core.credential.imaging.geometry import CARD_RATIO, begun_at, overlap, true_ratios
from core.credential.imaging.picture import Picture, Points, shrunk
from core.credential.imaging.refine import refined

_LOOK_SIDE: Final = 512
_LEAST_AREA: Final = 0.05
_MOST_AREA: Final = 0.98
_SAME: Final = 0.8
_KEEP: Final = 5
_CLOSER_LOOK: Final = 28
_TRACK_SIDE: Final = 320
_FAR_REACH: Final = 14
_NEAR_REACH: Final = 5
_HINTED: Final = 0.8
_ALIKE: Final = (0.5, 0.85)
"""Overlaps with a hint from which on a shape is liked, and liked no more."""

_MEAN, _WEAKEST = 0.55, 0.45
"""What the mean of the four sides, and the weakest of them, count for: one bad side is a bad shape
though the others are plain."""

_FORMED: Final = 0.16
_FORMLESS: Final = 0.25
"""Width (log) of the bell over a card's form, and what is left of a shape of another form: lenses
and bent cards are off by a tenth."""

_SMALL: Final = 0.85
_LARGE: Final = 0.3
"""What is left of the merit of the smallest shape, and the share of the picture from which on it
is whole: of a card and a part of its print, the card is the larger."""

_PLAIN: Final = 1.5
"""From this score on the hint is right and nothing else need be proposed."""


@dataclass(frozen=True, slots=True)
class Found:
    """One shape that may be a card.

    `corners`: 4 × 2 px of the frame, clockwise. `score`: higher is better, at most 1, or 1.8 with a
    hint. `sides`: for each side from the first corner on, the share (0..1) along which an edge is
    seen.
    """

    corners: Points
    score: float
    sides: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Corners expected from elsewhere (a network, the previous frame).

    `corners`: 4 × 2 px. `trust`: 0..1. `tried`: other corners to test before anything is proposed.
    """

    corners: Points
    trust: float
    tried: tuple[Points, ...] = ()

    def scaled(self, factor: float) -> "Hint":
        """Return the hint for the same picture resized by `factor`."""
        tried = tuple(one * factor for one in self.tried)
        return Hint(self.corners * factor, self.trust, tried)


def find_cards(picture: Picture, hint: Hint | None = None) -> list[Found]:
    """Return the shapes most like a card, best first, at most five; empty where none is seen.

    `picture` is BGR. Corners are px of it, accurate to about one px of the reduced copy in which
    they were sought. With a hint, the first shape starts at the corner the hint starts at.
    """
    small, factor = shrunk(picture, _LOOK_SIDE)
    field = EdgeField.of(small)
    near = hint.scaled(factor) if hint else None
    around = _around(near, small)
    best = _distinct(_judged(_stacked(around), field, near))
    if not best or best[0].score < _PLAIN:
        shapes = _stacked([*around, *proposals(small, field)])
        if near is not None:
            shapes = np.concatenate([shapes, mixtures(near.corners, shapes, field)])
        best = _distinct(_judged(shapes, field, near))
    if not best:
        return []
    first, *others = (replace(one, corners=one.corners / factor) for one in best)
    if hint is not None:
        first = replace(first, corners=begun_at(first.corners, hint.corners))
    return [first, *others]


def track_card(picture: Picture, hint: Hint) -> Found | None:
    """Return the shape near the hint, None where no edges support one.

    For live frames: it tests no proposals beyond the hint. `picture` is BGR; corners in its px.
    """
    small, factor = shrunk(picture, _TRACK_SIDE)
    near, field = hint.scaled(factor), EdgeField.of(small)
    shapes = [near.corners, refined(small, near.corners, _NEAR_REACH)]
    best = _judged(_stacked(shapes), field, near)
    if not best or best[0].score < _PLAIN:
        best = _judged(_stacked(_around(near, small)), field, near)
    return replace(best[0], corners=best[0].corners / factor) if best else None


def _stacked(shapes: list[Points]) -> Shapes:
    return np.array(shapes, np.float32).reshape(-1, 4, 2)


def _around(hint: Hint | None, small: Picture) -> list[Points]:
    """Return the hint, the hint with its sides moved onto edges near and less near, the tried."""
    if hint is None:
        return []
    corners = hint.corners
    far = refined(small, corners, _FAR_REACH)
    near = [refined(small, corners, _NEAR_REACH), far, refined(small, far, _NEAR_REACH)]
    return [corners, *near, *hint.tried]


def _judged(shapes: Shapes, field: EdgeField, hint: Hint | None) -> list[Found]:
    """Return the shapes that can be a card, best first."""
    shapes, merit = _plausible(shapes, field.shape)
    if not len(shapes):
        return []
    coarse = _evidence(field.support(shapes, 16)) * merit
    order = np.argsort(-coarse)[:_CLOSER_LOOK]
    sides = field.support(shapes[order], 48)
    scores = _evidence(sides) * merit[order]
    if hint is not None:
        alike = np.array([overlap(one, hint.corners) for one in shapes[order]])
        low, high = _ALIKE
        liked = (np.clip(alike, low, high) - low) / (high - low)
        scores = scores + _HINTED * hint.trust * liked
    return [
        Found(shapes[order[k]], float(scores[k]), tuple(float(one) for one in sides[k]))
        for k in np.argsort(-scores)
    ]


def _evidence(sides: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(_MEAN * sides.mean(axis=1) + _WEAKEST * sides.min(axis=1))


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
    likeness = np.exp(-((np.log(true_ratios(shapes, frame) / CARD_RATIO) / _FORMED) ** 2))
    formed = _FORMLESS + (1 - _FORMLESS) * likeness
    return shapes, formed * (_SMALL + (1 - _SMALL) * np.minimum(1, share / _LARGE))


def _distinct(found: list[Found]) -> list[Found]:
    """Return the best of each heap of shapes that nearly coincide."""
    kept: list[Found] = []
    for one in found:
        if all(overlap(one.corners, other.corners) < _SAME for other in kept):
            kept.append(one)
        if len(kept) == _KEEP:
            break
    return kept
