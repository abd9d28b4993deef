"""The light of a display: its own, with a tint, waves, a lifted black, reflections, a glow."""

from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.surfaces import Scene

_WAVED: Final = 0.5
_MESHED: Final = 0.35
_REFLECTS: Final = 0.35
_GLOWS: Final = 0.5


def lit(body: Scene, shown: Scene, inside: Scene, chance: Random) -> Scene:
    """Return a body whose display, where `inside` is 1, shines by itself."""
    around = chance.choice((1.0, chance.uniform(0.25, 1.0)))
    gain = chance.choice((chance.uniform(0.55, 0.9), chance.uniform(0.9, 1.25)))
    tint = np.array([chance.uniform(0.95, 1.2), 1.0, chance.uniform(0.82, 1.06)], np.float32)
    seen = shown * gain * tint + chance.uniform(0, 24)
    if chance.random() < _WAVED:
        seen *= _waves(inside.shape, chance)
    if chance.random() < _MESHED:
        seen *= _mesh(inside.shape, chance)
    if chance.random() < _REFLECTS:
        seen += _reflection(inside.shape, chance)
    cover = inside[:, :, None]
    ready = body * around * (1 - cover) + seen * cover
    if chance.random() < _GLOWS:
        ready += _soft(seen * cover, chance.uniform(8, 40)) * chance.uniform(0.02, 0.12)
    return np.asarray(np.clip(ready, 0, 255), np.float32)


def _waves(shape: tuple[int, ...], chance: Random) -> Scene:
    """Return the beat of two rasters: waves of any width, bent, often coloured."""
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    field = np.ones((*shape[:2], 3), np.float32)
    for _ in range(chance.randint(1, 3)):
        length, way = float(np.exp(chance.uniform(np.log(4), np.log(120)))), chance.uniform(0, 3.14)
        bend = chance.uniform(0, 4) * np.sin(down / chance.uniform(150, 900) * 6.28)
        bend += chance.uniform(0, 4) * np.sin(across / chance.uniform(150, 900) * 6.28)
        phase = (across * np.cos(way) + down * np.sin(way)) / length * 6.28 + bend
        deep, coloured = chance.uniform(0.01, 0.08), chance.choice((0.0, 1.0, 2.1))
        for channel in range(3):
            field[:, :, channel] += deep * np.sin(phase + channel * coloured)
    return field


def _mesh(shape: tuple[int, ...], chance: Random) -> Scene:
    """Return the lines between pixels, so fine that a camera's own pixels beat with them."""
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    pitch, deep = chance.uniform(1.05, 3.2), chance.uniform(0.08, 0.3)
    lines = np.cos(across / pitch * 6.28) + np.cos(down / pitch * 6.28)
    return np.asarray(1 - deep * (0.5 + 0.25 * lines), np.float32)[:, :, None]


def _reflection(shape: tuple[int, ...], chance: Random) -> Scene:
    """Return a window or a lamp that the glass mirrors, over card and page alike."""
    light = np.zeros(shape[:2], np.float32)
    spot = (chance.uniform(200, shape[1] - 200), chance.uniform(200, shape[0] - 200))
    size = (chance.uniform(60, 500), chance.uniform(30, 300))
    box = cv2.boxPoints((spot, size, chance.uniform(0, 180)))
    cv2.fillConvexPoly(light, box.astype(np.int32), (1.0,), cv2.LINE_AA)
    soft = _soft(light, chance.choice((4.0, 15.0, 60.0)))
    return np.asarray(soft * chance.uniform(10, 60), np.float32)[:, :, None]


def _soft(light: Scene, wide: float) -> Scene:
    """Return light spread over many pixels, fast."""
    small = cv2.resize(light, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    spread = cv2.GaussianBlur(small, (0, 0), wide / 4)
    return np.asarray(cv2.resize(spread, light.shape[1::-1], interpolation=cv2.INTER_LINEAR))
