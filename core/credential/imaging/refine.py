"""Local refinement: moves the sides of a found shape onto the nearest strong edge."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture, Points
from core.cv import cv2

_SAMPLES: Final = 96
_INSET: Final = 0.07
"""Points along a side, and the share left out at each end, where the card's corner is round."""

_SAME_SIDE: Final = 0.985
"""Cosine of ten degrees: a line that leans more is another one."""

_LEAST_STEP: Final = 3.0
_OF_THE_REST: Final = 0.25
"""A step in colour that counts, in grey levels, and as a share of the side's middle one."""

_NEARER: Final = 0.9
"""Width, in reaches, of the bell by which a nearer edge is preferred."""

_FITTED: Final = 0.01
"""Pixels and radians to which a line is fitted."""

Side = tuple[NDArray[Any], NDArray[Any]]
"""A point and a unit direction."""


def refined(picture: Picture, corners: Points, reach: int) -> Points:
    """Return the corners after each side was fitted to the strongest step within `reach` px.

    4 × 2 px. The corners come back unchanged where a fit fails or moves one by 4 × `reach` or more.
    """
    sides = [
        _fitted(picture, start, end, reach)
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    ]
    result = np.array([meeting(sides[index - 1], sides[index]) for index in range(4)], np.float32)
    if not np.isfinite(result).all():
        return corners
    shift = float(np.linalg.norm(result - corners, axis=1).max())
    return result if shift < 4 * reach else corners


def _fitted(picture: Picture, start: Points, end: Points, reach: int) -> Side:
    """Return the line of the card's edge near this side, the side itself where none is seen."""
    along = end - start
    direction = along / max(1e-6, float(np.linalg.norm(along)))
    normal = np.array([-direction[1], direction[0]])
    places = start + np.linspace(_INSET, 1 - _INSET, _SAMPLES)[:, None] * along
    offsets = np.arange(-reach - 2, reach + 3)
    steps = _steps(picture, places[None] + offsets[:, None, None] * normal)
    offsets = offsets[2:-2]
    steps = steps * np.exp(-((offsets / (_NEARER * reach)) ** 2))[:, None]
    best = steps.argmax(axis=0)
    usual = float(np.median(steps.max(axis=0)))
    strong = steps.max(axis=0) > max(_LEAST_STEP, _OF_THE_REST * usual)
    if strong.sum() < _SAMPLES // 4:
        return start, direction
    moved = _parabola(steps, best) + offsets[best]
    hits = (places + moved[:, None] * normal)[strong].astype(np.float32)
    fit = cv2.fitLine(hits, cv2.DIST_WELSCH, 0, _FITTED, _FITTED).ravel()
    heading = fit[:2] * (np.sign(np.dot(fit[:2], direction)) or 1.0)
    if float(np.dot(heading, direction)) < _SAME_SIDE:
        return start, direction
    return fit[2:], heading


def _steps(picture: Picture, grid: NDArray[Any]) -> NDArray[Any]:
    """Return how strongly the colour changes across each row of the grid, two rows cut off."""
    spots = grid.astype(np.float32)
    picked = cv2.remap(
        picture, spots[..., 0], spots[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    seen = cv2.blur(picked.astype(np.float32), (5, 1))  # along: one speck of dust is no edge
    change = np.abs(seen[3:-1] + seen[4:] - seen[:-4] - seen[1:-3])
    return np.asarray(change.max(axis=2) + 0.5 * change.sum(axis=2))


def _parabola(steps: NDArray[Any], best: NDArray[Any]) -> NDArray[Any]:
    """Return how far the true peak lies from the strongest row, within half a row."""
    columns = np.arange(steps.shape[1])
    low = steps[np.maximum(best - 1, 0), columns]
    high = steps[np.minimum(best + 1, len(steps) - 1), columns]
    peak = steps[best, columns]
    bend = np.maximum(2 * peak - low - high, 1e-6)
    return np.asarray(np.clip(0.5 * (high - low) / bend, -0.5, 0.5))


def meeting(one: Side, other: Side) -> NDArray[Any]:
    """Return where two lines meet (x, y), NaN where they are parallel."""
    matrix = np.column_stack([one[1], -other[1]])
    if abs(float(np.linalg.det(matrix))) < 1e-3:  # noqa: PLR2004
        return np.array([np.nan, np.nan])
    steps = np.linalg.solve(matrix, other[0] - one[0])
    return np.asarray(one[0] + steps[0] * one[1])
