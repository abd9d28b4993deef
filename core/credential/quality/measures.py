"""Measurements on a flattened card (BGR, CARD_SIZE): colour, sharpness, light."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture, grey
from core.cv import cv2

_SMALL: Final = (96, 60)
_RIM: Final = 10
_DARKEST: Final = np.zeros(3)
_BRIGHTEST: Final = np.full(3, 249.0)
"""What is brighter is burnt out, all white: a sensor tells no colour of it."""

_PART: Final = 0.25
_SEEN: Final = 0.1
"""Shares of a small square, and of the squares, that must not be burnt out."""

_STEADY: Final = 1e-6 * np.eye(9)
_UNKNOWN: Final = 100.0
"""Colour that is told where none can be measured: no copy for certain."""


def own_colour(flat: Picture, most: float) -> float:
    """Return how far colours deviate from a single ink under uneven light, in percent.

    The `most`-th percentile (0..100) over the card; photocopies mostly stay under 1. 100 where too
    much is overexposed to tell.
    """
    tones, lit = _tones(flat[_RIM:-_RIM, _RIM:-_RIM])
    if float(lit.mean()) < _SEEN:
        return _UNKNOWN
    light = tones.mean(axis=2).ravel()
    colours = (tones[:, :, ::2] - tones[:, :, 1:2]).reshape(-1, 2)
    away = _away(colours, _places(light), lit)
    bright = np.percentile(light[lit], 75)
    away *= np.clip(np.exp(light - bright), 0, 1)  # noise is loud in the dark
    return float(np.percentile(away[lit], most)) * 100


def _tones(inner: Picture) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the logarithm of each small square, and whether enough of it is not burnt out.

    Only what is not burnt out is averaged: a burnt pixel has lost the colour of its light.
    """
    seen = np.asarray(cv2.inRange(inner, _DARKEST, _BRIGHTEST))
    kept = cv2.bitwise_and(inner, inner, mask=seen).astype(np.float32)
    share = cv2.resize(seen.astype(np.float32), _SMALL, interpolation=cv2.INTER_AREA) / 255
    part = cv2.resize(kept, _SMALL, interpolation=cv2.INTER_AREA)
    return np.log(part / np.maximum(share, 1e-3)[:, :, None] + 4), (share > _PART).ravel()


def _places(light: NDArray[Any]) -> NDArray[Any]:
    """Return what colour may depend on where there is but one ink: place and darkness."""
    y, x = np.mgrid[-1 : 1 : _SMALL[1] * 1j, -1 : 1 : _SMALL[0] * 1j]
    x, y, dark = x.ravel(), y.ravel(), light - light.mean()
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y, dark, dark**2, dark**3], 1)


def _away(colours: NDArray[Any], places: NDArray[Any], lit: NDArray[Any]) -> NDArray[Any]:
    """Return each point's distance from the fit that most points agree with."""
    weights = lit.astype(np.float64)
    away = np.zeros(len(colours))
    for _ in range(3):
        known = places.T * weights**2
        fit = np.linalg.solve(known @ places + _STEADY, known @ colours)
        away = np.linalg.norm(colours - places @ fit, axis=1)
        usual = float(np.median(away[lit])) + 1e-3
        weights = lit / (1 + (away / (2 * usual)) ** 2)
    return away


def crispness(flat: Picture) -> float:
    """Return the steepness of the steepest edges over the contrast; under 0.1 is blurred."""
    light = grey(flat)
    change = cv2.Laplacian(cv2.GaussianBlur(light, (0, 0), 1.0), cv2.CV_32F)
    low, high = np.percentile(light, (2, 95))
    return float(
        np.percentile(np.abs(change), 99) / max(30.0, float(high - low))
    )  # grey levels: a blank card has no edges


def brightness(flat: Picture) -> float:
    """Return the 75th percentile of luminance, 0..255."""
    return float(np.percentile(grey(flat), 75))


def soft_light(flat: Picture) -> NDArray[Any]:
    """Return rows × columns, uint8: the light of each point and what is round it."""
    return np.asarray(cv2.GaussianBlur(grey(flat), (0, 0), 3))


def burnt_level(light: NDArray[Any]) -> float:
    """Return the grey level over which light is burnt out: a reflection, or white paper.

    A telephone may have drawn the brightest light down to a pale grey.
    """
    return float(np.clip(np.percentile(light, _BRIGHTEST_SHARE) - _EVEN, _GREY, _BURNT))


def glare_mask(light: NDArray[Any]) -> NDArray[Any]:
    """Return a mask of soft light, 1 where it is overexposed whatever the picture's brightest."""
    return np.asarray((light > _BURNT).astype(np.uint8))


def solid(mask: NDArray[Any]) -> NDArray[Any]:
    """Return a mask (0 or 1) without what is narrower than a line of print: gaps, rims, strokes."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_LINE, _LINE), np.uint8)))


def is_bright(flat: Picture) -> bool:
    """Tell whether it is white paper in bright light."""
    return float((grey(flat) > _WHITE).mean()) > _MUCH


_WHITE: Final = 222
_MUCH: Final = 0.2
"""Grey level of white paper, and share of a card that is as bright where light is strong."""

_BURNT: Final = 250
"""Grey level from which on nothing that is printed can be seen. Derived: a sensor ends at 255."""

_LINE: Final = 25
"""Height, in px, of a line of print of a card."""

_BRIGHTEST_SHARE: Final = 99.8
_EVEN: Final = 6.0
_GREY: Final = 225.0
"""Percentile of the brightest light, how many levels it is even within, and its least level."""
