"""The front of a fictitious credential in a layout drawn by chance (`layout.py`)."""

from random import Random
from typing import Final

from PIL import Image, ImageDraw

from core.muestra.canvas import HEIGHT, WIDTH, Canvas, Colour
from core.muestra.decor import faded, hologram, micro_print, rosettes, upright_text
from core.muestra.layout import Layout
from core.muestra.likeness import likeness
from core.muestra.paper import paper
from core.muestra.people import Person

_LAST: Final = 0.945
_GAP: Final = 0.012
_RIGHT: Final = 0.985
_BESIDE: Final = 0.80
_LEAST_SIZE: Final = 0.72


def draw_varied_front(person: Person, layout: Layout, chance: Random) -> Image.Image:
    """Return the front as an RGB image of WIDTH × HEIGHT px."""
    canvas = Canvas(paper(chance, bright=chance.randint(205, 238)), layout.face)
    if chance.random() < 0.7:  # noqa: PLR2004
        rosettes(canvas.image, chance)
    if chance.random() < 0.4:  # noqa: PLR2004
        micro_print(canvas, chance)
    dark = chance.randint(12, 60)
    ink = (dark, dark, dark + chance.randint(0, 14))
    front = _VariedFront(canvas, person, layout, (ink, _of_labels(ink, chance)))
    front.titles(chance)
    front.portraits(chance)
    front.print_rows()
    if chance.random() < 0.4:  # noqa: PLR2004
        away = 0.02 if layout.portrait_right else 0.028
        upright_text(canvas, chance, (layout.left - away, layout.top + chance.uniform(0.2, 0.5)))
    if chance.random() < 0.4:  # noqa: PLR2004
        hologram(canvas.image, chance)
    canvas.text((0.90, 0.972), "MUESTRA", 0.028, (130, 128, 132))
    return faded(canvas.image, chance) if chance.random() < 0.25 else canvas.image  # noqa: PLR2004


def _of_labels(ink: Colour, chance: Random) -> Colour:
    """Return the ink of labels: paler than that of values, on some prints wine or blue."""
    red, green, blue = (one + chance.choice((30, 50, 70)) for one in ink)
    tint = chance.choice(((0, 0, 0), (0, 0, 0), (60, 0, 15), (0, 10, 60)))
    return red + tint[0], green + tint[1], blue + tint[2]


