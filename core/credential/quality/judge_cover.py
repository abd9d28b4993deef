"""Whether a hand hides part of a card: skin that crosses the card's own edge and reaches in.

A portrait's skin ends within the card and a table's brown outside it; what crosses the edge and
reaches far over the print lies on the card. A finger that holds it by its rim reaches less.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.geometry import level_for
from core.credential.imaging.picture import Picture, Points
from core.credential.quality.likelihood import Curve
from core.cv import cv2

_CARD: Final = (200, 126)
_MARGIN: Final = 24
"""Pixels of the card in the view, and of what is seen round it."""

_SOFT: Final = 1.2
_PAPER: Final = 70
"""Percentile of the card's light from which on it is paper, whose colour is that of the light."""

_RED: Final = (1.12, 2.4)
_GREEN: Final = (1.0, 2.2)
_LIGHTEST: Final = 0.97
_DARKEST: Final = 0.03
"""Red over green, green over blue, and the light at most, of anybody's skin beside the paper's; and
the light under which nothing has a colour."""

_THINNEST: Final = 7
_INSIDE: Final = 4
_OUTSIDE: Final = 2
_CROSSES: Final = 12
"""Pixels: the least width of a finger, how far on both sides of the edge it is looked at, and over
what length of the edge it goes on: a finger of 16 mm is 37 wide."""

_ALIKE: Final = 0.2
_MOSTLY: Final = 0.3
"""The most by which the logarithms of its colours differ on both sides of the edge, and the share
of where it meets the edge at which they are so alike: a tinted ground on a brown table is not."""

_DEEPEST: Final = 95
_LEAST: Final = 0.02
_REACHES: Final = Curve(0.13, 0.2)
"""Percentile of its depths that tells how far it reaches, the share of the card it covers at least,
and its reach in heights of the card: of 13 hands over own cards of the split `fit` the least is
0.34, of fingers at the rim of 24 of another hand's cards the most is 0.07."""


def covered_share(pyramid: tuple[Picture, ...], corners: Points) -> float:
    """Return how likely a hand hides part of a card.

    `pyramid`: the BGR picture, then copies each half as large. `corners`: 4 × 2 px of the first.
    """
    seen, there = _view(pyramid, corners)
    skin = _skin(seen) & there
    square = np.ones((_THINNEST, _THINNEST), np.uint8)
    count, parts = cv2.connectedComponents(
        cv2.morphologyEx(skin.astype(np.uint8), cv2.MORPH_OPEN, square)
    )
    alike = _alike(seen)
    reaches = [_reach(parts == number, alike) for number in range(1, count)]
    return _REACHES.share(max(reaches, default=0.0))


def _view(pyramid: tuple[Picture, ...], corners: Points) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the card with what is round it, BGR, softened, and where the picture shows it."""
    levels = list(pyramid)
    level = level_for(levels, corners, _CARD[0])
    place = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * np.array(_CARD) + _MARGIN
    source = ((corners + 0.5) / 2**level - 0.5).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(source, place.astype(np.float32))
    size = (_CARD[0] + 2 * _MARGIN, _CARD[1] + 2 * _MARGIN)
    seen = cv2.warpPerspective(levels[level], matrix, size, flags=cv2.INTER_LINEAR)
    known = np.full(levels[level].shape[:2], 255, np.uint8)
    there = cv2.warpPerspective(known, matrix, size, flags=cv2.INTER_NEAREST) > 0
    return cv2.GaussianBlur(seen, (0, 0), _SOFT).astype(np.float32), there


def _skin(seen: NDArray[Any]) -> NDArray[Any]:
    """Return where the colours are skin's, in the light that falls on the card's paper."""
    card = seen[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN].reshape(-1, 3)
    light = card.mean(axis=1)
    paper = np.median(card[light >= np.percentile(light, _PAPER)], axis=0) + 1
    blue, green, red = np.moveaxis(np.maximum(seen / paper, _DARKEST), 2, 0)
    warm = _within(red / green, _RED) & _within(green / blue, _GREEN)
    return np.asarray(warm & ((blue + green + red) / 3 < _LIGHTEST))


def _reach(part: NDArray[Any], alike: NDArray[Any]) -> float:
    """Return how far a part reaches into the card, in its heights; 0 where it does not cross in."""
    inside = part & (_depth() >= 0)
    if int(inside.sum()) < _LEAST * _CARD[0] * _CARD[1]:
        return 0.0
    meets = _along_edge(part, _INSIDE)
    crosses = meets & _along_edge(part, -_OUTSIDE) & alike
    if int(crosses.sum()) < max(_CROSSES, _MOSTLY * int(meets.sum())):
        return 0.0
    return float(np.percentile(_depth()[inside], _DEEPEST)) / _CARD[1]


def _alike(seen: NDArray[Any]) -> NDArray[Any]:
    """Return for each point of the card's edge whether the colours on its two sides are alike."""
    inside, outside = (_along_edge(seen, depth) for depth in (_INSIDE, -_OUTSIDE))
    apart = np.abs(np.log(inside + 1) - np.log(outside + 1))
    return np.asarray(apart.max(axis=1) < _ALIKE)


def _along_edge(values: NDArray[Any], depth: int) -> NDArray[Any]:
    """Return what stands at a depth (px) within the four edges of the card, one after the other."""
    near, down, right = _MARGIN + depth, _MARGIN + _CARD[1] - 1 - depth, _MARGIN + _CARD[0] - 1
    across, along = slice(_MARGIN, _MARGIN + _CARD[0]), slice(_MARGIN, _MARGIN + _CARD[1])
    sides = values[near, across], values[down, across], values[along, near]
    return np.concatenate([*sides, values[along, right - depth]])


def _depth() -> NDArray[Any]:
    """Return for each point of the view how far it lies within the card's edge, in px."""
    wide, high = _CARD
    down = np.arange(high + 2 * _MARGIN)[:, None] - _MARGIN
    across = np.arange(wide + 2 * _MARGIN)[None] - _MARGIN
    return np.asarray(
        np.minimum(np.minimum(down, high - 1 - down), np.minimum(across, wide - 1 - across))
    )


def _within(values: NDArray[Any], span: tuple[float, float]) -> NDArray[Any]:
    return np.asarray((values > span[0]) & (values < span[1]))
