"""The back of a fictitious credential in a layout drawn by chance (`layout.py`)."""

from random import Random
from typing import Final

from PIL import Image, ImageDraw

from core.muestra.back import SECRET_BYTES, bars, code, grid, service_qr
from core.muestra.canvas import HEIGHT, WIDTH, Canvas
from core.muestra.decor import faded, hologram, rosettes
from core.muestra.habits import Habits
from core.muestra.layout import Layout
from core.muestra.paper import paper
from core.muestra.people import Person

Drawn = tuple[Random, Habits]

_HALF: Final = 0.5
_LEFT: Final = 0.7
"""Share of backs with the thirteen digits along the left edge; others have them along the right."""

_TITLES: Final = ("ELECCIONES FEDERALES", "INSTITUTO FEDERAL ELECTORAL", "ELECCIONES")
_SMALL: Final = (
    "ESTE DOCUMENTO ES UNA MUESTRA SIN VALOR", "NO ES VALIDO SI PRESENTA TACHADURAS O ENMENDADURAS",
    "EL TITULAR ESTA OBLIGADO A NOTIFICAR EL CAMBIO", "DE DOMICILIO EN LOS 30 DIAS SIGUIENTES",
)  # fmt: skip


def draw_varied_back(person: Person, layout: Layout, chance: Random) -> Image.Image:
    """Return the back as an RGB image of WIDTH × HEIGHT px."""
    canvas = Canvas(paper(chance, bright=chance.randint(195, 238)), layout.face)
    if chance.random() < 0.6:  # noqa: PLR2004
        rosettes(canvas.image, chance)
    dark = chance.randint(12, 60)
    ink = (dark, dark, dark)
    if person.lines("mrz"):
        _mrz(canvas, person, (chance, layout.habits), ink)
        _symbols(canvas, person, (chance, layout.habits))
    else:
        _old(canvas, person, (chance, layout.habits), ink)
    if chance.random() < 0.35:  # noqa: PLR2004
        hologram(canvas.image, chance)
    canvas.text((0.90, 0.972), "MUESTRA", 0.024, (130, 128, 132))
    return faded(canvas.image, chance) if chance.random() < 0.25 else canvas.image  # noqa: PLR2004


def _mrz(canvas: Canvas, person: Person, drawn: Drawn, ink: tuple[int, int, int]) -> None:
    chance, habits = drawn
    wide, top = chance.uniform(0.82, 0.93), chance.uniform(0.63, 0.70)
    left = (1 - wide) / 2 + chance.uniform(-0.02, 0.02)
    step = chance.uniform(0.088, 0.112)
    if chance.random() < _HALF:
        band = (0, round((top - 0.07) * HEIGHT), WIDTH, HEIGHT)
        ImageDraw.Draw(canvas.image).rectangle(band, fill=(chance.randint(225, 245),) * 3)
    for number, line in enumerate(person.lines("mrz")):
        canvas.code((left, top + number * step), line, wide, ink, habits.mrz_apart)


def _symbols(canvas: Canvas, person: Person, drawn: Drawn) -> None:
    """Draw bars, grids, boxes of votes and a finger's print where a model may have them."""
    chance, habits = drawn
    flip = chance.random() < _HALF
    lift = chance.uniform(0.0, 0.04)
    if person.model in ("D", "E"):
        place = (0.58 if flip else 0.06, 0.05 + lift, 0.34, 0.09)
        code(canvas, "Code128", person.text("cic"), place)
        secret = chance.randbytes(SECRET_BYTES)
        code(canvas, "PDF417", secret, (0.05 if flip else 0.56, 0.05 + lift, 0.40, 0.14))
    else:
        grid(canvas, chance, (0.06, 0.12 + lift, chance.uniform(0.18, 0.22)))
        if person.family == "G/H":
            grid(canvas, chance, (0.30, 0.12 + lift, chance.uniform(0.18, 0.22)))
        service_qr(canvas, person, chance, habits.qr)
    if person.family != "G/H" and chance.random() < _HALF:
        _boxes(canvas, chance, (0.32, 0.22 + lift))
    spot = (chance.uniform(0.3, 0.55), 0.53)
    canvas.text(spot, "SECRETARIO EJECUTIVO DEL INSTITUTO", 0.022, (70, 70, 74))


def _old(canvas: Canvas, person: Person, drawn: Drawn, ink: tuple[int, int, int]) -> None:
    """Draw a back without an MRZ: thirteen digits standing or lying, with a CIC on model D."""
    chance, habits = drawn
    tint = tuple(chance.randint(80, 190) for _ in range(3))
    if chance.random() < 0.6:  # noqa: PLR2004
        ImageDraw.Draw(canvas.image).rectangle((0, 0, WIDTH, round(0.085 * HEIGHT)), fill=tint)
        canvas.text((0.05, 0.045), chance.choice(_TITLES), 0.042, (245, 245, 245))
    left = chance.uniform(0.10, 0.16)
    _boxes(canvas, chance, (left, 0.20))
    for number, words in enumerate(_SMALL):
        canvas.text((left, 0.54 + number * 0.028), words, 0.019, (60, 60, 64))
    bars(canvas, chance, (left, 0.68, chance.uniform(0.3, 0.45), 0.09))
    cic = habits.cic_of(person)
    if person.text("cic"):
        place = (chance.uniform(0.58, 0.68), chance.uniform(0.50, 0.62))
        wide = chance.uniform(0.2, 0.26) * len(cic) / len(person.text("cic"))
        canvas.code(place, cic, min(wide, 0.97 - place[0]), ink)
    if not habits.standing and (cic or chance.random() < 0.35):  # noqa: PLR2004
        words = habits.words_of_ocr.format(person.text("ocr"))
        canvas.code((left, 0.9), words, chance.uniform(0.36, 0.46), ink)
    else:
        edge = (
            chance.uniform(0.015, 0.03) if chance.random() < _LEFT else chance.uniform(0.90, 0.93)
        )
        bottom = chance.uniform(0.80, 0.94)
        canvas.standing((edge, bottom), person.text("ocr"), chance.uniform(0.048, 0.06), ink)


def _boxes(canvas: Canvas, chance: Random, at: tuple[float, float]) -> None:
    """Draw the boxes in which votes were marked, with the last digits of their years."""
    pen = ImageDraw.Draw(canvas.image)
    for row in range(chance.randint(1, 2)):
        for number in range(6):
            left = round((at[0] + number * 0.083) * WIDTH)
            top = round((at[1] + row * 0.13) * HEIGHT)
            pen.rectangle((left, top, left + 118, top + 95), outline=(110, 110, 115), width=3)
            spot = (at[0] + number * 0.083 + 0.02, at[1] + row * 0.13 + 0.075)
            canvas.text(spot, f"{(15 + 3 * number + row) % 100:02}", 0.026, (110, 110, 115))
