"""Fields that the text detector missed, read at the position where their family prints them."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from core.credential.fields.address import ended
from core.credential.grammar.patterns import CLAVE, CURP, NUMBERS, OCR
from core.credential.grammar.spelling import misfit
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.imaging.picture import Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.blocks import is_letter
from core.credential.layout.field_positions import USUAL
from core.credential.layout.front import Front, number_misfit
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import OcrEngine, greedy

_LENGTHS: Final = {"clave_elector": 18, "curp": 18, "vigencia": 11, "anio_registro": 7}
_SIGN: Final = 0.0132
"""Width of a usual sign, in shares of the card's width."""

_ROW: Final = 0.047
"""Height of a usual row, in shares of the card's height."""

_PITCH: Final = 0.0445
_NAME_ROWS: Final = 3
_LEAST_SCORE: Final = 0.45
_WHOLE_CODE: Final = 17
_ENTIDAD: Final = 0.08
"""Width of an entidad's short form, in shares of the card's width."""

_STANDING: Final = (0.02, 0.09)
_MISFIT: Final = 0.2


def fill_slots(front: Front, sheet: Sheet, engine: OcrEngine) -> None:
    """Read the missing fields and rows at their expected positions and add them to `front`."""
    for name in ("clave_elector", "curp"):
        _lengthen(front, name, sheet, engine)
    _fill_numbers(front, sheet, engine)
    for name in ("nombre", "domicilio"):
        _fill_rows(front, name, sheet, engine)
    _end_domicilio(front, sheet, engine)


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
    if name in ("clave_elector", "curp"):
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


def _fill_rows(front: Front, name: str, sheet: Sheet, engine: OcrEngine) -> None:
    """Read the rows of a block that are missing between, before or after those found."""
    rows = front.values.get(name, [])
    if not 0 < len(rows) < _NAME_ROWS:
        return
    pitch = _PITCH * CARD_SIZE[1]
    left = min(row.left for row in rows)
    boxes = [_box(left, middle, 0.4 * CARD_SIZE[0], _ROW * CARD_SIZE[1])
             for middle in _gaps(front, name, rows, pitch)]  # fmt: skip
    lattices = engine.read_lines([sheet.strip(box) for box in boxes])
    for box, lattice in zip(boxes, lattices, strict=True):
        text, score = greedy(lattice)
        letter = name == "nombre" and is_letter(lattice)
        if letter or (len(text) >= 2 and score >= _LEAST_SCORE):  # noqa: PLR2004
            rows = [*rows, Token("", text, score, box, lattice)]
    front.values[name] = sorted(rows, key=lambda row: row.middle)


def _gaps(front: Front, name: str, rows: list[Token], pitch: float) -> list[float]:
    """Return the heights of rows that fit between the label of a block and what follows it."""
    label = front.labels.get(name)
    after = front.labels.get("domicilio" if name == "nombre" else "clave_elector")
    start = label.middle + 0.4 * pitch if label else rows[0].middle - 1.4 * pitch
    end = after.middle - 0.7 * pitch if after else rows[-1].middle + 2.4 * pitch
    places = [rows[0].middle + step * pitch for step in range(-2, 4)]
    taken = [row.middle for row in rows]
    return [
        place
        for place in places
        if start < place < end and all(abs(place - other) > 0.6 * pitch for other in taken)
    ]
