"""New shapes combined from the sides of several.

On a ruled table, or one as dark as the card, no single proposal may have all four sides right.
"""

from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.edges import EdgeField, Shapes
from core.credential.imaging.geometry import begun_at
from core.credential.imaging.picture import Points
from core.credential.imaging.refine import Side, meeting

_KEPT: Final = 5
"""Lines kept for each side: all their mixtures are tried."""

_NEAR: Final = 0.15
"""Share of the diagonal within which a side is near that of the anchor."""

_SAME: Final = 3.0
"""Pixels, at both ends together, within which two lines are one."""

_SAMPLES: Final = 24
"""Points along a side at which its edge is looked for."""


def mixtures(anchor: Points, shapes: Shapes, field: EdgeField) -> Shapes:
    """Return n × 4 × 2 shapes (px) combined from sides that lie near those of `anchor`.

    n may be 0. At most five candidates a side are used: those of the first shapes, then the ones
    with the strongest edges.
    """
    rolled = np.array([begun_at(shape, anchor) for shape in shapes], np.float32)
    seen = field.support(rolled, _SAMPLES)
    sides = [_sides(rolled, anchor, place, np.argsort(-seen[:, place])) for place in range(4)]
    corners = {
        (place, one, other): meeting(first, second)
        for place in range(4)
        for one, first in enumerate(sides[place - 1])
        for other, second in enumerate(sides[place])
    }
    chosen = product(*(range(len(each)) for each in sides))
    made = [[corners[k, pick[k - 1], pick[k]] for k in range(4)] for pick in chosen]
    result = np.array(made, np.float32).reshape(-1, 4, 2)
    return np.asarray(result[np.isfinite(result).all(axis=(1, 2))])


def _sides(rolled: Shapes, anchor: Points, place: int, order: NDArray[Any]) -> list[Side]:
    """Return up to five different lines near one side of the anchor."""
    start, end = anchor[place], anchor[(place + 1) % 4]
    reach = _NEAR * float(np.linalg.norm(anchor[0] - anchor[2]))
    kept: list[Side] = []
    away: list[NDArray[Any]] = []
    for index in (*range(min(4, len(rolled))), *order):
        first, last = rolled[index][place], rolled[index][(place + 1) % 4]
        if max(np.linalg.norm(first - start), np.linalg.norm(last - end)) > reach:
            continue
        heading = (last - first) / max(1e-6, float(np.linalg.norm(last - first)))
        normal = np.array([-heading[1], heading[0]])
        apart = np.array([np.dot(start - first, normal), np.dot(end - first, normal)])
        if all(float(np.abs(apart - other).sum()) > _SAME for other in away):
            kept.append((first, heading))
            away.append(apart)
        if len(kept) == _KEPT:
            break
    return kept
