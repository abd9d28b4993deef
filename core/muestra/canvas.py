"""A card to draw on: positions as shares (0..1) of its size, with bundled fonts."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFont

WIDTH: Final = 1600
HEIGHT: Final = 1009
"""Pixels of a drawn card, about 475 dpi of an ID-1 card."""

_FONTS: Final = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
_DEJAVU: Final = _FONTS / "muestra"
_SANS: Final = (
    _FONTS / "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    _FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf",
    _DEJAVU / "DejaVuSans-Bold.ttf",
    _DEJAVU / "DejaVuSansCondensed-Bold.ttf",
)
_MONO: Final = (
    _FONTS / "AtkinsonHyperlegibleMono_400Regular.ttf",
    _FONTS / "AtkinsonHyperlegibleMono_600SemiBold.ttf",
    _DEJAVU / "DejaVuSansMono.ttf",
)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Typeface:
    """Faces of one card: text in `sans` narrowed by `narrow`, the MRZ in `mono`.

    `spread` is the space between letters beyond the face's own, a share of the line's height.
    """

    sans: Path
    mono: Path
    narrow: float
    spread: float = 0.0

    @classmethod
    def drawn(cls, chance: Random) -> "Typeface":
        """Return randomly chosen bundled fonts, so that every machine draws the same card."""
        return cls(chance.choice(_SANS), chance.choice(_MONO), chance.uniform(0.82, 1.0))


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    # The other engine needs a library of the system: the same seed would draw another card.
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True, slots=True)
class Canvas:
    """An RGB picture of one side."""

    image: Image.Image
    face: Typeface

    def text(self, at: tuple[float, float], words: str, height: float, colour: Colour) -> float:
        """Write with the left middle at `at`; return the x share where the text ends.

        `at` and `height` (of the line) are shares of the card's size.
        """
        return self._write(at, words, self.face.sans, (height, self.face.narrow), colour)

    def width(self, words: str, height: float) -> float:
        """Return the width of `words` as a share of the card's width."""
        font = _font(self.face.sans, max(8, round(height * HEIGHT)))
        apart = self.face.spread * font.size * len(words)
        return round((round(font.getlength(words) + apart) + 8) * self.face.narrow) / WIDTH

    def fitted(
        self, at: tuple[float, float], words: str, size: tuple[float, float], colour: Colour
    ) -> None:
        """Write within a height and a width, both in shares of the card's."""
        height, wide = size
        natural = _font(self.face.sans, 60).getlength(words) * self.face.narrow / 60
        height = min(height, wide * WIDTH / natural / HEIGHT)
        self.text(at, words, height, colour)

    def code(
        self,
        at: tuple[float, float],
        words: str,
        wide: float,
        colour: Colour,
        apart: float = 0.0,
    ) -> None:
        """Write a line of the MRZ, `wide` shares of the card's width.

        `apart` is the space between its signs beyond the face's own, a share of their height.
        """
        font = _font(self.face.mono, 60)
        natural = font.getlength(words) + 60 * apart * len(words)
        size = 60 * wide * WIDTH / natural
        self._write(at, words, self.face.mono, (size / HEIGHT, 1.0), colour, apart)

    def standing(self, at: tuple[float, float], words: str, height: float, colour: Colour) -> None:
        """Write upwards, with the lower end of the text at `at`."""
        font = _font(self.face.mono, round(height * HEIGHT))
        left, top, right, bottom = font.getbbox(words)
        strip = Image.new("L", (int(right - left) + 8, int(bottom - top) + 8), 0)
        ImageDraw.Draw(strip).text((4 - left, 4 - top), words, fill=255, font=font)
        turned = strip.rotate(90, expand=True)
        place = (round(at[0] * WIDTH), round(at[1] * HEIGHT) - turned.height)
        self.image.paste(Image.new("RGB", turned.size, colour), place, turned)

    def _write(
        self,
        at: tuple[float, float],
        words: str,
        path: Path,
        size: tuple[float, float],
        colour: Colour,
        spread: float = 0.0,
    ) -> float:
        height, narrow = size
        font = _font(path, max(8, round(height * HEIGHT)))
        apart = (self.face.spread if path == self.face.sans else spread) * font.size
        width = round(font.getlength(words) + apart * len(words)) + 8
        ascent, descent = font.getmetrics()
        strip = Image.new("L", (max(1, width), ascent + descent), 0)
        _write_apart(ImageDraw.Draw(strip), words, font, apart)
        strip = strip.resize(
            (max(1, round(width * narrow)), strip.height), Image.Resampling.LANCZOS
        )
        place = (round(at[0] * WIDTH), round(at[1] * HEIGHT - strip.height / 2))
        self.image.paste(Image.new("RGB", strip.size, colour), place, strip)
        return at[0] + strip.width / WIDTH


def _write_apart(
    pen: ImageDraw.ImageDraw, words: str, font: ImageFont.FreeTypeFont, apart: float
) -> None:
    """Write on a strip, each letter `apart` px further from the one before."""
    if not apart:
        pen.text((2, 0), words, fill=255, font=font)
        return
    at = 2.0
    for sign in words:
        pen.text((round(at), 0), sign, fill=255, font=font)
        at += font.getlength(sign) + apart
