"""Comparing pictures: grey correlation, and a card warped from its true corners."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
_CARD = (86, 54)
_FINER = 10  # a warp straight to so few pixels would pick some and skip the rest


def grey(encoded: bytes) -> Grey:
    """Return an encoded picture in grey. Raises ValueError where it is none."""
    found = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_GRAYSCALE)
    if found is None:
        message = "no es una imagen"
        raise ValueError(message)
    return np.asarray(found, np.uint8)


def correlation(one: Grey, other: Grey, size: tuple[int, int] = (320, 240)) -> float:
    """Return the correlation of two pictures brought to the same size, -1 to 1."""
    first, second = (
        cv2.resize(each, size, interpolation=cv2.INTER_AREA).astype(np.float64).ravel()
        for each in (one, other)
    )
    if not first.std() or not second.std():
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def card(picture: Grey, corners: Sequence[Sequence[float]]) -> Grey:
    """Return the card of a picture as 86×54, warped from its corners, clockwise from top left."""
    width, height = _CARD[0] * _FINER, _CARD[1] * _FINER
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    source = np.array(corners, np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    large = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(large, _CARD, interpolation=cv2.INTER_AREA), np.uint8)


def card_correlation(rectified: Grey, true_card: Grey) -> float:
    """Return the correlation of a rectified card with the true one, both 86×54."""
    return correlation(rectified, true_card, _CARD)
