"""Fields that the text detector missed, read at the position where their family prints them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from core.credential.fields.expected_rows import LEAST_SCORE, ROW, between, box_at, fill_blocks
from core.credential.grammar.patterns import CLAVE, CURP, NUMBERS, OCR
from core.credential.grammar.spelling import misfit
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.imaging.picture import Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.field_positions import USUAL
from core.credential.layout.front import Front, number_misfit
from core.credential.layout.tokens import Token, tokens_of
from core.credential.ocr.engine import OcrEngine, greedy

_LENGTHS: Final = {"clave_elector": 18, "curp": 18, "vigencia": 11, "anio_registro": 7}
_SIGN: Final = 0.0132
"""Width of a usual sign, in shares of the card's width."""

_NEAREST: Final = 3
"""Fields in the rows next to it that tell how a print has moved a field; one may be elsewhere."""

_WHOLE_CODE: Final = 17
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
    fill_blocks(front, sheet, engine)


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
    for middle in between(rows, float(np.median(steps)) if steps else 1.0):
        box = box_at(left, middle, _CODE_ROW * CARD_SIZE[0], ROW * CARD_SIZE[1])
        for token in tokens_of(box, engine.read_lines([sheet.strip(box)])[0]):
            costs = {name: _misfit(name, token.text) for name in lost if not token.label}
            name = min(costs, key=lambda one: costs[one], default="")
            if name and costs[name] <= _MISFIT:
                front.values[name] = [token]


def _fill_numbers(front: Front, sheet: Sheet, engine: OcrEngine) -> None:
    wanted = [name for name in front.missing() if name not in ("edad", "folio")]
    slots = [
        (name, box) for name in wanted for box in _boxes(front, name) if not _is_taken(front, box)
    ]
    lattices = engine.read_lines([sheet.strip(box) for _, box in slots])
    best: dict[str, tuple[float, Token]] = {}
    for (name, box), lattice in zip(slots, lattices, strict=True):
        text, score = greedy(lattice)
        cost = _misfit(name, text)
        if cost <= _MISFIT and score >= LEAST_SCORE:
            merit = score - 2 * cost
            if name not in best or merit > best[name][0]:
                best[name] = (merit, Token("", text, score, box, lattice))
    for name, (_, token) in best.items():
        front.values[name] = [token]
        if name not in front.labels:
            front.guessed.add(name)


def _is_taken(front: Front, box: Points) -> bool:
    """Tell whether the value of another field stands there."""
    left, right, middle = box[0, 0], box[1, 0], float(box[:, 1].mean())
    return any(
        abs(token.middle - middle) < token.height / 2
        and left < (token.left + token.right) / 2 < right
        for tokens in front.values.values()
        for token in tokens
    )


def read_standing_digits(sheet: Sheet, engine: OcrEngine) -> Token | None:
    """Return the vertical OCR number on the left edge of a model C back, None if not legible.

    For a back on which the detector found no text there. Source: norma/credencial.md, 1 and 8.
    """
    width, height = CARD_SIZE
    left, right = _STANDING[0] * width, _STANDING[1] * width
    low, high = 0.97 * height, 0.2 * height  # the edge but for the stripe
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
    wide = (length + 2.5) * _SIGN * CARD_SIZE[0]  # and a sign at each end
    label = front.labels.get(name)
    tall = ROW * CARD_SIZE[1]
    if label is not None:
        yield box_at(label.right + 0.2 * tall, label.middle, wide, tall)  # a gap
        yield box_at(
            label.left - 0.3 * tall, label.middle + 0.038 * CARD_SIZE[1], wide, tall
        )  # 2 mm
        return
    spot = USUAL.get(front.family, {}).get(name)
    if spot is not None:
        for x, y in _shifted(front, spot):
            yield box_at(x - wide / 2, y, wide, tall)


def _shifted(front: Front, spot: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield a usual spot in pixels, moved as those found in rows near it are, and as all are."""
    usual = USUAL[front.family]
    known = [name for name, tokens in front.values.items() if tokens and name in usual]
    known.sort(key=lambda name: abs(usual[name][1] - spot[1]))
    moves = np.array([_moved(front.values[name][0], usual[name]) for name in known] or [(0.0, 0.0)])
    for own in (moves[:_NEAREST], moves)[len(moves) <= _NEAREST :]:
        dx, dy = np.median(own, axis=0).tolist()
        yield spot[0] * CARD_SIZE[0] + dx, spot[1] * CARD_SIZE[1] + dy


def _moved(token: Token, spot: tuple[float, float]) -> tuple[float, float]:
    """Return how far (px) a token stands from its usual spot."""
    across = (token.left + token.right) / 2 - spot[0] * CARD_SIZE[0]
    return across, token.middle - spot[1] * CARD_SIZE[1]
