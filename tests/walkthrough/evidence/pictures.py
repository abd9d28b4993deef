"""Comparing pictures: grey correlation, a card warped from its corners, colour at full size."""

from collections.abc import Sequence
from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Grey = npt.NDArray[np.uint8]
Colour = npt.NDArray[np.uint8]
_LONGEST_SIDE = 2560  # what the tablet keeps of a larger frame
_SAME_DECIBELS = 40.0
_POOR_QUALITY = 80
_COLOURED = 2.0
_SAME_COLOUR = 0.8
_CARD = (86, 54)
_SAME, _NEAR_LEVELS = 0.9, 8.0
_SMALL = (64, 48)
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


def alike(view: Grey, wanted: Grey) -> bool:
    """Tell whether a view shows a picture, whole and centred, whatever is drawn over it."""
    height, width = wanted.shape
    scale = min(view.shape[1] / width, view.shape[0] / height)
    wide, high = max(1, int(width * scale)), max(1, int(height * scale))
    left, top = (view.shape[1] - wide) // 2, (view.shape[0] - high) // 2
    shown = np.ascontiguousarray(view[top : top + high, left : left + wide])
    if correlation(shown, wanted, _SMALL) >= _SAME:
        return True
    one, other = (
        cv2.resize(each, _SMALL, interpolation=cv2.INTER_AREA).astype(float)
        for each in (shown, wanted)
    )
    return bool(np.abs(one - other).mean() <= _NEAR_LEVELS)


def card(picture: Grey, corners: Sequence[Sequence[float]]) -> Grey:
    """Return the card of a picture as 86×54, warped from its corners, clockwise from top left."""
    large = _warped(picture, corners)
    return np.asarray(cv2.resize(large, _CARD, interpolation=cv2.INTER_AREA), np.uint8)


def card_correlation(rectified: Grey, true_card: Grey) -> float:
    """Return the correlation of a rectified card with the true one, both 86×54."""
    return correlation(rectified, true_card, _CARD)


def colour(encoded: bytes) -> Colour:
    """Return an encoded picture in colour, rows × columns × BGR. Raises ValueError for none."""
    found = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        message = "no es una imagen"
        raise ValueError(message)
    return np.asarray(found, np.uint8)


def decibels(one: Colour, other: Colour) -> float:
    """Return the PSNR of two pictures in colour, dB; 0 where they are not of one size."""
    return float(cv2.PSNR(one, other)) if one.shape == other.shape else 0.0


def poorer(kept: bytes, offered: bytes) -> str:
    """Say how a kept picture falls short of the one that the camera gave; empty where it does not.

    Its bytes are the same, or in colour and at full size (the longest side at most 2560 pixels) it
    lies within 40 dB; a picture so noisy that JPEG of quality 80 does not reach that may lie as far
    as that JPEG does.
    """
    if kept == offered:
        return ""
    whole, same = _at_full_size(colour(offered)), colour(kept)
    if same.shape != whole.shape:
        return f"mide {same.shape[1]}×{same.shape[0]} y no {whole.shape[1]}×{whole.shape[0]}"
    apart = decibels(same, whole)
    if apart >= _SAME_DECIBELS:
        return ""
    _, poor = cv2.imencode(".jpg", whole, [cv2.IMWRITE_JPEG_QUALITY, _POOR_QUALITY])
    if apart > decibels(colour(poor.tobytes()), whole):
        return ""
    return f"se aparta de la ofrecida: {apart:.1f} dB"


def coarse(encoded: bytes) -> bool:
    """Tell whether a JPEG was quantised more coarsely than quality 80 does; never so a PNG."""
    tables = getattr(Image.open(BytesIO(encoded)), "quantization", None)
    if not tables:
        return False
    blank = np.zeros((8, 8, 3), np.uint8)
    _, poor = cv2.imencode(".jpg", blank, [cv2.IMWRITE_JPEG_QUALITY, _POOR_QUALITY])
    limit = Image.open(BytesIO(poor.tobytes())).quantization  # type: ignore[attr-defined]
    return bool(np.mean(tables[0]) > np.mean(limit[0]))


def colours_agree(rectified: bytes, offered: bytes, corners: Sequence[Sequence[float]]) -> bool:
    """Tell whether a card laid flat has the colours of the picture it was taken from.

    Both chroma planes at 86×54; a picture that has next to no colour has none to be compared.
    """
    flat, true = _chroma(colour(rectified)), _chroma(_warped(colour(offered), corners))
    for one, other in zip(flat, true, strict=True):
        if other.std() >= _COLOURED and correlation(one, other, _CARD) < _SAME_COLOUR:
            return False
    return True


def _at_full_size(picture: Colour) -> Colour:
    longest = max(picture.shape[:2])
    if longest <= _LONGEST_SIDE:
        return picture
    scale = _LONGEST_SIDE / longest
    size = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _chroma(picture: Colour) -> tuple[Grey, Grey]:
    small = cv2.resize(picture, _CARD, interpolation=cv2.INTER_AREA)
    parts = cv2.cvtColor(small, cv2.COLOR_BGR2YCrCb)
    return np.asarray(parts[:, :, 1], np.uint8), np.asarray(parts[:, :, 2], np.uint8)


def _warped(picture: npt.NDArray[np.uint8], corners: Sequence[Sequence[float]]) -> Colour:
    """Return what lies within four corners, flat, ten times 86×54."""
    width, height = _CARD[0] * _FINER, _CARD[1] * _FINER
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), target)
    return np.asarray(cv2.warpPerspective(picture, matrix, (width, height)), np.uint8)
