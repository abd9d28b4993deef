"""What a telephone does to a picture: its lens, mosaic, denoise, sharpen, halos, save twice.

A Scene is rows × columns × 3, BGR, float32.
"""

import io
from random import Random
from typing import Final

import numpy as np
from PIL import Image

from core.cv import cv2
from core.muestra.camera import Shot
from core.muestra.habits import Habits
from core.muestra.surfaces import Scene

_TURNED: Final = {3: 2, 6: 1, 8: 3}
"""EXIF orientation to the quarter turns, anticlockwise, by which its pixels are stored."""

_ORIENTATION: Final = 0x0112
_STEPS: Final = 6
"""After which the place of a corner behind a lens is right to a hundredth of a pixel."""


def troubled(shot: Shot, habits: Habits, chance: Random) -> Shot:
    """Return the picture with the moiré, grain and losses that some habits bring."""
    if not (habits.moire or habits.noise or habits.again):
        return shot
    picture = cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    light = picture.astype(np.float32)
    if habits.moire:
        down, across = np.mgrid[0 : light.shape[0], 0 : light.shape[1]].astype(np.float32)
        way, period = chance.uniform(0, np.pi), chance.uniform(4.5, 14)
        wave = (across * np.cos(way) + down * np.sin(way)) / period
        bent = wave + 1.5 * np.sin(across / light.shape[1] * np.pi * chance.uniform(0.5, 2))
        light += habits.moire * np.sin(2 * np.pi * bent)[:, :, None]
    if habits.noise:
        numbers = np.random.default_rng(chance.randrange(2**32))
        light += numbers.normal(0, habits.noise, (*light.shape[:2], 1))
    ready = np.clip(light, 0, 255).astype(np.uint8)
    quality = habits.again or 95
    saved = cv2.imencode(".jpg", ready, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return Shot(bytes(saved), shot.corners)


def processed(jpeg: bytes, corners: list[list[float]], chance: Random) -> Shot:
    """Return the picture as a telephone keeps it; the corners stay where they are seen."""
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if chance.random() < 0.3:  # noqa: PLR2004
        picture, corners = bent_by_lens(picture, corners, chance.uniform(-0.02, 0.02))
    if chance.random() < 0.3:  # noqa: PLR2004
        picture = _fringed(_dimmed(picture, chance.uniform(0.0, 0.35)), chance.uniform(0, 0.0012))
    if chance.random() < 0.5:  # noqa: PLR2004
        picture = _demosaiced(picture)
    if chance.random() < 0.4:  # noqa: PLR2004
        picture = cv2.bilateralFilter(picture, 5, chance.uniform(12, 40), 3)
    if chance.random() < 0.6:  # noqa: PLR2004
        picture = _sharpened(picture, chance.uniform(0.8, 1.8), chance.uniform(0.2, 1.0))
    if chance.random() < 0.3:  # noqa: PLR2004
        picture = _sharpened(picture, max(picture.shape) / 90, chance.uniform(0.1, 0.35))
    return Shot(_saved(picture, chance), corners)


def bent_by_lens(
    picture: Scene, corners: list[list[float]], strength: float
) -> tuple[Scene, list[list[float]]]:
    """Return picture and corners as a lens shows them that bends lines, as a barrel or a pillow."""
    height, width = picture.shape[:2]
    middle, reach = np.array([width, height]) / 2, float(np.hypot(width, height)) / 2
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = (across - middle[0]) / reach, (down - middle[1]) / reach
    grown = 1 + strength * (x * x + y * y)
    left, top = ((one * grown * reach).astype(np.float32) for one in (x, y))
    bent = cv2.remap(
        picture,
        left + np.float32(middle[0]),
        top + np.float32(middle[1]),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    there = (np.array(corners) - middle) / reach
    seen = there.copy()
    for _ in range(_STEPS):
        seen = there / (1 + strength * (seen**2).sum(axis=1, keepdims=True))
    limit = np.array([width, height])
    return np.asarray(bent), np.clip(seen * reach + middle, 0, limit).round(1).tolist()


def _dimmed(picture: Scene, share: float) -> Scene:
    """Return the picture darker by a share in its corners."""
    height, width = picture.shape[:2]
    across, down = np.linspace(-1, 1, width) ** 2, np.linspace(-1, 1, height) ** 2
    fall = 1 - share * (across[None, :] + down[:, None]) / 2
    return np.clip(picture * fall[:, :, None], 0, 255).astype(np.uint8)


def _fringed(picture: Scene, share: float) -> Scene:
    """Return the picture with red a little larger than blue, as simple lenses show them."""
    height, width = picture.shape[:2]
    channels = list(cv2.split(picture))
    for channel, scale in ((0, 1 - share), (2, 1 + share)):
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 0, scale)
        channels[channel] = cv2.warpAffine(
            channels[channel], matrix, (width, height), borderMode=cv2.BORDER_REPLICATE
        )
    return np.asarray(cv2.merge(channels))


def _demosaiced(picture: Scene) -> Scene:
    """Return the picture of a sensor that sees one colour a pixel."""
    mosaic = picture[:, :, 1].copy()
    mosaic[0::2, 0::2] = picture[0::2, 0::2, 2]
    mosaic[1::2, 1::2] = picture[1::2, 1::2, 0]
    return np.asarray(cv2.cvtColor(mosaic, cv2.COLOR_BayerBG2BGR))


def _sharpened(picture: Scene, radius: float, strength: float) -> Scene:
    soft = cv2.GaussianBlur(picture, (0, 0), radius)
    return np.asarray(cv2.addWeighted(picture, 1 + strength, soft, -strength, 0))


def _saved(picture: Scene, chance: Random) -> bytes:
    """Return the bytes of a file: once more as JPEG, as WEBP, or turned with a note in its EXIF."""
    image = Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
    content, kind = io.BytesIO(), chance.random()
    if kind < 0.15:  # noqa: PLR2004
        image.save(content, "WEBP", quality=chance.randint(70, 92))
    elif kind < 0.4:  # noqa: PLR2004
        orientation = chance.choice(tuple(_TURNED))
        stored = Image.fromarray(np.rot90(np.asarray(image), _TURNED[orientation]).copy())
        exif = Image.Exif()
        exif[_ORIENTATION] = orientation
        stored.save(content, "JPEG", quality=chance.randint(78, 95), exif=exif)
    else:
        image.save(content, "JPEG", quality=chance.randint(72, 94))
    return content.getvalue()
