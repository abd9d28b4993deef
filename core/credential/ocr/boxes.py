"""From the text detector's heat map to boxes of lines (the post-processing of DBNet)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Points
from core.credential.ocr.engine import TextBox
from core.cv import cv2

_THRESHOLD = 0.25
_LEAST_SCORE = 0.4
"""Heat of a point of a line, and mean heat of a whole one: PP-OCR has 0.3 and 0.6, for print that
is not worn."""

_LEAST_SIDE = 3
"""Pixels of the map that a line is high at least, as in PP-OCR."""

_UNCLIP = 1.5
"""How much a box is grown: the detector learned to mark the middle of a line. As in PP-OCR."""

_MAX_BOXES = 200
"""Boxes of a side at most, largest first: a card has sixty, a patterned ground thousands."""


def boxes_of_heatmap(heat: NDArray[Any], scale: tuple[float, float]) -> list[TextBox]:
    """Return at most 200 boxes of lines, in px of the picture.

    `heat`: rows × columns, 0..1. `scale`: (x, y) size of the picture over that of the map.
    """
    mask = (heat > _THRESHOLD).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found: list[TextBox] = []
    largest = sorted(contours, key=lambda one: -cv2.contourArea(one))  # a ground can have specks
    for contour in largest[:_MAX_BOXES]:
        (x, y), (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < _LEAST_SIDE:
            continue
        score = _mean_heat(heat, contour)
        if score < _LEAST_SCORE:
            continue
        grow = width * height * _UNCLIP / (2 * (width + height)) * 2
        points = cv2.boxPoints(((x, y), (width + grow, height + grow), angle))
        found.append(TextBox(upright(points * np.array(scale, np.float32)), score))
    return found


def _mean_heat(heat: NDArray[Any], contour: NDArray[Any]) -> float:
    """Return the mean of the heat inside the contour."""
    x, y, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [contour], -1, (1,), -1, offset=(-x, -y))
    return float(cv2.mean(heat[y : y + height, x : x + width], inside)[0])


def upright(points: Points) -> Points:
    """Return the four points clockwise, the first two along the side that reads left to right."""
    centre = points.mean(axis=0)
    turn = np.argsort(np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0]))
    ordered = points[turn]  # from the top left on, clockwise as y points down
    return ordered.astype(np.float32)
