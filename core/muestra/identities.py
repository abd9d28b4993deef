"""Documents of other kinds that share labels, codes or an MRZ with a credential.

A passport's page, licences, cards of older people, students and banks, other countries' cards: each
in a layout, typeface and wording drawn by chance; nobody issues any of them.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from PIL import Image, ImageDraw

from core.domain.credencial.mrz import check_digit
from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Colour, Typeface
from core.muestra.decor import hologram, rosettes
from core.muestra.likeness import likeness
from core.muestra.paper import paper
from core.muestra.people import MODELS, Person, make_person
from core.muestra.splits import MONO, SANS, Split

Row = tuple[str, str]

_HALF: Final = 0.5
_DARK: Final = 125
_ABROAD: Final = ("ESP", "COL", "PER", "CHL", "UTO", "GTM", "DOM", "D<<", "FRA")
_STATES: Final = ("ESTADO FICTICIO", "GOBIERNO DEL ESTADO", "SECRETARIA DE MOVILIDAD",
                  "ESTADOS UNIDOS FICTICIOS")  # fmt: skip
_BANKS: Final = ("BANCO DEL EJEMPLO", "BANCA FICTICIA", "DEBITO", "CREDITO CLASICA", "NOMINA")
_LICENCES: Final = ("LICENCIA DE CONDUCIR", "LICENCIA PARA CONDUCIR", "LICENCIA DE CHOFER",
                    "PERMISO DE CONDUCIR")  # fmt: skip
_SCHOOLS: Final = ("UNIVERSIDAD DE MUESTRA", "INSTITUTO POLITECNICO FICTICIO",
                   "COLEGIO DE BACHILLERES 0", "FACULTAD DE DERECHO", "ESCUELA NORMAL")  # fmt: skip


def _face(chance: Random, split: Split) -> Typeface:
    return Typeface(
        chance.choice(SANS[split]), chance.choice(MONO[split]), chance.uniform(0.82, 1.0)
    )


def _ground(chance: Random, split: Split) -> Canvas:
    """Return an empty card: printed with waves, or of one colour as a bank's."""
    canvas = Canvas(paper(chance, bright=chance.randint(175, 238)), _face(chance, split))
    if chance.random() < _HALF:
        rosettes(canvas.image, chance)
    return canvas


def _marked(canvas: Canvas) -> Image.Image:
    """Return the picture with the word that every invented card bears."""
    canvas.text((0.9, 0.972), "MUESTRA", 0.026, (130, 128, 132))
    return canvas.image


def _ink(chance: Random) -> Colour:
    dark = chance.randint(10, 70)
    return dark, dark, dark + chance.randint(0, 30)


def _name(who: Person) -> str:
    order = ("nombre", "apellido_paterno", "apellido_materno")
    return " ".join(who.text(key) for key in order).strip()


def _rows_of(who: Person, chance: Random) -> list[Row]:
    """Return rows that many documents print, under labels that a credential has too."""
    born = (
        who.text("fecha_nacimiento")
        or f"{chance.randrange(1, 29):02}/0{chance.randrange(1, 10)}/1977"
    )
    year = chance.randrange(2024, 2035)
    return [
        ("CURP", who.text("curp")), ("FECHA DE NACIMIENTO", born), ("SEXO", who.text("sexo")),
        ("DOMICILIO", who.lines("domicilio")[0]), ("VIGENCIA", f"{year}"),
        ("NACIONALIDAD", "FICTICIA"), ("FOLIO", f"{chance.randrange(10**9):09}"),
        ("LUGAR DE NACIMIENTO", who.lines("domicilio")[-1]), ("TIPO DE SANGRE", "O+"),
        ("FECHA DE EXPEDICION", f"01/02/{year - 5}"), ("EXPIRA", f"01/02/{year}"),
    ]  # fmt: skip


def _printed(chance: Random, split: Split, titles: Sequence[str], rows: Sequence[Row]) -> Canvas:
    """Return a card with titles, a likeness at one side, and labelled rows at the other."""
    canvas, ink = _ground(chance, split), _ink(chance)
    soft: Colour = (ink[0] + 60, ink[1] + 40, ink[2] + 40)
    if chance.random() < _HALF:
        band = tuple(chance.randint(20, 180) for _ in range(3))
        ImageDraw.Draw(canvas.image).rectangle((0, 0, WIDTH, round(0.17 * HEIGHT)), fill=band)
        head: Colour = (248, 248, 246)
    else:
        head = ink
    for number, title in enumerate(titles):
        size = (0.075 - 0.025 * number, 0.86)
        canvas.fitted((chance.uniform(0.03, 0.1), 0.055 + 0.065 * number), title, size, head)
    right = chance.random() < _HALF
    size = (chance.randint(300, 420), chance.randint(400, 520))
    place = (WIDTH - size[0] - 60 if right else 60, round(chance.uniform(0.2, 0.34) * HEIGHT))
    canvas.image.paste(likeness(chance, size), place)
    left = chance.uniform(0.04, 0.08) if right else (size[0] + 110) / WIDTH
    step = min(0.13, 0.7 / len(rows))
    beside, height = chance.random() < 0.3, chance.uniform(0.036, 0.05)  # noqa: PLR2004
    for number, (label, value) in enumerate(rows):
        top = 0.25 + number * step
        end = canvas.text((left, top), label, 0.6 * height, soft)
        at = (end + 0.01, top) if beside else (left, top + 0.4 * step)
        canvas.fitted(at, value, (height, 0.98 - at[0] if not right else 0.70 - at[0]), ink)
    if chance.random() < 0.3:  # noqa: PLR2004
        hologram(canvas.image, chance)
    return canvas


