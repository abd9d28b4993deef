"""Cards and papers that are no credential: other documents, toys, drawings by hand."""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from core.cv import cv2
from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Colour, Typeface
from core.muestra.paper import paper
from core.muestra.people import MODELS, Person, make_person
from core.muestra.portrait import portrait
from core.muestra.surfaces import Scene

_HALF: Final = 0.5
_INK: Final = (28, 28, 32)
_LICENCES: Final = ("LICENCIA DE CONDUCIR", "LICENCIA PARA CONDUCIR", "LICENCIA DE AUTOMOVILISTA",
                    "LICENCIA FEDERAL DE CONDUCTOR")  # fmt: skip
_SCHOOLS: Final = ("UNIVERSIDAD FICTICIA DEL CENTRO", "INSTITUTO TECNOLOGICO DE EJEMPLO",
                   "COLEGIO DE MUESTRA", "PREPARATORIA NUMERO 0")  # fmt: skip
_INSTITUTES: Final = ("INSTITUTO DE LAS PERSONAS MAYORES", "SEGURO POPULAR DE EJEMPLO",
                      "INSTITUTO FICTICIO DEL SEGURO", "SECRETARIA DE MUESTRAS")  # fmt: skip
_CLUBS: Final = ("CLUB DE LECTURA", "TARJETA DE PUNTOS", "BIBLIOTECA", "GIMNASIO", "MONEDERO",
                 "CINE CLUB", "FARMACIA DE LA ESQUINA")  # fmt: skip
_GAMES: Final = ("CREDENCIAL PARA JUGAR", "BANCO DE JUGUETE", "AGENTE SECRETO", "CARTA MAGICA",
                 "SUPER HEROE", "PASE DE DINOSAURIO")  # fmt: skip


def _canvas(chance: Random, *, plain: bool = False) -> Canvas:
    face = Typeface.drawn(chance)
    if plain:
        ground = tuple(chance.randint(10, 245) for _ in range(3))
        return Canvas(Image.new("RGB", (WIDTH, HEIGHT), ground), face)
    return Canvas(paper(chance, bright=chance.randint(170, 235)), face)


def _contrary(canvas: Canvas) -> Colour:
    """Return an ink that can be read on the canvas's ground."""
    ground = np.asarray(canvas.image.resize((1, 1))).ravel()
    return (240, 240, 235) if float(ground.mean()) < 125 else _INK  # noqa: PLR2004


def _face(canvas: Canvas, chance: Random, at: tuple[float, float], size: tuple[int, int]) -> None:
    canvas.image.paste(portrait(chance, size), (round(at[0] * WIDTH), round(at[1] * HEIGHT)))


def _someone(chance: Random) -> Person:
    return make_person(chance, chance.choice(MODELS))


def _pass_of(chance: Random, title: str, rows: list[tuple[str, str]]) -> Image.Image:
    """Return a card with a portrait and labelled rows, in a layout of its own."""
    canvas = _canvas(chance)
    ink, band = _contrary(canvas), tuple(chance.randint(20, 200) for _ in range(3))
    ImageDraw.Draw(canvas.image).rectangle((0, 0, WIDTH, round(0.16 * HEIGHT)), fill=band)
    canvas.fitted((0.04, 0.08), title, (0.09, 0.9), (250, 250, 250))
    left = chance.random() < _HALF
    _face(canvas, chance, (0.05 if left else 0.72, 0.25), (360, 460))
    at = 0.33 if left else 0.05
    step = min(0.13, 0.72 / len(rows))
    for number, (label, value) in enumerate(rows):
        top = 0.24 + number * step
        canvas.text((at, top), label, 0.03, ink)
        canvas.text((at, top + 0.04), value, 0.046, ink)
    return canvas.image


def _licence(chance: Random) -> Image.Image:
    who = _someone(chance)
    name = " ".join(who.text(key) for key in ("nombre", "apellido_paterno", "apellido_materno"))
    rows = [("NOMBRE", name), ("DOMICILIO", who.lines("domicilio")[0]),
            ("CURP", who.text("curp")), ("TIPO", chance.choice("ABCE")),
            ("VIGENCIA", f"{chance.randrange(2025, 2032)}"),
            ("LICENCIA", f"{chance.randrange(10**9):09}")]  # fmt: skip
    kept = rows[:1] + chance.sample(rows[1:], chance.randint(3, 5))
    return _pass_of(chance, chance.choice(_LICENCES), kept)


def _student(chance: Random) -> Image.Image:
    who = _someone(chance)
    name = f"{who.text('nombre')} {who.text('apellido_paterno')}"
    rows = [("ALUMNO", name), ("MATRICULA", f"{chance.randrange(10**8):08}"),
            ("CARRERA", chance.choice(("DERECHO", "MEDICINA", "FISICA"))),
            ("VIGENCIA", f"{chance.randrange(2025, 2032)}")]  # fmt: skip
    return _pass_of(chance, chance.choice(_SCHOOLS), rows)


def _member(chance: Random) -> Image.Image:
    """Return the card of an institute that is not the electoral one."""
    who = _someone(chance)
    name = f"{who.text('nombre')} {who.text('apellido_paterno')}"
    rows = [("NOMBRE", name), ("CURP", who.text("curp")),
            ("FECHA DE NACIMIENTO", who.text("fecha_nacimiento")),
            ("AFILIACION", f"{chance.randrange(10**10):010}")]  # fmt: skip
    return _pass_of(chance, chance.choice(_INSTITUTES), rows)


