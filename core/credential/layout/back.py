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
from core.credential.layout.tokens import Token, spans_of
from core.credential.ocr.engine import Lattice
from core.domain.credencial.mrz import LINE, check_digit

MRZ_PATTERNS: Final[tuple[Pattern, ...]] = (MRZ1, MRZ2, MRZ3)
_FITS: Final = 0.45
_OCR_FITS: Final = 0.3
_CIC_FITS: Final = 0.15
_LABEL: Final = re.compile(r"^(?=\d*[A-ZÑ]\d*[A-ZÑ])[A-ZÑ\d]{1,15}[A-ZÑ](?=\d{8})")
"""Words before digits, of whose letters one may be read as a digit: «NO. 0CR 2598278028378»."""

_TEN: Final = re.compile(r"(\d(?: ?\d){8}) ?(\d)\D*$")
"""A CIC and its check digit, of which people speak as the CIC of ten digits."""
_IN_FOURS: Final = re.compile(r"(?<!\d)\d{4} +\d{4} +\d{1,4}(?!\d)")
_LOST: Final = 2
"""Digits of an OCR that blur may lose, or dirt add."""

_DIGITS_OF_CIC: Final = (8, 10)
"""A CIC that was printed alone, a digit lost or one of dirt more."""

_VALID: Final = 10
"""Years that a credential is in force. Source: norma/credencial.md, 1."""

_TERM: Final = 3
"""Years between two federal elections."""


@dataclass(slots=True)
class Back:
    """Tokens of a back: `mrz` by line (0..2, some may be missing), vertical digits, the rest."""

    mrz: dict[int, Token] = field(default_factory=dict)
    digits: Token | None = None
    cic: Token | None = None
    guessed: set[str] = field(default_factory=set)
    """«ocr» or «cic» where another count of digits was read: one of them is lost, or is dirt."""

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
    back.digits = _best([one for one in back.others if may_be_ocr(one)], OCR, _OCR_FITS)
    if back.digits is not None and len(bare_number(back.digits)) != len(OCR):
        back.guessed.add("ocr")
    if not back.mrz:
        low, high = _DIGITS_OF_CIC
        nine = [
            one
            for one in back.others
            if low <= len(bare_number(one)) <= high and not _is_boxes(bare_number(one))
        ]
        back.cic = _best([_without_check(one) for one in nine], CIC, _CIC_FITS)
        if back.cic is not None and len(bare_number(back.cic)) != len(CIC):
            back.guessed.add("cic")
    return back


def _without_check(token: Token) -> Token:
    """Return the nine digits of a CIC that was printed with its check digit.

    Source: norma/credencial.md, 7.
    """
    ten = _TEN.search(token.text)
    if ten is None or check_digit(ten[1].replace(" ", "")) != ten[2]:
        return token
    return spans_of(token, [ten.span(1)])[0]


def may_be_ocr(token: Token) -> bool:
    """Tell whether a token may be the thirteen digits; a bank's number is longer, and in fours."""
    near = abs(len(bare_number(token)) - len(OCR)) <= _LOST
    return near and not _IN_FOURS.search(token.text)


def told_by_back(back: Back) -> dict[str, str]:
    """Return what a back says of numbers of its front, «?» for a sign that it does not tell.

    Source: norma/credencial.md, 7 and 8.
    """
    told: dict[str, str] = {}
    first = spell_line(back.mrz[0].lattice, 0) if 0 in back.mrz else None
    if first is not None:
        told["seccion"] = first.text[17:21]
    elif back.digits is not None and len(bare_number(back.digits)) == len(OCR):
        told["seccion"] = bare_number(back.digits)[:4]
    second = spell_line(back.mrz[1].lattice, 1) if 1 in back.mrz else None
    if second is not None:
        years = second.text[8:10]
        told["vigencia"] = f"??{years}"
        told["emision"] = f"??{(int(years) - _VALID) % 100:02}"
    return told


def _best(tokens: Sequence[Token], pattern: Pattern, most: float) -> Token | None:
    """Return the token that fits the pattern best, wherever it stands; None where none fits."""
    fits = [(misfit(bare_number(token), pattern), token) for token in tokens]
    near = [(cost - token.score, token) for cost, token in fits if cost < most]
    return min(near, key=lambda one: one[0])[1] if near else None


def _is_boxes(digits: str) -> bool:
    """Tell whether digits are the years of the boxes for votes: two each, three years apart."""
    years = [int(digits[at : at + 2]) for at in range(0, len(digits) - 1, 2) if digits.isdigit()]
    return len(years) > 2 and all((then - one) % 100 == _TERM for one, then in pairwise(years))  # noqa: PLR2004


def bare_number(token: Token) -> str:
    """Return the text without spaces, full stops and the words that may stand before digits."""
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
