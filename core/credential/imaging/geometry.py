"""Plane geometry of a flat card seen by a camera. Corners are 4 × 2, x then y, in px."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture, Points
from core.cv import cv2

CARD_RATIO: Final = 85.6 / 53.98
"""ID-1: width over height."""

CARD_SIZE: Final = (1012, 638)
"""Pixels of an ID-1 card at 300 dpi."""

Homography = NDArray[Any]


def to_card(corners: Points, size: tuple[int, int] = CARD_SIZE) -> Homography:
    """Return the 3 × 3 homography from the picture to the flattened card.

    `size` is (width, height) in px.
    """
    width, height = size
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return cv2.getPerspectiveTransform(corners.astype(np.float32), flat)


def rectify(picture: Picture, corners: Points, size: tuple[int, int] = CARD_SIZE) -> Picture:
    """Return the card alone, flattened: height × width × channels of `picture`.

    `size` is (width, height) in px.
    """
    pyramid = [picture]
    level = level_for(pyramid, corners, size[0])
    return cv2.warpPerspective(
        pyramid[level],
        to_card(corners / 2**level, size),
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )


def level_for(pyramid: list[Picture], corners: Points, wide: int) -> int:
    """Return the pyramid level from which to warp a card to `wide` px of width.

    Pictures are halved as often as needed first, since a warp that skips pixels creates false
    edges. Missing levels are appended to `pyramid`.
    """
    level, longest = 0, max(side_lengths(corners))
    while longest / 2**level > 2 * wide:
        level += 1
        if level == len(pyramid):
            pyramid.append(cv2.pyrDown(pyramid[-1]))
    return level


def apply(matrix: Homography, points: Points) -> Points:
    """Return the points (n × 2) after the homography."""
    moved = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), matrix)
    return moved.reshape(-1, 2)


def side_lengths(corners: Points) -> NDArray[Any]:
    """Return the lengths of the four sides in px: top, right, bottom, left."""
    return np.asarray(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1))


def clockwise(corners: Points) -> Points:
    """Return the corners clockwise (y points down), starting at the one nearest the top left."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(ordered.sum(axis=1).argmin()), axis=0)


def landscape(corners: Points) -> Points:
    """Return the corners rotated in order so that the first side is a long one."""
    top, right, bottom, left = side_lengths(corners)
    return corners if top + bottom >= right + left else np.roll(corners, -1, axis=0)


def begun_at(corners: Points, wanted: Points) -> Points:
    """Return the corners rotated in order so that they lie nearest to the wanted ones."""
    rolls = [np.roll(corners, -quarter, axis=0) for quarter in range(4)]
    return min(rolls, key=lambda one: float(np.linalg.norm(one - wanted)))


def true_ratios(shapes: NDArray[Any], frame: tuple[int, int]) -> NDArray[Any]:
    """Return n aspect ratios (long side over short) of flat shapes, perspective removed.

    `shapes` is n × 4 × 2 px, `frame` (rows, columns). Assumes a focal length of the longer side of
    the frame, right within a third for phones and tablets.
    """
    first, second = _card_axes(shapes, frame)
    ratio = np.linalg.norm(first, axis=1) / np.maximum(np.linalg.norm(second, axis=1), 1e-9)
    return np.asarray(np.maximum(ratio, 1 / np.maximum(ratio, 1e-9)))


def tilt_degrees(corners: Points, frame: tuple[int, int]) -> float:
    """Return the angle between the view and the card's normal: 0 from straight above, to 90."""
    first, second = _card_axes(corners[None], frame)
    normal = np.cross(first[0], second[0])
    length = float(np.linalg.norm(normal))
    return float(np.degrees(np.arccos(min(1.0, abs(normal[2]) / max(length, 1e-9)))))


def _card_axes(shapes: NDArray[Any], frame: tuple[int, int]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the directions of the two sides in space, to one scale (Zhang 2007)."""
    centre = np.array([frame[1] / 2, frame[0] / 2])
    flat = (shapes - centre) / max(frame)
    rays = np.concatenate([flat, np.ones((*flat.shape[:2], 1))], axis=2)
    top_left, top_right, bottom_right, bottom_left = (rays[:, k] for k in range(4))
    turned = np.cross(top_left, bottom_right)
    right = np.cross(top_right, bottom_right)
    left = np.cross(bottom_left, bottom_right)
    k2 = _dot(turned, bottom_left) / _away(_dot(right, bottom_left))
    k3 = _dot(turned, top_right) / _away(_dot(left, top_right))
    return k2 * top_right - top_left, k3 * bottom_left - top_left


def _dot(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    return np.asarray((one * other).sum(axis=1, keepdims=True))


def _away(values: NDArray[Any]) -> NDArray[Any]:
    """Return the values, kept from zero."""
    return np.where(np.abs(values) > 1e-12, values, 1e-12)  # noqa: PLR2004


def overlap(one: Points, other: Points) -> float:
    """Return the intersection over union of two shapes, 0..1; 0 where one crosses itself."""
    first, second = one.astype(np.float32), other.astype(np.float32)
    common = float(cv2.intersectConvexConvex(first, second)[0])
    areas = cv2.contourArea(first), cv2.contourArea(second)
    if common > 1.01 * min(areas):  # what crosses itself has no area to speak of
        return 0.0
    return common / max(sum(areas) - common, 1e-9)