def _someone(chance: Random) -> Person:
    return make_person(chance, chance.choice(MODELS))


def licence(chance: Random, split: Split) -> Image.Image:
    """Return a driver's licence."""
    who = _someone(chance)
    titles = [chance.choice(_STATES), chance.choice(_LICENCES)]
    rows = [("NOMBRE", _name(who)), ("LICENCIA", f"{chance.randrange(10**10):010}"),
            *chance.sample(_rows_of(who, chance), chance.randint(3, 5))]  # fmt: skip
    return _marked(_printed(chance, split, titles, rows))


def elder(chance: Random, split: Split) -> Image.Image:
    """Return the card of an institute for older people."""
    who = _someone(chance)
    titles = ["INSTITUTO DE LAS PERSONAS ADULTAS MAYORES",
              chance.choice(("TARJETA DE DESCUENTOS", "CREDENCIAL", "AFILIACION"))]  # fmt: skip
    rows = [("NOMBRE", _name(who)), ("CURP", who.text("curp")),
            ("CLAVE UNICA", f"{chance.randrange(10**8):08}"),
            *chance.sample(_rows_of(who, chance)[1:], chance.randint(1, 4))]  # fmt: skip
    return _marked(_printed(chance, split, titles, rows))


def student(chance: Random, split: Split) -> Image.Image:
    """Return a student's card."""
    who = _someone(chance)
    rows = [("NOMBRE", _name(who)), ("MATRICULA", f"{chance.randrange(10**9):09}"),
            ("CARRERA", chance.choice(("DERECHO", "MEDICINA", "FISICA", "LETRAS"))),
            *chance.sample(_rows_of(who, chance), chance.randint(0, 3))]  # fmt: skip
    titles = [chance.choice(_SCHOOLS), chance.choice(("CREDENCIAL DE ALUMNO", "ESTUDIANTE"))]
    return _marked(_printed(chance, split, titles, rows))


def bank(chance: Random, split: Split) -> Image.Image:
    """Return a bank's card, its number in one of the places where they have it."""
    who, tone = _someone(chance), [chance.randint(5, 245) for _ in range(3)]
    canvas = Canvas(Image.new("RGB", (WIDTH, HEIGHT), tuple(tone)), _face(chance, split))
    if chance.random() < _HALF:
        rosettes(canvas.image, chance)
    ink: Colour = (238, 238, 232) if sum(tone) < 3 * _DARK else (30, 30, 34)
    canvas.fitted((0.06, 0.12), chance.choice(_BANKS), (0.1, 0.5), ink)
    pen, left = ImageDraw.Draw(canvas.image), chance.randint(100, 260)
    pen.rounded_rectangle((left, 330, left + 210, 500), 24, fill=(205, 180, 110))
    gap = chance.choice((" ", "  ", ""))
    number = gap.join(f"{chance.randrange(10**4):04}" for _ in range(4))
    canvas.fitted((0.07, chance.uniform(0.56, 0.68)), number, (0.1, 0.86), ink)
    canvas.text(
        (0.45, 0.78),
        f"VALIDA HASTA {chance.randrange(1, 13):02}/2{chance.randrange(5, 10)}",
        0.045,
        ink,
    )
    canvas.fitted((0.07, 0.88), _name(who), (0.06, 0.6), ink)
    for x, colour in ((1330, (220, 40, 40)), (1430, (235, 160, 30))):
        pen.ellipse((x - 90, 790, x + 90, 970), fill=colour)
    return _marked(canvas)


