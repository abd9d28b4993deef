"""Fields that the text detector missed, read at the position where their family prints them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from core.credential.fields.address import ended
from core.credential.grammar.patterns import CLAVE, CURP, NUMBERS, OCR
from core.credential.grammar.spelling import misfit
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.imaging.picture import Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.blocks import is_heading, is_letter
from core.credential.layout.field_positions import USUAL
from core.credential.layout.front import Front, number_misfit
from core.credential.layout.tokens import Token, tokens_of
from core.credential.ocr.engine import OcrEngine, greedy

_LENGTHS: Final = {"clave_elector": 18, "curp": 18, "vigencia": 11, "anio_registro": 7}
_SIGN: Final = 0.0132
"""Width of a usual sign, in shares of the card's width."""

_ROW: Final = 0.047
"""Height of a usual row, in shares of the card's height."""

_PITCH: Final = 0.0445
"""From one row to the next where a print shows too few rows to tell, in shares of the height."""

_LOST: Final = 1.6
"""Pitches between two rows from which on there is room for one between them."""

_NAME_ROWS: Final = 3
_BLOCKS: Final = ("nombre", "domicilio")
_APART: Final = {"nombre": 1.5, "domicilio": 8.0}
"""Heights of a row that its second part may stand away: beside a name other fields stand."""

_NARROW: Final = 2.5
"""Heights: a strip so wide holds one letter and little else."""

_LETTER: Final = 0.7
"""Score of a letter where a row must stand; where none need stand it must be clear."""

_LESS_TALL: Final = 0.75
_SAME_ROW: Final = 0.4
_LEAST_SCORE: Final = 0.45
_WHOLE_CODE: Final = 17
_ENTIDAD: Final = 0.08
"""Width of an entidad's short form, in shares of the card's width."""

_STANDING: Final = (0.02, 0.09)
_MISFIT: Final = 0.2
_CODES: Final = ("clave_elector", "curp")
_CODE_ROW: Final = 0.62
"""Width of a row with a code, its label and no more, in shares of the card's width."""


def fill_slots(front: Front, sheet: Sheet, engine: OcrEngine) -> None:
    """Read the missing fields and rows at their expected positions and add them to `front`."""
    for name in _CODES:
        _lengthen(front, name, sheet, engine)
    _find_codes(front, sheet, engine)
    _fill_numbers(front, sheet, engine)
    for name in _BLOCKS:
        _join_rows(front, name, sheet, engine)
        _fill_rows(front, name, sheet, engine)
    _end_domicilio(front, sheet, engine)


def _find_codes(front: Front, sheet: Sheet, engine: OcrEngine) -> None:
    """Read a clave or a CURP whose row was lost as a whole: the others leave room for it."""
    lost = [name for name in _CODES if name not in front.values]
    address = front.values.get("domicilio", [])
    if not lost or not address:
        return
    top, left = address[0].middle, min(row.left for row in address)
    tokens = (*front.labels.values(), *(row for rows in front.values.values() for row in rows))
    below = [token for token in tokens if token.middle >= top]
    below.sort(key=lambda one: one.middle)
    rows = below[:1]
    for token in below[1:]:
        if token.middle - rows[-1].middle > token.height / 2:
            rows.append(token)
    steps = [low.middle - high.middle for high, low in pairwise(rows)]
    for middle in _between(rows, float(np.median(steps)) if steps else 1.0):
        box = _box(left, middle, _CODE_ROW * CARD_SIZE[0], _ROW * CARD_SIZE[1])
        for token in tokens_of(box, engine.read_lines([sheet.strip(box)])[0]):
            costs = {name: _misfit(name, token.text) for name in lost if not token.label}
            name = min(costs, key=lambda one: costs[one], default="")
            if name and costs[name] <= _MISFIT:
                front.values[name] = [token]


def _fill_numbers(front: Front, sheet: Sheet, engine: OcrEngine) -> None:
    wanted = [name for name in front.missing() if name not in ("edad", "folio")]
    slots = [(name, box) for name in wanted for box in _boxes(front, name)]
    lattices = engine.read_lines([sheet.strip(box) for _, box in slots])
    best: dict[str, tuple[float, Token]] = {}
    for (name, box), lattice in zip(slots, lattices, strict=True):
        text, score = greedy(lattice)
        cost = _misfit(name, text)
        if cost <= _MISFIT and score >= _LEAST_SCORE:
            merit = score - 2 * cost
            if name not in best or merit > best[name][0]:
                best[name] = (merit, Token("", text, score, box, lattice))
    for name, (_, token) in best.items():
        front.values[name] = [token]
        if name not in front.labels:
            front.guessed.add(name)


def read_standing_digits(sheet: Sheet, engine: OcrEngine) -> Token | None:
    """Return the vertical OCR number on the left edge of a model C back, None if not legible.

    For a back on which the detector found no text there. Source: norma/credencial.md, 1 and 8.
    """
    width, height = CARD_SIZE
    left, right = _STANDING[0] * width, _STANDING[1] * width
    low, high = 0.97 * height, 0.2 * height
    box = np.array([[left, low], [left, high], [right, high], [right, low]])
    lattice = engine.read_lines([sheet.strip(box)])[0]
    text, score = greedy(lattice)
    if misfit(text.replace(" ", ""), OCR) > _MISFIT:
        return None
    return Token("", text, score, box, lattice)


