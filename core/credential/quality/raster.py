"""The pixel grid of a display on a flattened card: a fine regular grid that print does not have."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture, grey
from core.cv import cv2

_WINDOW: Final = 256
_PATCHES: Final = (5, 3)
_AXIS: Final = 2 / _WINDOW
_BESIDE: Final = 3 / _WINDOW
_COARSEST: Final = 0.13
"""Cycles a pixel of the flat card: the waves of a card's own ground are wider."""

_FINEST: Final = 0.68
_STEEP: Final = 0.06
_LIMITS: Final = (1.75, 2.5, 0.95)
"""What no credential reaches: text and waves beat downwards, and nothing has a beat across."""


def raster(flat: Picture) -> float:
    """Return the strength of a grid over the whole card (BGR); over 1 it is a display's.

    Grids off the axes and lines along one axis have separate thresholds.
    """
    spectrum = _common_spectrum(grey(flat).astype(np.float32))
    ground = cv2.resize(spectrum, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ground = cv2.resize(cv2.medianBlur(ground, 5), spectrum.shape[::-1])
    above = spectrum - ground
    peaks = [float(np.sort(above[zone])[-2:].mean()) for zone in _zones(spectrum.shape)]
    return max(peak / limit for peak, limit in zip(peaks, _LIMITS, strict=True))


def _common_spectrum(light: NDArray[Any]) -> NDArray[Any]:
    """Return the mean over many places: a grid is everywhere, a code or a line in one of them."""
    window = np.outer(np.hanning(_WINDOW), np.hanning(_WINDOW)).astype(np.float32)
    light = light - light.mean()
    spectra = []
    for y in np.linspace(4, light.shape[0] - _WINDOW - 4, _PATCHES[1]).astype(int):
        for x in np.linspace(8, light.shape[1] - _WINDOW - 8, _PATCHES[0]).astype(int):
            patch = light[y : y + _WINDOW, x : x + _WINDOW] * window
            waves = cv2.dft(patch, flags=cv2.DFT_COMPLEX_OUTPUT)[:, : _WINDOW // 2 + 1]
            spectra.append(np.log(cv2.magnitude(waves[..., 0], waves[..., 1]) + 1))
    return np.asarray(np.mean(spectra, axis=0))


def _zones(shape: tuple[int, ...]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return the points of a half spectrum off its axes, near the one down, on the one across."""
    down = np.abs(np.fft.fftfreq(shape[0]))[:, None]
    across = (np.arange(shape[1]) / _WINDOW)[None]
    radius = np.hypot(down, across)
    fine = (radius > _COARSEST) & (radius < _FINEST) & (across < 0.5 - _AXIS)
    fine &= down < 0.5 - _AXIS
    lying = down <= _AXIS
    return (
        fine & ~lying & (down > _BESIDE) & (across > _STEEP),
        fine & ~lying & (across <= _STEEP),
        fine & lying,
    )
