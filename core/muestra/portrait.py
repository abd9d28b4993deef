"""A drawn face: plain enough that nobody is meant, face enough that a detector sees one."""

from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

_SKINS: Final = ((236, 200, 170), (214, 170, 135), (178, 130, 96), (140, 98, 70), (110, 76, 54))
_HAIRS: Final = ((30, 24, 22), (60, 42, 30), (92, 70, 52), (120, 118, 116))
_CLOTHES: Final = ((48, 62, 120), (120, 34, 46), (40, 92, 62), (70, 70, 78), (150, 110, 60))


def portrait(chance: Random, size: tuple[int, int]) -> Image.Image:
    """Return a drawn head and shoulders of `size` (width, height) px that face detectors find."""
    width, height = 400, 500
    ground = chance.randint(165, 225)
    image = Image.new("RGB", (width, height), (ground, ground + 3, ground + 8))
    pen = ImageDraw.Draw(image)
    skin, hair = chance.choice(_SKINS), chance.choice(_HAIRS)
    pen.ellipse((40, 385, 360, 720), fill=chance.choice(_CLOTHES))
    pen.rectangle((165, 320, 235, 420), fill=_shade(skin, 0.82))
    pen.ellipse((98, 60, 302, 330), fill=hair)
    pen.ellipse((112, 95, 288, 370), fill=skin)
    pen.pieslice((104, 60, 296, 250), 190, 350, fill=hair)
    pen.ellipse((120, 190, 280, 300), fill=skin)
    _features(pen, skin, hair, chance)
    soft = image.filter(ImageFilter.GaussianBlur(1.6))
    return soft.resize(size, Image.Resampling.LANCZOS)


def _features(
    pen: ImageDraw.ImageDraw, skin: tuple[int, int, int], hair: tuple[int, int, int], chance: Random
) -> None:
    lift = chance.randint(-6, 6)
    for middle in (160, 240):
        pen.ellipse((middle - 30, 196 + lift, middle + 30, 240 + lift), fill=_shade(skin, 0.8))
        pen.rectangle((middle - 28, 188 + lift, middle + 28, 197 + lift), fill=_shade(hair, 0.8))
        pen.ellipse((middle - 20, 206 + lift, middle + 20, 232 + lift), fill=(242, 242, 240))
        pen.ellipse((middle - 10, 207 + lift, middle + 10, 231 + lift), fill=(32, 22, 18))
    pen.polygon(((200, 225), (182, 282), (218, 282)), fill=_shade(skin, 0.86))
    pen.ellipse((182, 274, 218, 290), fill=_shade(skin, 0.76))
    pen.ellipse((160, 306, 240, 334), fill=(160, 70, 66))
    pen.rectangle((160, 318, 240, 321), fill=(110, 40, 40))
    pen.arc((130, 300, 270, 372), 20, 160, fill=_shade(skin, 0.85), width=3)


def _shade(colour: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    red, green, blue = (round(one * share) for one in colour)
    return red, green, blue
