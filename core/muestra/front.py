"""The front of a fictitious credential, in the three families. Layout: norma/credencial.md, 6."""

from random import Random
from typing import Final

from PIL import Image, ImageDraw

from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Colour, Typeface
from core.muestra.paper import paper
from core.muestra.people import Person
from core.muestra.portrait import portrait

_LABEL: Final = 0.030
_ROW: Final = 0.044
_BELOW: Final = 0.5


def draw_front(person: Person, chance: Random, face: Typeface) -> Image.Image:
    """Return the front as an RGB image of WIDTH × HEIGHT px. Source: norma/credencial.md, 6."""
    canvas = Canvas(paper(chance), face)
    ink = _ink(chance)
    if person.family == "C/D":
        _old(canvas, person, chance, ink)
    else:
        _titles(canvas, person, chance, ink)
        _portraits(canvas, chance, left=True)
        _person(canvas, person, (0.31 + chance.uniform(-0.01, 0.01), 0.22), ink)
        _codes(canvas, person, chance, ink)
    canvas.text((0.90, 0.968), "MUESTRA", 0.030, (130, 128, 132))
    return canvas.image


def _ink(chance: Random) -> Colour:
    dark = chance.randint(18, 48)
    return dark, dark, dark + chance.randint(0, 8)


def _soft(ink: Colour) -> Colour:
    return ink[0] + 55, ink[1] + 55, ink[2] + 55


def _titles(canvas: Canvas, person: Person, chance: Random, ink: Colour) -> None:
    wine = (chance.randint(120, 160), 24, chance.randint(70, 100))
    left = 0.305
    title = "INSTITUTO NACIONAL ELECTORAL"
    if person.family == "G/H":
        title = f"MÉXICO   {title}"
    canvas.fitted((left, 0.068), title, (0.058, 0.66), wine)
    canvas.text((left, 0.126), "CREDENCIAL PARA VOTAR", 0.050, _soft(ink))


def _portraits(canvas: Canvas, chance: Random, *, left: bool) -> None:
    box = (0.03, 0.22) if left else (0.745, 0.27)
    size = (round(0.245 * WIDTH), round(0.50 * HEIGHT))
    large = portrait(chance, size)
    canvas.image.paste(large, (round(box[0] * WIDTH), round(box[1] * HEIGHT)))
    if left:
        small = large.convert("L").resize((round(0.09 * WIDTH), round(0.185 * HEIGHT)))
        canvas.image.paste(small.convert("RGB"), (round(0.865 * WIDTH), round(0.37 * HEIGHT)))
    _scribble(canvas, chance, (box[0] + 0.03, box[1] + 0.57))


def _scribble(canvas: Canvas, chance: Random, at: tuple[float, float]) -> None:
    """Draw what stands for a signature."""
    points = [
        ((at[0] + step * 0.014) * WIDTH, (at[1] + chance.uniform(-0.04, 0.04)) * HEIGHT)
        for step in range(14)
    ]
    ImageDraw.Draw(canvas.image).line(points, fill=(36, 34, 60), width=4)


def _person(canvas: Canvas, person: Person, at: tuple[float, float], ink: Colour) -> None:
    """Write the name, the sexo and the domicilio."""
    left, top = at
    canvas.text((left, top), "NOMBRE", _LABEL, _soft(ink))
    rows = [person.text(key) for key in ("apellido_paterno", "apellido_materno", "nombre")]
    for number, row in enumerate([row for row in rows if row]):
        canvas.text((left, top + 0.041 + number * 0.045), row, _ROW, ink)
    end = canvas.text((0.82, top), "SEXO", _LABEL, _soft(ink))
    canvas.text((end + 0.02, top + 0.003), person.text("sexo"), _ROW, ink)
    canvas.text((left, top + 0.192), "DOMICILIO", _LABEL, _soft(ink))
    for number, row in enumerate(person.lines("domicilio")):
        canvas.text((left, top + 0.229 + number * 0.042), row, _ROW * 0.95, ink)


def _codes(canvas: Canvas, person: Person, chance: Random, ink: Colour) -> None:
    left = 0.31
    end = canvas.text((left, 0.605), "CLAVE DE ELECTOR", _LABEL, _soft(ink))
    canvas.text((end + 0.05, 0.605), person.text("clave_elector"), _ROW, ink)
    registro = f"{person.text('anio_registro')} {person.text('numero_emision')}"
    curp = ("CURP", person.text("curp"))
    beside = person.family == "E/F" and chance.random() >= _BELOW
    below = not (beside and _fits_beside(canvas, (curp, ("AÑO DE REGISTRO", registro))))
    _pair(canvas, (left, 0.665), curp, ink, below=below)
    _pair(canvas, (0.70, 0.665), ("AÑO DE REGISTRO", registro), ink, below=below)
    if person.family == "E/F":
        _numbers_of_ef(canvas, person, ink, below=below)
    else:
        born = ("FECHA DE NACIMIENTO", person.text("fecha_nacimiento"))
        _pair(canvas, (left, 0.760), born, ink, below=True)
        _pair(canvas, (0.555, 0.760), ("SECCIÓN", person.text("seccion")), ink, below=True)
        span = f"{person.text('emision')} - {person.text('vigencia')}"
        _pair(canvas, (0.70, 0.760), ("VIGENCIA", span), ink, below=True)


