"""Shapes that may be a card: from contours, from what differs from the border, from long lines."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.edges import EdgeField
from core.credential.imaging.geometry import clockwise
from core.credential.imaging.long_lines import LongLine, crossing, long_lines
from core.credential.imaging.picture import Picture, Points, grey
from core.cv import cv2

_LEAST_AREA: Final = 0.05
_LINES: Final = 7
"""Share of the picture that a card covers at least, and lines each way that are paired."""

_SMOOTHER: Final = (0.02, 0.035, 0.05, 0.08)
"""Shares of a piece's outline by which it may be smoothed to have four corners; least first."""

_SEED: Final = 1
"""Of the colours sought along the border: any will do, if it is the same each time."""


def proposals(small: Picture, field: EdgeField) -> Iterator[Points]:
    """Yield candidate shapes: 4 × 2, clockwise, px of `small` (BGR).

    `field` is the EdgeField of `small`.
    """
    for mask in _masks(small, field):
        yield from _quads_of_mask(mask)
    yield from _quads_of_lines(small)


def _masks(small: Picture, field: EdgeField) -> Iterator[NDArray[Any]]:
    """Yield pictures of black and white in which a card may be one white piece."""
    difference = _unlike_border(field.lab)
    for image in (difference, grey(small)):
        edges = cv2.Canny(image, 20, 60)
        for size in (3, 7):
            yield cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    level, mask = cv2.threshold(difference, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    yield cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    yield ((difference > level * 0.6) * 255).astype(
        np.uint8
    )  # less unlike the border than Otsu asks
    bright, mask = cv2.threshold(grey(small), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    yield cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    yield ((grey(small) > bright * 1.25) * 255).astype(np.uint8)  # a white card on a pale table


def _unlike_border(lab: NDArray[Any]) -> NDArray[Any]:
    """Return 0..255, how far each point's colour is from the colours along the border."""
    rows, columns = lab.shape[:2]
    edge = max(2, min(rows, columns) // 40)
    border = np.concatenate(
        [
            lab[:edge].reshape(-1, 3),
            lab[-edge:].reshape(-1, 3),
            lab[:, :edge].reshape(-1, 3),
            lab[:, -edge:].reshape(-1, 3),
        ]
    )[::7].astype(np.float32)
    criteria = (cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    cv2.setRNGSeed(_SEED)  # its first guesses are by chance: a picture is to be read the same twice
    _, _, centres = cv2.kmeans(border, 3, None, criteria, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    weights = np.array([0.7, 1.3, 1.3], np.float32)  # light varies over a table, colour less
    nearest = np.full((rows, columns), np.inf, np.float32)
    for centre in centres:
        distance = ((lab - centre) * weights) ** 2
        nearest = np.minimum(nearest, distance.sum(axis=2))
    return np.clip(np.sqrt(nearest) * 2.5, 0, 255).astype(np.uint8)  # 40 of Lab are wholly unlike


def _quads_of_mask(mask: NDArray[Any]) -> Iterator[Points]:
    """Yield the large pieces of a mask as shapes of four corners."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    least = _LEAST_AREA * mask.size
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:4]:
        hull = cv2.convexHull(contour)
        if cv2.contourArea(hull) < least:
            continue
        yield clockwise(cv2.boxPoints(cv2.minAreaRect(hull)))
        around = cv2.arcLength(hull, closed=True)
        for share in _SMOOTHER:
            corners = cv2.approxPolyDP(hull, share * around, closed=True)
            if len(corners) == 4:  # noqa: PLR2004
                yield clockwise(corners.reshape(4, 2).astype(np.float32))
                break


def _quads_of_lines(small: Picture) -> Iterator[Points]:
    """Yield the shapes between two lines one way and two the other."""
    lines = long_lines(small)
    for turn in (0.0, 45.0):  # upright, and diagonal
        flat = [line for line in lines if _leans(line, turn)][:_LINES]
        steep = [line for line in lines if not _leans(line, turn)][:_LINES]
        crossings = {(id(one), id(two)): crossing(one, two) for one in flat for two in steep}
        for one, other in combinations(flat, 2):
            for left, right in combinations(steep, 2):
                shape = _between(crossings, (one, other), (left, right))
                if shape is not None and _inside(shape, small.shape[:2]):
                    yield clockwise(shape)


def _between(
    crossings: dict[tuple[int, int], tuple[float, float] | None],
    flat: tuple[LongLine, LongLine],
    steep: tuple[LongLine, LongLine],
) -> Points | None:
    """Return the shape that two lines one way and two the other enclose."""
    (one, other), (left, right) = flat, steep
    pairs = ((one, left), (one, right), (other, right), (other, left))
    corners = [crossings[id(first), id(second)] for first, second in pairs]
    if any(corner is None for corner in corners):
        return None
    return np.array(corners, np.float32)


def _leans(line: LongLine, turn: float) -> bool:
    """Tell whether a line lies within 45° of the direction `turn`."""
    return abs((line.angle - turn + 90) % 180 - 90) < 45  # noqa: PLR2004


def _inside(shape: Points, size: tuple[int, ...]) -> bool:
    """Tell whether all corners lie in the picture, or a little outside."""
    slack = 0.04 * max(size)  # of the picture a corner may lie beyond
    low = shape.min() > -slack
    return bool(low and shape[:, 0].max() < size[1] + slack and shape[:, 1].max() < size[0] + slack)