def _lengthen(front: Front, name: str, sheet: Sheet, engine: OcrEngine) -> None:
    """Read a code whose box ended too early again, as far as its signs must reach."""
    for token in front.values.get(name, []):
        signs = len(token.text.replace(" ", ""))
        if not 0 < signs < _WHOLE_CODE:
            continue
        share = (_LENGTHS[name] + 0.5) / signs
        points = token.points.copy()
        points[1] = points[0] + (points[1] - points[0]) * share
        points[2] = points[3] + (points[2] - points[3]) * share
        lattice = engine.read_lines([sheet.strip(points)])[0]
        text, score = greedy(lattice)
        if _misfit(name, text) < _misfit(name, token.text):
            front.values[name] = [Token("", text, score, points, lattice)]


def _misfit(name: str, text: str) -> float:
    if name in _CODES:
        return misfit(text.replace(" ", ""), CLAVE if name == "clave_elector" else CURP)
    return number_misfit(name, text)


def _boxes(front: Front, name: str) -> Iterator[Points]:
    """Yield where the value of a field may stand: by its label, else where it usually does."""
    length = _LENGTHS.get(name) or len(NUMBERS[name])
    wide = (length + 2.5) * _SIGN * CARD_SIZE[0]
    label = front.labels.get(name)
    tall = _ROW * CARD_SIZE[1]
    if label is not None:
        yield _box(label.right + 0.2 * tall, label.middle, wide, tall)
        if front.family.value == "G/H":
            yield _box(label.left - 0.3 * tall, label.middle + 0.038 * CARD_SIZE[1], wide, tall)
        return
    spot = USUAL.get(front.family, {}).get(name)
    if spot is not None:
        x, y = _shifted(front, spot)
        yield _box(x - wide / 2, y, wide, tall)


def _shifted(front: Front, spot: tuple[float, float]) -> tuple[float, float]:
    """Return a usual spot in pixels, moved as the fields that were found are."""
    usual = USUAL[front.family]
    moves = [
        (
            (tokens[0].left + tokens[0].right) / 2 - usual[name][0] * CARD_SIZE[0],
            tokens[0].middle - usual[name][1] * CARD_SIZE[1],
        )
        for name, tokens in front.values.items()
        if tokens and name in usual
    ]
    dx, dy = np.median(np.array(moves), axis=0) if moves else (0.0, 0.0)
    return spot[0] * CARD_SIZE[0] + float(dx), spot[1] * CARD_SIZE[1] + float(dy)


def _box(left: float, middle: float, wide: float, tall: float) -> Points:
    right = min(left + wide, CARD_SIZE[0] - 4)
    top, bottom = middle - tall / 2, middle + tall / 2
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


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
    if ended(text) and score >= _LEAST_SCORE:
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
        if score >= _LEAST_SCORE and len(text) > len(row.text):
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
    between = list(_between(rows, pitch))
    places = [*between, *(_around(front, name, rows, pitch) if len(rows) < _NAME_ROWS else ())]
    left = min(row.left for row in rows)
    boxes = [_box(left, middle, 0.4 * CARD_SIZE[0], _ROW * CARD_SIZE[1]) for middle in places]
    lattices = engine.read_lines([sheet.strip(box) for box in boxes])
    for place, box, lattice in zip(places, boxes, lattices, strict=True):
        text, score = greedy(lattice)
        letter = name == "nombre" and is_letter(lattice)
        row = len(text) >= 2 and score >= _LEAST_SCORE and not is_heading(text)  # noqa: PLR2004
        if letter or row:
            rows = [*rows, Token("", text, score, box, lattice)]
        elif place in between:
            front.guessed.add(name)
            rows = [*rows, *(_letter_alone(rows, place, sheet, engine) if name == "nombre" else ())]
    front.values[name] = sorted(rows, key=lambda row: row.middle)


def _letter_alone(
    rows: list[Token], middle: float, sheet: Sheet, engine: OcrEngine
) -> Iterator[Token]:
    """Yield the letter of a row that is one: in a strip as wide as others the engine loses it."""
    tall = float(np.median([row.height for row in rows]))
    box = _box(min(row.left for row in rows) - tall / 8, middle, _NARROW * tall, tall)
    lattice = engine.read_lines([sheet.strip(box)])[0]
    text, score = greedy(lattice)
    if len(text) == 1 and text.isalpha() and score >= _LETTER:
        yield Token("", text, score, box, lattice)


def _pitch(front: Front) -> float:
    """Return the px from one row of a block to the next."""
    steps = [
        low.middle - high.middle
        for name in _BLOCKS
        for high, low in pairwise(front.values.get(name, []))
    ]
    usual = _PITCH * CARD_SIZE[1]
    return float(np.median(steps)) if len(steps) > _NAME_ROWS else usual


def _between(rows: list[Token], pitch: float) -> Iterator[float]:
    """Yield the heights at which a row stands too far from the next one."""
    for high, low in pairwise(rows):
        steps = (low.middle - high.middle) / pitch
        lost = round(steps) - 1 if steps > _LOST else 0
        for number in range(1, lost + 1):
            yield high.middle + (low.middle - high.middle) * number / (lost + 1)


def _around(front: Front, name: str, rows: list[Token], pitch: float) -> Iterator[float]:
    """Yield the heights of rows that fit between the label of a block and what follows it."""
    label = front.labels.get(name)
    after = front.labels.get("domicilio" if name == "nombre" else "clave_elector")
    start = label.middle + 0.4 * pitch if label else rows[0].middle - 1.4 * pitch
    end = after.middle - 0.7 * pitch if after else rows[-1].middle + 2.4 * pitch
    above = (rows[0].middle - step * pitch for step in (2, 1))
    below = (rows[-1].middle + step * pitch for step in (1, 2))
    yield from (place for place in (*above, *below) if start < place < end)
