"""Fast path: the MRZ of a well-placed card, read at its printed position without detection."""

from typing import Final

import numpy as np

from core.credential.grammar.spelling import misfit
from core.credential.imaging.geometry import CARD_SIZE
from core.credential.imaging.picture import Picture, Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.back import MRZ_PATTERNS
from core.credential.layout.mrz_anchors import LEFT, MIDDLES, RIGHT
from core.credential.layout.read_side import SideText
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import Lattice, OcrEngine, greedy
from core.domain.credencial.lectura import Family, SideName
from core.domain.credencial.mrz import Mrz

_BESIDE: Final = 0.02
_HALF: Final = 0.047
"""Shares of the card that a strip shows beside a line, and above and below its middle."""

_NARROWED: Final = 0.75
_NAMES: Final = 2
"""The line that no digit checks: narrowed, an O reads as a U."""

_CLEAR: Final = (0.9, 0.9, 0.985)
_NAMES_FIT: Final = 0.15
"""Score of each line, and misfit of the last, which no digit checks, to be taken at once."""


def mrz_at_once(sheet: Sheet, engine: OcrEngine) -> SideText | None:
    """Return a back by its MRZ alone, None unless every check digit is right.

    The name line has no check digit, so it needs a higher probability. Line 1 is read first: a back
    without an MRZ costs only that. Source: norma/credencial.md, 7.
    """
    first = _line(0, engine.read_lines([_strip(sheet, 0)])[0])
    if not _fits(first, 0):
        return None
    rest = engine.read_lines([_strip(sheet, 1), _strip(sheet, _NAMES)])
    second, names = (_line(line, one) for line, one in enumerate(rest, 1))
    checked = _fits(second, 1) and all(Mrz(first.text, second.text, names.text).checks)
    if not (checked and _fits(names, _NAMES, _NAMES_FIT)):
        return None
    return SideText(sheet, (first, second, names), SideName.BACK, Family.UNKNOWN)


def _fits(token: Token, line: int, least: float = 0.0) -> bool:
    return token.score > _CLEAR[line] and misfit(token.text, MRZ_PATTERNS[line]) <= least


def _line(line: int, lattice: Lattice) -> Token:
    text, score = greedy(lattice)
    return Token("", text.replace(" ", ""), score, _place(line), lattice)


def _strip(sheet: Sheet, line: int) -> Picture:
    return sheet.strip(_place(line), narrowed=1.0 if line == _NAMES else _NARROWED)


def _place(line: int) -> Points:
    """Return the box of a line in pixels of the flat card."""
    left, right, middle = LEFT - _BESIDE, RIGHT + _BESIDE, MIDDLES[line]
    box = [(left, middle - _HALF), (right, middle - _HALF),
           (right, middle + _HALF), (left, middle + _HALF)]  # fmt: skip
    return np.array(box) * CARD_SIZE