def _bank(chance: Random) -> Image.Image:
    canvas = _canvas(chance, plain=True)
    ink, who = _contrary(canvas), _someone(chance)
    canvas.text((0.06, 0.14), chance.choice(("BANCO FICTICIO", "CREDITO", "DEBITO")), 0.1, ink)
    pen = ImageDraw.Draw(canvas.image)
    pen.rounded_rectangle((150, 340, 360, 500), 24, fill=(205, 180, 110))
    number = " ".join(f"{chance.randrange(10**4):04}" for _ in range(4))
    canvas.text((0.08, 0.62), number, 0.095, ink)
    canvas.text((0.45, 0.75), f"{chance.randrange(1, 13):02}/{chance.randrange(25, 33)}", 0.06, ink)
    canvas.text((0.08, 0.87), f"{who.text('nombre')} {who.text('apellido_paterno')}", 0.06, ink)
    return canvas.image


def _striped(chance: Random) -> Image.Image:
    """Return the back of some bank's or club's card."""
    canvas = _canvas(chance, plain=True)
    pen = ImageDraw.Draw(canvas.image)
    pen.rectangle((0, 90, WIDTH, 310), fill=(20, 18, 22))
    pen.rectangle((90, 400, 1100, 520), fill=(238, 238, 232))
    canvas.text((0.55, 0.46), f"{chance.randrange(1000):03}", 0.06, _INK)
    for number in range(chance.randint(1, 4)):
        words = chance.choice(("LLAME AL 000 000 0000", "ESTA TARJETA ES INTRANSFERIBLE",
                               "USO SUJETO A CONTRATO", "EN CASO DE EXTRAVIO"))  # fmt: skip
        canvas.text((0.06, 0.62 + number * 0.08), words, 0.04, _contrary(canvas))
    return canvas.image


def _club(chance: Random) -> Image.Image:
    canvas = _canvas(chance, plain=chance.random() < _HALF)
    ink = _contrary(canvas)
    canvas.fitted((0.08, chance.uniform(0.15, 0.5)), chance.choice(_CLUBS), (0.17, 0.84), ink)
    words = f"SOCIO {chance.randrange(10**8):08}"
    canvas.text((0.08, chance.uniform(0.65, 0.9)), words, 0.07, ink)
    return canvas.image


def _passport(chance: Random) -> Image.Image:
    """Return the page of a passport, whose two lines at the foot are longer than ours."""
    canvas, who = _canvas(chance), _someone(chance)
    ink = _contrary(canvas)
    canvas.text((0.05, 0.07), "PASAPORTE   ESTADOS UNIDOS FICTICIOS", 0.05, ink)
    _face(canvas, chance, (0.05, 0.16), (380, 480))
    rows = ("apellido_paterno", "nombre", "curp", "fecha_nacimiento", "sexo")
    for number, key in enumerate(rows):
        canvas.text((0.36, 0.18 + number * 0.1), who.text(key), 0.045, ink)
    name = f"P<UTO{who.text('apellido_paterno')}<<{who.text('nombre')}".replace(" ", "<")
    code = f"G{chance.randrange(10**8):08}<0UTO{chance.randrange(10**6):06}0H"
    for number, line in enumerate((name, code)):
        line = line.replace("Ñ", "X")[:44].ljust(44, "<")  # noqa: PLW2901
        canvas.code((0.04, 0.82 + number * 0.09), line, 0.92, ink)
    return canvas.image


def _receipt(chance: Random) -> Image.Image:
    canvas = Canvas(Image.new("RGB", (WIDTH, HEIGHT), (240, 239, 234)), Typeface.drawn(chance))
    canvas.text((0.3, 0.08), "ABARROTES EL EJEMPLO", 0.06, _INK)
    for number in range(9):
        words = chance.choice(("LECHE", "PAN BLANCO", "HUEVO", "JABON", "TOTAL", "CAMBIO"))
        canvas.text((0.08, 0.18 + number * 0.085), words, 0.05, _INK)
        canvas.text((0.75, 0.18 + number * 0.085), f"${chance.uniform(5, 300):.2f}", 0.05, _INK)
    return canvas.image


def _toy(chance: Random) -> Image.Image:
    """Return a printed plaything in bold colours."""
    canvas = _canvas(chance, plain=True)
    ink, pen = _contrary(canvas), ImageDraw.Draw(canvas.image)
    pen.rectangle((25, 25, WIDTH - 25, HEIGHT - 25), outline=ink, width=chance.randint(8, 30))
    canvas.fitted((0.06, 0.13), chance.choice(_GAMES), (0.12, 0.88), ink)
    for _ in range(chance.randint(3, 9)):
        x, y, r = chance.randint(100, 1500), chance.randint(300, 800), chance.randint(30, 160)
        colour = tuple(chance.randint(0, 255) for _ in range(3))
        chance.choice((pen.ellipse, pen.rectangle))((x - r, y - r, x + r, y + r), fill=colour)
    canvas.text(
        (0.1, 0.86), chance.choice(("1000 PUNTOS", "VALE POR UN DULCE", "NIVEL 7")), 0.1, ink
    )
    return canvas.image


def other_document(chance: Random) -> Scene:
    """Return a document that is no credential, as a Scene: BGR, float32."""
    drawn = chance.choice(DOCUMENTS)(chance)
    return np.asarray(cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR), np.float32)


DOCUMENTS: Final[tuple[Callable[[Random], Image.Image], ...]] = (
    _licence, _student, _member, _bank, _striped, _club, _passport, _receipt,
)  # fmt: skip


def toy(chance: Random) -> Scene:
    """Return a printed toy card, as a Scene: BGR, float32."""
    return np.asarray(cv2.cvtColor(np.asarray(_toy(chance)), cv2.COLOR_RGB2BGR), np.float32)
