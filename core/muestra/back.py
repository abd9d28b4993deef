"""The back of a fictitious credential: MRZ and codes, or the standing OCR of model C."""

from random import Random

import numpy as np
from PIL import Image, ImageDraw

from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Typeface
from core.muestra.paper import paper
from core.muestra.people import Person

_HALF = 0.5
_WITH_BARS = ("D", "E")
SECRET_BYTES = 96
"""Noise for what is encrypted on a card: nobody's data."""


def draw_back(person: Person, chance: Random, face: Typeface) -> Image.Image:
    """Return the back as an RGB image of WIDTH × HEIGHT px.

    Source: norma/credencial.md, 7 and 8.
    """
    canvas = Canvas(paper(chance), face)
    if person.model == "C":
        _old(canvas, person, chance)
    else:
        _mrz(canvas, person, chance)
        _symbols(canvas, person, chance)
    canvas.text((0.90, 0.966), "MUESTRA", 0.028, (130, 128, 132))
    return canvas.image


def _mrz(canvas: Canvas, person: Person, chance: Random) -> None:
    dark = chance.randint(15, 45)
    wide, top = chance.uniform(0.84, 0.92), chance.uniform(0.64, 0.68)
    step = chance.uniform(0.095, 0.112)
    for number, line in enumerate(person.lines("mrz")):
        place = ((1 - wide) / 2, top + number * step)
        canvas.code(place, line, wide, (dark, dark, dark))


def _symbols(canvas: Canvas, person: Person, chance: Random) -> None:
    """Draw bars, grids and the printed name that is not the holder's."""
    if person.model in _WITH_BARS:
        code(canvas, "Code128", person.text("cic"), (0.06, 0.05, 0.36, 0.09))
        code(canvas, "PDF417", chance.randbytes(SECRET_BYTES), (0.06, 0.22, 0.44, 0.24))
    else:
        bars(canvas, chance, (0.06, 0.05, 0.36, 0.09))
    if person.family == "G/H":
        grid(canvas, chance, (0.06, 0.20, 0.215))
        grid(canvas, chance, (0.30, 0.20, 0.215))
    service_qr(canvas, person, chance)
    canvas.text((0.55, 0.51), "LIC. NOMBRE FICTICIO DEL SECRETARIO", 0.026, (70, 70, 74))


def _old(canvas: Canvas, person: Person, chance: Random) -> None:
    """Draw the standing OCR, boxes of votes and dense bars."""
    canvas.standing((0.025, 0.93), person.text("ocr"), 0.055, (25, 25, 28))
    pen = ImageDraw.Draw(canvas.image)
    for number in range(6):
        left = round((0.34 + number * 0.1) * WIDTH)
        pen.rectangle((left, round(0.05 * HEIGHT), left + 110, round(0.15 * HEIGHT)),
                      outline=(110, 110, 115), width=3)  # fmt: skip
    bars(canvas, chance, (0.28, 0.62, 0.5, 0.1))
    code(canvas, "PDF417", chance.randbytes(SECRET_BYTES), (0.28, 0.76, 0.5, 0.18))
    canvas.text((0.42, 0.53), "NOMBRE FICTICIO DEL SECRETARIO", 0.026, (70, 70, 74))


def bars(canvas: Canvas, chance: Random, box: tuple[float, float, float, float]) -> None:
    """Draw upright bars that no reader can read."""
    left, top, wide, tall = box
    pen = ImageDraw.Draw(canvas.image)
    at = left * WIDTH
    while at < (left + wide) * WIDTH:
        width = chance.choice((3, 3, 6, 9))
        pen.rectangle((at, top * HEIGHT, at + width, (top + tall) * HEIGHT), fill=(22, 22, 24))
        at += width + chance.choice((4, 4, 7, 10))


def grid(canvas: Canvas, chance: Random, box: tuple[float, float, float]) -> None:
    """Draw a square of noise as dense codes look (their content is not public)."""
    left, top, wide = box
    numbers = np.random.default_rng(chance.randrange(2**32))
    dots = (numbers.random((57, 57)) > _HALF) * 255
    side = round(wide * WIDTH)
    square = Image.fromarray(dots.astype(np.uint8)).resize((side, side), Image.Resampling.NEAREST)
    ground = Image.new("RGB", (side + 16, side + 16), (244, 244, 244))
    ground.paste(square.convert("RGB"), (8, 8))
    canvas.image.paste(ground, (round(left * WIDTH), round(top * HEIGHT)))


def code(
    canvas: Canvas, kind: str, content: str | bytes, box: tuple[float, float, float, float]
) -> None:
    """Draw the bars of a code that readers read straight on the card's own paper."""
    import zxingcpp

    left, top, wide, tall = box
    made = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, kind))
    light = np.asarray(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False))
    size = (round(wide * WIDTH), round(tall * HEIGHT))
    bars = Image.fromarray(255 - light).resize(size, Image.Resampling.NEAREST)
    canvas.image.paste((22, 22, 24), (round(left * WIDTH), round(top * HEIGHT)), bars)


def service_qr(canvas: Canvas, person: Person, chance: Random, wide: float = 0.135) -> None:
    """Draw the service QR: a link that ends in the CIC, as on real cards; it leads nowhere."""
    import zxingcpp

    digits = "".join(chance.choice("0123456789") for _ in range(15))
    link = f"http://qr.ine.mx/{digits}{person.text('cic')}/{person.model}/"
    made = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode)
    dots = np.asarray(zxingcpp.write_barcode_to_image(made, scale=5))
    side = round(wide * WIDTH)
    square = Image.fromarray(dots).resize((side, side), Image.Resampling.LANCZOS)
    canvas.image.paste(square.convert("RGB"), (round((0.975 - wide) * WIDTH), round(0.06 * HEIGHT)))
