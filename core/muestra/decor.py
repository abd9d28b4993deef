"""What a print carries beside its words: rosettes, a hologram, micro-print, small upright text."""

from random import Random
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from core.cv import cv2
from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Colour

_TURNS: Final = 900
_MICRO: Final = 0.012


def rosettes(image: Image.Image, chance: Random) -> None:
    """Draw the closed curves of a guilloche, pale, in one to three places."""
    pen = ImageDraw.Draw(image, "RGBA")
    way = np.linspace(0, 2 * np.pi, _TURNS)
    for _ in range(chance.randint(1, 3)):
        x, y = chance.uniform(0.1, 0.9) * WIDTH, chance.uniform(0.15, 0.85) * HEIGHT
        size, lobes = chance.uniform(80, 340), chance.randint(5, 17)
        tint = tuple(chance.randint(60, 190) for _ in range(3))
        for ring in range(chance.randint(2, 6)):
            reach = size * (1 - 0.12 * ring) * (1 + 0.22 * np.sin(lobes * way + ring))
            points = np.stack([x + reach * np.cos(way), y + 0.8 * reach * np.sin(way)], axis=1)
            pen.line(points.ravel().tolist(), fill=(*tint, chance.randint(18, 60)), width=2)


def hologram(image: Image.Image, chance: Random) -> None:
    """Lay a shining figure over the print: it shows through, words stay legible."""
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    x, y = chance.uniform(0.15, 0.85) * WIDTH, chance.uniform(0.2, 0.85) * HEIGHT
    r = chance.uniform(70, 190)
    for ring in range(chance.randint(1, 5)):
        tint = tuple(chance.randint(90, 255) for _ in range(3))
        box = (x - r, y - r * 0.8, x + r, y + r * 0.8)
        pen.ellipse(box, outline=(*tint, chance.randint(35, 100)), width=chance.randint(5, 16))
        r *= 0.78 - 0.02 * ring
    image.paste(layer.convert("RGB"), (0, 0), layer.getchannel("A"))


def micro_print(canvas: Canvas, chance: Random) -> None:
    """Draw lines of words too small to be read by a camera."""
    words = "MUESTRA SIN VALOR " * 12
    for _ in range(chance.randint(1, 3)):
        place = (0.02, chance.uniform(0.15, 0.98))
        canvas.text(place, words, _MICRO, (150, 150, 156))


def upright_text(canvas: Canvas, chance: Random, at: tuple[float, float]) -> None:
    """Write a small serial number upwards, its lower end at `at`."""
    serial = "".join(chance.choice("0123456789ABCDEFGH") for _ in range(chance.randint(8, 13)))
    shade = chance.randint(70, 120)
    colour: Colour = (shade, shade, shade)
    strip = Canvas(Image.new("RGB", canvas.image.size, "white"), canvas.face)
    end = strip.text((0.01, 0.1), serial, 0.024, (0, 0, 0))
    cut = strip.image.crop((10, 80, round(end * WIDTH), 122)).convert("L")
    turned = cut.point(lambda light: 255 - light).rotate(90, expand=True)
    place = (round(at[0] * WIDTH), round(at[1] * HEIGHT) - turned.height)
    canvas.image.paste(Image.new("RGB", turned.size, colour), place, turned)


def faded(image: Image.Image, chance: Random) -> Image.Image:
    """Return the print with worn patches, where the ink is paler than elsewhere."""
    cells = np.random.default_rng(chance.randrange(2**32)).random((5, 8)).astype(np.float32)
    worn = cv2.resize(cells, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)[:, :, None]
    share = chance.uniform(0.1, 0.4) * np.clip(worn, 0, 1)
    light = np.asarray(image, np.float32)
    return Image.fromarray(np.clip(light + (238 - light) * share, 0, 255).astype(np.uint8))
