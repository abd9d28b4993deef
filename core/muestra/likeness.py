"""Drawn heads of several kinds: hair, beards, glasses, grounds and poses on the same plain face."""

from random import Random
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from core.muestra.canvas import Colour
from core.muestra.portrait import portrait

_SIZE: Final = (400, 500)
_HAIRS: Final = ((28, 22, 20), (70, 48, 34), (128, 104, 78), (168, 166, 164), (96, 40, 28))


def likeness(chance: Random, size: tuple[int, int]) -> Image.Image:
    """Return a head and shoulders of `size` (width, height) px, of a kind drawn by chance."""
    image = portrait(chance, _SIZE)
    hair = chance.choice(_HAIRS)
    pen = ImageDraw.Draw(image)
    if chance.random() < 0.4:  # noqa: PLR2004
        _long_hair(pen, hair, chance)
    if chance.random() < 0.25:  # noqa: PLR2004
        _beard(pen, hair, chance)
    if chance.random() < 0.25:  # noqa: PLR2004
        _glasses(pen, chance)
    turned = image.rotate(chance.uniform(-4, 4), Image.Resampling.BICUBIC, fillcolor=_corner(image))
    lit = _lit(turned, chance)
    return lit.resize(size, Image.Resampling.LANCZOS)


def _corner(image: Image.Image) -> Colour:
    red, green, blue = np.asarray(image)[4, 4].tolist()
    return red, green, blue


def _long_hair(pen: ImageDraw.ImageDraw, hair: Colour, chance: Random) -> None:
    low = chance.randint(330, 470)
    for left, right in ((84, 124), (276, 316)):
        pen.rounded_rectangle((left, 150, right, low), 18, fill=hair)
    pen.pieslice((104, 56, 296, 190), 180, 360, fill=hair)


def _beard(pen: ImageDraw.ImageDraw, hair: Colour, chance: Random) -> None:
    pen.chord((122, 250, 278, 378), 20, 160, fill=hair)
    pen.ellipse((164, 308, 236, 332), fill=(150, 70, 66))
    if chance.random() < 0.5:  # noqa: PLR2004
        pen.rectangle((160, 292, 240, 304), fill=hair)


def _glasses(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    wide = chance.randint(3, 6)
    for middle in (160, 240):
        pen.rounded_rectangle((middle - 34, 192, middle + 34, 244), 16, outline=(40, 36, 38),
                              width=wide)  # fmt: skip
    pen.line((190, 212, 210, 212), fill=(40, 36, 38), width=wide)


def _lit(image: Image.Image, chance: Random) -> Image.Image:
    """Return the picture with light from one side, and its colours strong, pale or warm."""
    light = np.asarray(image, np.float32)
    slope = np.linspace(1 - chance.uniform(0, 0.2), 1, light.shape[1], dtype=np.float32)
    light = light * (slope if chance.random() < 0.5 else slope[::-1])[None, :, None]  # noqa: PLR2004
    tint = np.array([chance.uniform(0.9, 1.08) for _ in range(3)], np.float32)
    grey = light.mean(axis=2, keepdims=True)
    strong = grey + (light - grey) * chance.uniform(0.5, 1.15)
    return Image.fromarray(np.clip(strong * tint, 0, 255).astype(np.uint8))
