"""Rows of name and domicilio that the text detector missed or cut, read where they must stand."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from core.credential.fields.address import ended
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.imaging.picture import Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.blocks import is_heading, is_letter
from core.credential.layout.front import Front
from core.credential.layout.tokens import Token, tokens_of
from core.credential.ocr.engine import OcrEngine, greedy

ROW: Final = 0.047
"""Height of a usual row, in shares of the card's height."""

LEAST_SCORE: Final = 0.45
_PITCH: Final = 0.0445
"""From one row to the next where a print shows too few rows to tell, in shares of the height."""

_LOST: Final = 1.6
"""Pitches between two rows from which on there is room for one between them."""

_ROWS: Final = 3
_BLOCKS: Final = ("nombre", "domicilio")
_APART: Final = {"nombre": 1.5, "domicilio": 8.0}
"""Heights of a row that its second part may stand away: beside a name other fields stand."""

_NARROW: Final = 2.5
"""Heights: a strip so wide holds one letter and little else."""

_LETTER: Final = 0.7
"""Score of a letter where a row must stand; where none need stand it must be clear."""

_LESS_TALL: Final = 0.75
_SAME_ROW: Final = 0.4
_ENTIDAD: Final = 0.08
"""Width of an entidad's short form, in shares of the card's width."""

_TITLES: Final = frozenset({"titulo", "ine", "ife", "registro", "nombre", "domicilio", "muestra"})


def fill_blocks(front: Front, sheet: Sheet, engine: OcrEngine) -> None:
    """Complete the rows of name and domicilio of `front`."""
    for name in _BLOCKS:
        _join_rows(front, name, sheet, engine)
        _fill_rows(front, name, sheet, engine)
    _end_domicilio(front, sheet, engine)


def _end_domicilio(front: Front, sheet: Sheet, engine: OcrEngine) -> None:
    """Read the last row further where its box ended before the entidad."""
    rows = front.values.get("domicilio", [])
    if not rows or ended(rows[-1].text):
        return
    last = rows[-1]
    points = last.points.copy()
    ahead = points[1] - points[0]
    ahead *= _ENTIDAD * CARD_SIZE[0] / max(1.0, float(np.linalg.norm(ahead)))
    points[1:3] += ahead
    lattice = engine.read_lines([sheet.strip(points)])[0]
    text, score = greedy(lattice)
    if ended(text) and score >= LEAST_SCORE:
        front.values["domicilio"] = [*rows[:-1], Token("", text, score, points, lattice)]


def _join_rows(front: Front, name: str, sheet: Sheet, engine: OcrEngine) -> None:
    """Read as one the rows of a block that the detector found in two boxes."""
    rows = front.values.get(name, [])
    for number, row in enumerate(rows):
        parts = [one for one in front.rest if _continues(row, one, _APART[name])]
        if not parts:
            continue
        last = max(parts, key=lambda one: one.right)
        points = row.points.copy()
        points[1:3] = last.points[1:3]
        lattice = engine.read_lines([sheet.strip(points)])[0]
        text, score = greedy(lattice)
        if score >= LEAST_SCORE and len(text) > len(row.text):
            rows[number] = Token("", text, score, points, lattice)


def _continues(row: Token, other: Token, apart: float) -> bool:
    """Tell whether a token stands in the row, after what was found of it."""
    gap = (other.left - row.right) / row.height
    level = abs(other.middle - row.middle) < _SAME_ROW * row.height
    return level and -_SAME_ROW < gap < apart and other.height > _LESS_TALL * row.height


def _fill_rows(front: Front, name: str, sheet: Sheet, engine: OcrEngine) -> None:
    """Read the rows of a block that are missing between, before or after those found."""
    rows = front.values.get(name, [])
    if not rows:
        return
    pitch = _pitch(front)
    inner = list(between(rows, pitch))
    places = [*inner, *(_around(front, name, rows, pitch) if len(rows) < _ROWS else ())]
    left = min(row.left for row in rows)
    boxes = [
        box_at(left, middle, 0.4 * CARD_SIZE[0], ROW * CARD_SIZE[1]) for middle in places
    ]  # most names
    lattices = engine.read_lines([sheet.strip(box) for box in boxes])
    for place, box, lattice in zip(places, boxes, lattices, strict=True):
        text, score = greedy(lattice)
        letter = name == "nombre" and is_letter(lattice)
        row = len(text) >= 2 and score >= LEAST_SCORE and not is_heading(text)  # noqa: PLR2004
        row = row and not any(one.label for one in tokens_of(box, lattice))
        if letter or row:
            rows = [*rows, Token("", text, score, box, lattice)]
        elif place in inner:
            front.guessed.add(name)
            rows = [*rows, *(_letter_alone(rows, place, sheet, engine) if name == "nombre" else ())]
    front.values[name] = sorted(rows, key=lambda row: row.middle)


def _letter_alone(
    rows: list[Token], middle: float, sheet: Sheet, engine: OcrEngine
) -> Iterator[Token]:
    """Yield the letter of a row that is one: in a strip as wide as others the engine loses it."""
    tall = float(np.median([row.height for row in rows]))
    box = box_at(min(row.left for row in rows) - tall / 8, middle, _NARROW * tall, tall)
    lattice = engine.read_lines([sheet.strip(box)])[0]
    text, score = greedy(lattice)
    if len(text) == 1 and text.isalpha() and score >= _LETTER:
        yield Token("", text, score, box, lattice)


def box_at(left: float, middle: float, wide: float, tall: float) -> Points:
    """Return the box (4 × 2 px) of a line that begins at `left`, cut at the card's edge."""
    right = min(left + wide, CARD_SIZE[0] - 4)
    top, bottom = middle - tall / 2, middle + tall / 2
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def _pitch(front: Front) -> float:
    """Return the px from one row of a block to the next."""
    steps = [
        low.middle - high.middle
        for name in _BLOCKS
        for high, low in pairwise(front.values.get(name, []))
    ]
    usual = _PITCH * CARD_SIZE[1]
    return float(np.median(steps)) if len(steps) > _ROWS else usual


def between(rows: list[Token], pitch: float) -> Iterator[float]:
    """Yield the heights at which a row stands too far from the next one."""
    for high, low in pairwise(rows):
        steps = (low.middle - high.middle) / pitch
        lost = round(steps) - 1 if steps > _LOST else 0
        for number in range(1, lost + 1):
            yield high.middle + (low.middle - high.middle) * number / (lost + 1)


def _around(front: Front, name: str, rows: list[Token], pitch: float) -> Iterator[float]:
    """Yield the heights of rows that fit between the label of a block and what follows it."""
    label = front.labels.get(name)
    start = label.middle + 0.4 * pitch if label else rows[0].middle - 1.4 * pitch  # half a row
    end = rows[-1].middle + 2.4 * pitch  # two rows more
    if name == "nombre":
        label = front.labels.get("domicilio")
        others = [*([label] if label else []), *front.values.get("domicilio", [])]
    else:
        start = max([start, *(row.middle + pitch / 2 for row in front.values.get("nombre", []))])
        others = [token for key, token in front.labels.items() if key not in _TITLES]
        others += [row for key, own in front.values.items() if key not in _BLOCKS for row in own]
    ends = (
        one.middle - 0.7 * pitch for one in others if one.middle > rows[-1].middle
    )  # the row before it
    end = min([end, *ends])
    if name == "domicilio" and ended(rows[-1].text):
        end = rows[-1].middle
    above = (rows[0].middle - step * pitch for step in (2, 1))
    below = (rows[-1].middle + step * pitch for step in (1, 2))
    yield from (place for place in (*above, *below) if start < place < end)