def _fits_beside(canvas: Canvas, pairs: tuple[tuple[str, str], tuple[str, str]]) -> bool:
    """Tell whether both values have room beside their labels."""
    ends = (0.69, 0.985)
    return all(
        start + canvas.width(label, _LABEL) + 0.015 + canvas.width(value, _ROW) < end
        for start, end, (label, value) in zip((0.31, 0.70), ends, pairs, strict=True)
    )


def _numbers_of_ef(canvas: Canvas, person: Person, ink: Colour, *, below: bool) -> None:
    born = ("FECHA DE NACIMIENTO", person.text("fecha_nacimiento"))
    top = 0.755 if below else 0.725
    _pair(canvas, (0.31, top), born, ink, below=False)
    rows = (("estado", "municipio", "seccion"), ("localidad", "emision", "vigencia"))
    names = {"seccion": "SECCIÓN", "emision": "EMISIÓN"}
    for number, row in enumerate(rows):
        end = 0.0
        for key, left in zip(row, (0.31, 0.475, 0.67), strict=True):
            label = names.get(key, key.upper())
            place = (max(left, end + 0.02), top + 0.075 + number * 0.06)
            end = _pair(canvas, place, (label, person.text(key)), ink, below=False)


def _pair(
    canvas: Canvas, at: tuple[float, float], pair: tuple[str, str], ink: Colour, *, below: bool
) -> float:
    """Write a label and its value, beside it or below it; return where the value ends."""
    label, value = pair
    end = canvas.text(at, label, _LABEL, _soft(ink))
    place = (at[0], at[1] + 0.038) if below else (end + 0.015, at[1])
    return canvas.text(place, value, _ROW, ink)


def _old(canvas: Canvas, person: Person, chance: Random, ink: Colour) -> None:
    """Draw the C/D layout: portrait on the right, EDAD and FOLIO, ESTADO to LOCALIDAD."""
    left = 0.05
    canvas.fitted((left, 0.065), "INSTITUTO FEDERAL ELECTORAL", (0.055, 0.6), ink)
    canvas.text((left, 0.112), "REGISTRO FEDERAL DE ELECTORES", 0.034, _soft(ink))
    canvas.text((left, 0.152), "CREDENCIAL PARA VOTAR", 0.046, (130, 34, 60))
    _portraits(canvas, chance, left=False)
    soft = _soft(ink)
    canvas.text((left, 0.215), "NOMBRE", _LABEL, soft)
    rows = [person.text(key) for key in ("apellido_paterno", "apellido_materno", "nombre")]
    for number, row in enumerate([row for row in rows if row]):
        canvas.text((left, 0.253 + number * 0.044), row, _ROW, ink)
    for number, (label, value) in enumerate((("EDAD", person.edad), ("SEXO", person.text("sexo")))):
        end = canvas.text((0.545, 0.215 + number * 0.045), label, _LABEL, soft)
        canvas.text((end + 0.03, 0.217 + number * 0.045), value, _ROW, ink)
    canvas.text((left, 0.412), "DOMICILIO", _LABEL, soft)
    for number, row in enumerate(person.lines("domicilio")):
        canvas.text((left, 0.450 + number * 0.041), row, _ROW * 0.95, ink)
    _old_codes(canvas, person, ink)


def _old_codes(canvas: Canvas, person: Person, ink: Colour) -> None:
    registro = f"{person.text('anio_registro')} {person.text('numero_emision')}"
    rows: tuple[tuple[float, tuple[tuple[str, str], ...]], ...] = (
        (0.582, (("FOLIO", person.folio), ("AÑO DE REGISTRO", registro))),
        (0.642, (("CLAVE DE ELECTOR", person.text("clave_elector")),)),
        (0.697, (("CURP", person.text("curp")),)),
        (0.757, (("ESTADO", person.text("estado")), ("MUNICIPIO", person.text("municipio")))),
        (0.812, (("LOCALIDAD", person.text("localidad")), ("SECCIÓN", person.text("seccion")))),
        (0.867, (("EMISIÓN", person.text("emision")), ("VIGENCIA HASTA", person.text("vigencia")))),
    )
    for top, pairs in rows:
        left = 0.05
        for pair in pairs:
            end = _pair(canvas, (left, top), pair, ink, below=False)
            left = max(left + 0.16, end + 0.03)
