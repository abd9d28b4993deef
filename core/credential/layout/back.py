"""The back: three lines of MRZ, or the digits of OCR and CIC alone, wherever they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from core.credential.grammar.ctc import Pattern, Spelling, spell
from core.credential.grammar.patterns import CIC, MRZ1, MRZ2, MRZ3, OCR
from core.credential.grammar.spelling import misfit
from core.credential.imaging.picture import Points
from core.credential.layout.tokens import Token
from core.credential.ocr.engine import Lattice
from core.domain.credencial.mrz import LINE

MRZ_PATTERNS: Final[tuple[Pattern, ...]] = (MRZ1, MRZ2, MRZ3)
_FITS: Final = 0.45
_OCR_FITS: Final = 0.3
_CIC_FITS: Final = 0.15
_LABEL: Final = re.compile(r"^[A-ZÑ]{2,7}(?=\d{8})")
_DIGITS_OF_CIC: Final = (8, 10)
"""A CIC that was printed alone, a digit lost or one of dirt more."""

_TERM: Final = 3
"""Years between two federal elections."""


@dataclass(slots=True)
class Back:
    """Tokens of a back: `mrz` by line (0..2, some may be missing), vertical digits, the rest."""

    mrz: dict[int, Token] = field(default_factory=dict)
    digits: Token | None = None
    cic: Token | None = None
    others: list[Token] = field(default_factory=list)


def parse_back(tokens: Sequence[Token]) -> Back:
    """Return the tokens of a back sorted into MRZ lines, digits and others."""
    back = Back()
    wide = sorted(
        (token for token in tokens if len(token.text) >= LINE // 2),
        key=lambda token: token.middle,
    )
    for token in wide:
        text = token.text.replace(" ", "")
        costs = [misfit(text[:34], pattern) for pattern in MRZ_PATTERNS]
        line = int(np.argmin(costs))
        if line == 2 and "<" not in text:  # noqa: PLR2004
            continue
        known = back.mrz.get(line)
        if costs[line] < _FITS and (known is None or costs[line] < _cost(known, line)):
            back.mrz[line] = token
    back.others = [token for token in tokens if token not in back.mrz.values()]
    back.digits = _best(back.others, OCR, _OCR_FITS)
    if not back.mrz:
        low, high = _DIGITS_OF_CIC
        nine = [
            one
            for one in back.others
            if low <= len(_bare(one)) <= high and not _is_boxes(_bare(one))
        ]
        back.cic = _best(nine, CIC, _CIC_FITS)
    return back


def _best(tokens: Sequence[Token], pattern: Pattern, most: float) -> Token | None:
    """Return the token that fits the pattern best, wherever it stands; None where none fits."""
    fits = [(misfit(_bare(token), pattern), token) for token in tokens]
    near = [(cost - token.score, token) for cost, token in fits if cost < most]
    return min(near, key=lambda one: one[0])[1] if near else None


def _is_boxes(digits: str) -> bool:
    """Tell whether digits are the years of the boxes for votes: two each, three years apart."""
    years = [int(digits[at : at + 2]) for at in range(0, len(digits) - 1, 2) if digits.isdigit()]
    return len(years) > 2 and all((then - one) % 100 == _TERM for one, then in pairwise(years))  # noqa: PLR2004


def _bare(token: Token) -> str:
    """Return the text without spaces, full stops and the word that may stand before digits."""
    return _LABEL.sub("", re.sub("[ .:]", "", token.text))


def _cost(token: Token, line: int) -> float:
    return misfit(token.text.replace(" ", "")[:34], MRZ_PATTERNS[line])


def spell_line(lattice: Lattice, line: int) -> Spelling | None:
    """Return an MRZ line (0..2) decoded under its grammar, None where it is too short.

    Source: norma/credencial.md, 7.
    """
    return spell(lattice, MRZ_PATTERNS[line])


def standing(points: Points) -> bool:
    """Tell whether a text box (4 × 2 px) runs up or down the card."""
    across = float(np.linalg.norm(points[1] - points[0]))
    down = float(np.linalg.norm(points[3] - points[0]))
    return down > 2 * across
