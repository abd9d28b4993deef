"""Moving the sides of a found shape onto the very edge of the card."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.edges import EdgeField
from core.credential.picture import Points
from core.cv import cv2

_SAMPLES: Final = 80
_INSET: Final = 0.08


def refined(field: EdgeField, corners: Points, reach: int) -> Points:
    """Return the corners after each side was fitted to the strongest step within `reach` px."""
    lines = [
        _fitted(field, start, end, reach)
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    ]
    moved = [_meet(lines[index - 1], lines[index]) for index in range(4)]
    result = np.array(moved, np.float32)
    shift = np.linalg.norm(result - corners, axis=1).max()
    return result if np.isfinite(shift) and shift < 6 * reach else corners


def _fitted(
    field: EdgeField, start: Points, end: Points, reach: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return a point and a direction: the line of the card's edge near this side."""
    along = end - start
    length = max(1e-6, float(np.linalg.norm(along)))
    direction = along / length
    normal = np.array([-direction[1], direction[0]])
    places = start + np.linspace(_INSET, 1 - _INSET, _SAMPLES)[:, None] * along
    offsets = np.arange(-reach, reach + 1)
    grid = places[None] + offsets[:, None, None] * normal
    steps = field.step_along(grid, normal)
    steps = steps * np.exp(-((offsets / (0.8 * reach)) ** 2))[:, None]
    best = steps.argmax(axis=0)
    strong = steps.max(axis=0) > field.noise
    if strong.sum() < _SAMPLES // 4:
        return start, direction
    hits = (places + offsets[best][:, None] * normal)[strong].astype(np.float32)
    fit = cv2.fitLine(hits, cv2.DIST_WELSCH, 0, 0.01, 0.01).ravel()
    heading = fit[:2] * np.sign(np.dot(fit[:2], direction) or 1.0)
    if float(np.dot(heading, direction)) < 0.985:  # noqa: PLR2004  ten degrees off: not this side
        return start, direction
    return fit[2:], heading


def _meet(one: tuple[NDArray[Any], NDArray[Any]], other: tuple[NDArray[Any], NDArray[Any]]) -> Any:  # noqa: ANN401
    """Return where two sides meet, not a number where they do not."""
    matrix = np.column_stack([one[1], -other[1]])
    if abs(float(np.linalg.det(matrix))) < 1e-3:  # noqa: PLR2004
        return np.array([np.nan, np.nan])
    steps = np.linalg.solve(matrix, other[0] - one[0])
    return one[0] + steps[0] * one[1]
