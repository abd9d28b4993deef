"""The three MRZ lines are equally long and equally spaced: one gives the place of the others."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from core.credential.grammar.spelling import misfit
from core.credential.imaging.picture import Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.back import MRZ_PATTERNS, Back
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import OcrEngine, greedy
from core.domain.credencial.mrz import LINE

_WHOLE: Final = LINE - 2
_FITS: Final = 0.4
"""Misfit under which a row is this line of an MRZ."""


def whole_lines(back: Back, sheet: Sheet, engine: OcrEngine) -> None:
    """Read again, at full width, the MRZ lines that were found in part or not; changes `back`."""
    slots = list(_slots(back))
    lattices = engine.read_lines([sheet.strip(box) for _, box in slots])
    for (line, box), lattice in zip(slots, lattices, strict=True):
        text, score = greedy(lattice)
        known = back.mrz.get(line)
        least = _misfit(known.text, line) if known else _FITS
        if _misfit(text, line) < least:
            back.mrz[line] = Token("", text, score, box, lattice)


def _misfit(text: str, line: int) -> float:
    return misfit(text.replace(" ", "")[: LINE + 4], MRZ_PATTERNS[line])


def _slots(back: Back) -> Iterator[tuple[int, Points]]:
    """Yield each line that is not whole, and the box of a whole one moved to where it stands."""
    whole = {line: token for line, token in back.mrz.items() if _length(token) >= _WHOLE}
    if not whole:
        return
    model = max(whole, key=lambda line: whole[line].score)
    points = whole[model].points
    pitch = _pitch(back, model)
    for line in range(len(MRZ_PATTERNS)):
        part = back.mrz.get(line)
        if line in whole:
            continue
        if part is not None:
            down = part.points.mean(axis=0) - points.mean(axis=0)
            yield line, points + _across(points, down)
        elif pitch is not None:
            yield line, points + (line - model) * pitch


def _length(token: Token) -> int:
    return len(token.text.replace(" ", ""))


def _across(points: Points, way: Points) -> Points:
    """Return the part of `way` that leads across the line."""
    along = (points[1] - points[0]) / max(1e-6, float(np.linalg.norm(points[1] - points[0])))
    return np.asarray(way - along * float(np.dot(way, along)))


def _pitch(back: Back, model: int) -> Points | None:
    """Return the way from one line to the next, None where only one was found."""
    points = back.mrz[model].points
    others = [line for line in back.mrz if line != model]
    if not others:
        return None
    other = min(others, key=lambda line: abs(line - model))
    way = back.mrz[other].points.mean(axis=0) - points.mean(axis=0)
    return _across(points, way) / (other - model)
