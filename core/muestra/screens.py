"""A credential on a display as a camera sees it: the display's dots and the camera's own beat.

The raster is drawn at the size at which the camera sees the display, so that fine ones alias by
themselves: a moiré that nobody drew.
"""

from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.camera import Corners
from core.muestra.surfaces import Scene

_HALF: Final = 0.5
_UNIT: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
_FORMS: Final = ((1.02, 1.02), (1.05, 1.9), (1.08, 1.08), (1.35, 1.25), (1.8, 1.7), (4.0, 4.0))
"""How much wider and higher the lit glass is than the card: a telephone's, a monitor's."""


def on_screen(scene: Scene, card: Scene, corners: Corners, chance: Random) -> None:
    """Draw a display into `scene` that shows the card at `corners` (4 × 2 px)."""
    wide, high = chance.choice(_FORMS)
    glass = _grown(corners, wide, high)
    rim = chance.uniform(1.02, 1.1)
    body = np.ones(3) * chance.choice((10.0, 25.0, 60.0, 190.0, 235.0))
    scene *= chance.uniform(0.35, 1.0)
    cv2.fillConvexPoly(scene, _grown(corners, wide * rim, high * rim).astype(np.int32),
                       tuple(body.tolist()), cv2.LINE_AA)  # fmt: skip
    page = np.empty_like(scene)
    page[:] = chance.choice((4.0, 20.0, 70.0, 240.0, 252.0))
    size = scene.shape[1], scene.shape[0]
    whole = (_UNIT * card.shape[1::-1]).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(whole, corners.astype(np.float32))
    factor = max(1, int(card.shape[1] / max(np.linalg.norm(corners[1] - corners[0]), 1)))
    soft = cv2.GaussianBlur(card, (0, 0), 0.5 * factor) if factor > 1 else card
    cv2.warpPerspective(soft, matrix, size, dst=page, flags=cv2.INTER_AREA,
                        borderMode=cv2.BORDER_TRANSPARENT)  # fmt: skip
    tint = np.array([chance.uniform(0.97, 1.18), 1.0, chance.uniform(0.85, 1.05)], np.float32)
    lit = (page * chance.uniform(0.75, 1.2) + chance.uniform(0, 20)) * tint
    lit *= _dots(scene.shape[:2], corners, chance)
    cover = np.zeros(scene.shape[:2], np.float32)
    cv2.fillConvexPoly(cover, glass.astype(np.int32), (1.0,), cv2.LINE_AA)
    scene *= 1 - cover[:, :, None]
    scene += np.clip(lit, 0, 255) * cover[:, :, None]


def _grown(corners: Corners, wide: float, high: float) -> Corners:
    middle = corners.mean(axis=0)
    across = (corners[1] - corners[0] + corners[2] - corners[3]) / 4
    down = (corners[3] - corners[0] + corners[2] - corners[1]) / 4
    signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    return np.asarray(middle + signs[:, :1] * wide * across + signs[:, 1:] * high * down)


def _dots(shape: tuple[int, int], corners: Corners, chance: Random) -> Scene:
    """Return the display's dots in red, green and blue, sampled once a pixel of the camera."""
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), _UNIT * np.float32(1000))
    depth = matrix[2, 0] * across + matrix[2, 1] * down + matrix[2, 2]
    x = (matrix[0, 0] * across + matrix[0, 1] * down + matrix[0, 2]) / depth
    y = (matrix[1, 0] * across + matrix[1, 1] * down + matrix[1, 2]) / depth
    count = chance.uniform(280, 1500)  # dots of the display over the card's width
    deep = chance.uniform(0.05, 0.35) * (0.4 if count > 900 else 1.0)  # noqa: PLR2004
    x, y = x * (count / 1000 * 6.28), y * (count / 1000 * 6.28 / 1.586)
    phases = np.arange(3, dtype=np.float32) * chance.choice((0.0, 2.09))
    bars = 0.5 + 0.5 * np.cos(x[:, :, None] + phases)
    rows = (0.5 + 0.5 * np.cos(y))[:, :, None]
    return np.asarray(1 - deep * (1 - bars * rows) * chance.uniform(0.7, 1.2), np.float32)