def passport(chance: Random, split: Split) -> Image.Image:
    """Return the page of a passport with its two lines of 44 signs, the country's or another's."""
    who, land = _someone(chance), chance.choice(("MEX", "MEX", *_ABROAD))
    rows = chance.sample(_rows_of(who, chance), chance.randint(3, 5))
    titles = ["PASAPORTE  PASSPORT", chance.choice(_STATES)]
    canvas = _printed(chance, split, titles, [("APELLIDOS", who.text("apellido_paterno")),
                      ("NOMBRES", who.text("nombre")), *rows])  # fmt: skip
    bottom = round(0.79 * HEIGHT)
    canvas.image.paste(paper(chance, bright=225).crop((0, bottom, WIDTH, HEIGHT)), (0, bottom))
    name = f"P<{land}{_surnames(who)}<<{who.text('nombre')}"
    digits, born = (
        f"G{chance.randrange(10**8):08}",
        f"{chance.randrange(40, 99)}0{chance.randrange(1, 10)}15",
    )
    code = f"{digits}{check_digit(digits)}{land}{born}{check_digit(born)}M330214<"
    for place, line in enumerate((name, code)):
        canvas.code((0.04, 0.85 + place * 0.085), _filled(line, 44), 0.92, _ink(chance))
    return _marked(canvas)


def foreign_front(chance: Random, split: Split) -> Image.Image:
    """Return the front of another country's identity card."""
    who = _someone(chance)
    titles = [chance.choice(("REPUBLICA DE EJEMPLO", "REINO DE MUESTRA", "REPUBLIC OF UTOPIA")),
              chance.choice(("DOCUMENTO NACIONAL DE IDENTIDAD", "CEDULA DE CIUDADANIA",
                             "IDENTITY CARD", "CEDULA DE IDENTIDAD"))]  # fmt: skip
    rows = [(chance.choice(("APELLIDOS", "SURNAME")), _surnames(who).replace("<", " ")),
            (chance.choice(("NOMBRES", "NOMBRE", "GIVEN NAMES")), who.text("nombre")),
            ("NUMERO", f"{chance.randrange(10**8):08}{chance.choice('ABCXYZ')}"),
            *chance.sample(_rows_of(who, chance)[1:], chance.randint(2, 4))]  # fmt: skip
    return _marked(_printed(chance, split, titles, rows))


def foreign_back(chance: Random, split: Split) -> Image.Image:
    """Return the back of another country's identity card: three lines of 30 signs."""
    who, land = _someone(chance), chance.choice(_ABROAD)
    canvas, ink = _ground(chance, split), _ink(chance)
    for number, (label, value) in enumerate(chance.sample(_rows_of(who, chance)[1:], 3)):
        top = chance.uniform(0.08, 0.12) + number * 0.14
        canvas.text((0.06, top), label, 0.03, ink)
        canvas.fitted((0.06, top + 0.05), value, (0.045, 0.5), ink)
    digits = f"{chance.randrange(10**9):09}"
    born, until = f"{chance.randrange(40, 99)}0{chance.randrange(1, 10)}15", "330214"
    first = f"{chance.choice(('ID', 'I<'))}{land}{digits}{check_digit(digits)}"
    second = f"{born}{check_digit(born)}F{until}{check_digit(until)}{land}"
    third = f"{_surnames(who)}<<{who.text('nombre')}"
    top, wide = chance.uniform(0.62, 0.7), chance.uniform(0.84, 0.93)
    for place, line in enumerate((first, second, third)):
        canvas.code((0.5 - wide / 2, top + place * 0.1), _filled(line, 30), wide, ink)
    return _marked(canvas)


def blank(chance: Random, split: Split) -> Image.Image:
    """Return a card with nothing on it, or with a stripe or a chip alone."""
    tone = tuple(chance.randint(25, 250) for _ in range(3))
    canvas = Canvas(Image.new("RGB", (WIDTH, HEIGHT), tone), _face(chance, split))
    pen, look = ImageDraw.Draw(canvas.image), chance.random()
    if look < 0.25:  # noqa: PLR2004
        pen.rectangle((0, 90, WIDTH, 300), fill=(20, 18, 22))
    elif look < _HALF:
        pen.rounded_rectangle((150, 340, 360, 500), 24, fill=(205, 180, 110))
    return paper(chance) if look > 0.8 else canvas.image  # noqa: PLR2004


def _surnames(who: Person) -> str:
    return f"{who.text('apellido_paterno')}<{who.text('apellido_materno')}".rstrip("<")


def _filled(line: str, long: int) -> str:
    return line.replace(" ", "<").replace("Ñ", "N").replace("Ü", "U")[:long].ljust(long, "<")


IDENTITIES: Final[dict[str, Callable[[Random, Split], Image.Image]]] = {
    "licence": licence, "elder": elder, "student": student, "bank": bank, "passport": passport,
    "foreign_front": foreign_front, "foreign_back": foreign_back, "blank": blank,
}  # fmt: skip
"""By the name of the kind. Each is an RGB image of WIDTH × HEIGHT px."""
