"""What a telephone does to a picture after its lens: mosaic, denoise, sharpen, halos, save twice.

A Scene is rows × columns × 3, BGR, float32.
"""

import io
from random import Random
from typing import Final

import numpy as np
from PIL import Image

from core.cv import cv2
from core.muestra.camera import Shot
from core.muestra.surfaces import Scene

_TURNED: Final = {3: 2, 6: 1, 8: 3}
"""EXIF orientation to the quarter turns, anticlockwise, by which its pixels are stored."""

_ORIENTATION: Final = 0x0112


def processed(jpeg: bytes, corners: list[list[float]], chance: Random) -> Shot:
    """Return the picture as a telephone keeps it; the corners stay where they are seen."""
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if chance.random() < 0.5:  # noqa: PLR2004
        picture = _demosaiced(picture)
    if chance.random() < 0.4:  # noqa: PLR2004
        picture = cv2.bilateralFilter(picture, 5, chance.uniform(12, 40), 3)
    if chance.random() < 0.6:  # noqa: PLR2004
        picture = _sharpened(picture, chance.uniform(0.8, 1.8), chance.uniform(0.2, 1.0))
    if chance.random() < 0.3:  # noqa: PLR2004
        picture = _sharpened(picture, max(picture.shape) / 90, chance.uniform(0.1, 0.35))
    return Shot(_saved(picture, chance), corners)


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