class _VariedFront:
    """One side while it is printed, from the top down."""

    def __init__(
        self, canvas: Canvas, person: Person, layout: Layout, inks: tuple[Colour, Colour]
    ) -> None:
        ink, soft = inks
        self._canvas, self._person, self._layout, self._ink = canvas, person, layout, ink
        self._labels = Canvas(canvas.image, layout.face_of_labels)
        self._soft = soft
        self._above, self._shrunk = False, 1.0
        self._right = 0.70 if layout.portrait_right else _RIGHT

    def titles(self, chance: Random) -> None:
        """Write the institute's name and the kind of document."""
        old = self._person.family == "C/D"
        left = 0.05 if self._layout.portrait_right else self._layout.left
        left += chance.uniform(-0.005, 0.03)
        words = "INSTITUTO FEDERAL ELECTORAL" if old else "INSTITUTO NACIONAL ELECTORAL"
        if self._person.family == "G/H":
            words = chance.choice((f"MÉXICO  {words}", words))
        elif self._layout.habits.beside_title:
            words = f"{self._layout.habits.beside_title}  {words}"
        wine = (chance.randint(90, 160), chance.randint(15, 60), chance.randint(60, 100))
        top = chance.uniform(0.045, 0.075)
        tall = chance.uniform(0.044, 0.062)
        self._canvas.fitted((left, top), words, (tall, _RIGHT - left - 0.02), self._ink)
        second = top + tall * chance.uniform(0.9, 1.05)
        if old:
            rows = "REGISTRO FEDERAL DE ELECTORES"
            self._canvas.text((left, second), rows, 0.032, self._soft)
            second += 0.037
        self._canvas.text((left, second), "CREDENCIAL PARA VOTAR", tall * 0.8, wine)
        if not self._layout.portrait_right and chance.random() < 0.7:  # noqa: PLR2004
            self._canvas.text((0.04, 0.075), "INE", chance.uniform(0.08, 0.11), wine)

    def portraits(self, chance: Random) -> None:
        """Lay the portrait on its side of the card, now and then a ghost, and a signature."""
        wide = chance.uniform(0.215, 0.255)
        box = (0.99 - wide if self._layout.portrait_right else 0.025, chance.uniform(0.19, 0.26))
        size = (round(wide * WIDTH), round(chance.uniform(0.44, 0.56) * HEIGHT))
        large = likeness(chance, size)
        if chance.random() < 0.3:  # noqa: PLR2004
            large = large.convert("L").convert("RGB")
        self._canvas.image.paste(large, (round(box[0] * WIDTH), round(box[1] * HEIGHT)))
        if not self._layout.portrait_right and chance.random() < 0.6:  # noqa: PLR2004
            self._ghost(large, chance)
        self._scribble(chance, (box[0] + 0.02, min(box[1] + 0.64, 0.88)))

    def _ghost(self, large: Image.Image, chance: Random) -> None:
        size = (round(0.09 * WIDTH), round(0.185 * HEIGHT))
        place = (round(0.885 * WIDTH), round(chance.uniform(0.36, 0.42) * HEIGHT))
        small = large.convert("L").resize(size).convert("RGB")
        ground = self._canvas.image.crop((*place, place[0] + size[0], place[1] + size[1]))
        self._canvas.image.paste(Image.blend(ground, small, chance.uniform(0.25, 0.8)), place)

    def _scribble(self, chance: Random, at: tuple[float, float]) -> None:
        points = [
            ((at[0] + step * 0.013) * WIDTH, (at[1] + chance.uniform(-0.05, 0.05)) * HEIGHT)
            for step in range(chance.randint(8, 15))
        ]
        ImageDraw.Draw(self._canvas.image).line(points, fill=(36, 34, 60), width=3)

    def print_rows(self) -> None:
        """Write the name, what stands beside it, the domicilio and the codes."""
        layout, person = self._layout, self._person
        step = layout.row_size * layout.leading
        end = self._block("nombre", self._names(), layout.top, step)
        self._beside(layout.top, step)
        end = self._block("domicilio", person.lines("domicilio"), end + _GAP, step)
        rows = [row for row in map(self._printed, layout.rows) if row]
        room = (_LAST - end - layout.row_size / 2) / len(rows)
        needed = 1.1 * (layout.label_size + layout.row_size)
        self._above = layout.habits.above and room > _LEAST_SIZE * needed
        usual = step * 1.25 + (layout.label_size if layout.below or self._above else 0)
        tall = min(usual, room)
        if layout.habits.band:
            self._band((end, end + len(rows) * tall))
        self._shrunk = min(1.0, tall / needed) if self._above else 1.0
        for number, row in enumerate(rows):
            self._row(row, end + _GAP + number * tall, tall)

    def _band(self, span: tuple[float, float]) -> None:
        """Lay a tinted band behind the codes."""
        image = self._canvas.image
        box = (0, round(span[0] * HEIGHT), round(self._right * WIDTH), round(span[1] * HEIGHT))
        ground = image.crop(box)
        image.paste(Image.blend(ground, Image.new("RGB", ground.size, self._soft), 0.18), box)

    def _names(self) -> list[str]:
        text = self._person.text
        given = text("nombre").split()
        apart = self._layout.apart and len(given) > 1 and bool(text("apellido_materno"))
        names = [given[0], " ".join(given[1:])] if apart else [text("nombre")]
        rows = [text("apellido_paterno"), text("apellido_materno"), *names]
        return [row for row in rows if row]

    def _block(self, key: str, rows: list[str], top: float, step: float) -> float:
        """Write a label and its rows; return the middle of where the next line may stand."""
        layout = self._layout
        place = (layout.left, top)
        self._labels.text(place, layout.labels[key], layout.label_size, self._soft)
        first = top + layout.label_size * 0.55 + step * 0.6
        limit = (_BESIDE if key == "nombre" else self._right) - layout.left
        for number, row in enumerate(rows):
            size = (layout.row_size, limit - 0.02)
            self._canvas.fitted((layout.left, first + number * step), row, size, self._ink)
        return first + len(rows) * step

    def _beside(self, top: float, step: float) -> None:
        words = [self._layout.labels[key] for key in self._layout.beside]
        wide = max(self._labels.width(each, self._layout.label_size) for each in words)
        left = 0.52 if self._layout.portrait_right else min(_BESIDE, _RIGHT - wide)
        at = top
        for key in self._layout.beside:
            below = key == "fecha_nacimiento"
            self._pair((left, at), (key, self._value(key)), (1.0, below))
            at += step * (2.3 if below else 1.2)

    def _printed(self, row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in row if self._value(key))

    def _value(self, key: str) -> str:
        text = self._person.text
        if key == "anio_registro":
            return self._layout.habits.registro.format(text(key), text("numero_emision"))
        if key == "vigencia" and self._person.family == "G/H":
            return f"{text('emision')}{self._layout.dash}{text('vigencia')}"
        others = {"folio": self._person.folio, "edad": self._person.edad}
        return others[key] if key in others else text(key)

    def _row(self, row: tuple[str, ...], top: float, tall: float) -> None:
        """Write the pairs of one row, smaller where they lack room."""
        below = self._above or (self._layout.below and len(row) > 1)
        wide = sum(self._width(key, below=below) for key in row) + 0.03 * (len(row) - 1)
        size = min(1.0, (self._right - self._layout.left) / wide)
        at = self._layout.left
        for key in row:
            fitted = (size * self._shrunk, below)
            end = self._pair((at, top - tall * 0.1), (key, self._value(key)), fitted)
            at = end + 0.03 * size

    def _width(self, key: str, *, below: bool) -> float:
        layout = self._layout
        label = self._labels.width(layout.labels[key], layout.label_size)
        value = self._canvas.width(self._value(key), layout.row_size * self._heavier(key))
        return max(label, value) if below else label + 0.015 + value

    def _pair(
        self, at: tuple[float, float], pair: tuple[str, str], fitted: tuple[float, bool]
    ) -> float:
        """Write a label and its value, beside or below it; return where the wider one ends."""
        (key, value), (size, below), layout = pair, fitted, self._layout
        label = layout.label_size * size
        end = self._labels.text(at, layout.labels[key], label, self._soft)
        down = (label + layout.row_size * size) * 0.5 if below else 0.0
        place = (at[0] if below else end + 0.012 * size, at[1] + down)
        tall = layout.row_size * size * self._heavier(key)
        return max(end, self._canvas.text(place, value, tall, self._ink))

    def _heavier(self, key: str) -> float:
        return self._layout.habits.heavier if key in ("clave_elector", "curp") else 1.0
