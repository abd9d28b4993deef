"""What can be measured on a card laid flat: colour, raster, sharpness, light."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.picture import Picture, grey
from core.cv import cv2

_SMALL: Final = (253, 160)
_WINDOW: Final = 256
_PATCHES: Final = (5, 3)
_FINE: Final = (0.1, 0.68)
"""Cycles a pixel of the flat card, across both axes: regular as no print of a credential is."""

_EDGE: Final = 0.5 - 2 / _WINDOW


def colourfulness(flat: Picture) -> tuple[float, float]:
    """Return how far colours spread about their own middle: the boldest 2 %, and three quarters.

    In percent of the brightness; a copy without colour in tinted light keeps near 0.
    """
    small = cv2.resize(flat, _SMALL, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    colours = lab[:, :, 1:].reshape(-1, 2)
    away = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    light = max(40.0, float(lab[:, :, 0].mean()))
    bold, usual = np.percentile(away, (98, 75)) / light * 100
    return float(bold), float(usual)


def raster(flat: Picture) -> float:
    """Return how strongly a fine regular grid lies over the whole card; under 1.6 is none."""
    light = grey(flat).astype(np.float32)
    window = np.outer(np.hanning(_WINDOW), np.hanning(_WINDOW)).astype(np.float32)
    spectra = []
    for y in np.linspace(4, light.shape[0] - _WINDOW - 4, _PATCHES[1]).astype(int):
        for x in np.linspace(8, light.shape[1] - _WINDOW - 8, _PATCHES[0]).astype(int):
            patch = light[y : y + _WINDOW, x : x + _WINDOW]
            patch = (patch - cv2.GaussianBlur(patch, (0, 0), 5)) * window
            waves = cv2.dft(patch, flags=cv2.DFT_COMPLEX_OUTPUT)[:, : _WINDOW // 2 + 1]
            spectra.append(np.log(cv2.magnitude(waves[..., 0], waves[..., 1]) + 1))
    common = np.mean(spectra, axis=0)  # a grid is everywhere, a code in one place
    ground = cv2.resize(common, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ground = cv2.resize(cv2.medianBlur(ground, 5), common.shape[::-1])
    return float(np.sort((common - ground)[_band(common.shape)])[-2:].mean())


def _band(shape: tuple[int, ...]) -> NDArray[Any]:
    """Return which points of a half spectrum are fine enough and not on its axes."""
    down = np.fft.fftfreq(shape[0])[:, None]
    across = (np.arange(shape[1]) / _WINDOW)[None]
    radius = np.hypot(down, across)
    off_axis = (np.abs(down) > 3 / _WINDOW) & (across > 3 / _WINDOW) & (across < _EDGE)
    return np.asarray((radius > _FINE[0]) & (radius < _FINE[1]) & off_axis)


def crispness(flat: Picture) -> float:
    """Return how steep the steepest edges are, in shares of the contrast; under 0.1 is blurred."""
    light = grey(flat)
    change = cv2.Laplacian(cv2.GaussianBlur(light, (0, 0), 1.0), cv2.CV_32F)
    low, high = np.percentile(light, (2, 95))
    return float(np.percentile(np.abs(change), 99) / max(30.0, float(high - low)))


def brightness(flat: Picture) -> float:
    """Return 0..255, the brightness that three quarters of the card do not reach."""
    return float(np.percentile(grey(flat), 75))


def glare_mask(flat: Picture) -> NDArray[Any]:
    """Return where a reflection burns the picture out, though the card around it is not."""
    light = cv2.GaussianBlur(grey(flat), (0, 0), 3)
    if float(np.percentile(light, 80)) > 222:  # noqa: PLR2004  white paper in bright light
        return np.zeros(light.shape, np.uint8)
    return np.asarray((light > 250).astype(np.uint8))  # noqa: PLR2004
