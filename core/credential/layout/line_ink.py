"""What the ink of a line shows beside its signs: the gaps between words, and tildes.

The engine reads words that stand close as one and an Ñ of many faces as N, and is sure of both.
"""

import re
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.grammar.seen_line import SeenLine
from core.credential.imaging.picture import Picture, grey
from core.credential.imaging.sheet import STRIP_HEIGHT, Sheet
from core.credential.layout.tokens import PrintedSign, Token, signs_of
from core.cv import cv2

_LEAST_SIGNS: Final = 4
_GROUND: Final = 31
_EDGE: Final = 3
"""Rows at the top and bottom of a strip that may show the next line."""

_DARKEST: Final = 4
"""Rows that say how much ink a column has: the arm of an L is no higher."""

_INKED: Final = 70
_CLEAR: Final = 0.4
"""Percentile of columns that are within a sign, and the share of their ink under which is a gap."""

_WITHIN: Final = 30
"""Percentile of the gaps of a line that are between letters of one word, on every line."""

_MOST: Final = 70
_TOUCHING: Final = 0.03
_BLURRED: Final = 1.6
"""Where blur lets most signs of a line touch, its gaps between words are narrower by so much."""

_MAY_HAVE: Final = re.compile(r"[AEIOUÑ][NÑ][AEIOU]")
_ABOVE: Final = 0.3
_TILDE: Final = (0.24, 0.04)
_REACH: Final = 0.4
_MUCH: Final = 0.45
_MARKED: Final = 0.22
"""Where a tilde is: in heights of a line above its box, in heights of a letter above the letters,
in pitches beside the middle of its N; how much of a letter's ink a row of letters has, and how much
more of it than other letters an Ñ has above it."""


def seen_line(sheet: Sheet, token: Token) -> SeenLine | None:
    """Return gaps and tildes of a token's line, None where it has too few signs to compare.

    A width is what a gap is wider than those within words, in heights of the line. Of 331 rows of
    `core.muestra`'s left-out and another hand's cards, 97 in 100 gaps between words are wider than
    0.125, and of those within a word 1 in 1,000 that is not beside a «1».
    """
    signs = [one for one in signs_of(token.lattice) if one.sign != " "]
    if len(signs) < _LEAST_SIGNS:
        return None
    strip = sheet.strip(token.points)
    bare = _bare(strip)
    step = strip.shape[1] / len(token.lattice)
    middles = [(one.step + 0.5) * step for one in signs]
    runs = [_longest(bare[int(left) : int(right) + 1]) for left, right in pairwise(middles)]
    wide = np.array(runs) / strip.shape[0]
    merged = bool(np.percentile(wide, _MOST) < _TOUCHING)
    own = (wide - np.percentile(wide, _WITHIN)) * (_BLURRED if merged else 1)
    bare_text = "".join(one.sign for one in signs)
    marks = _tildes(sheet, token, signs) if _MAY_HAVE.search(bare_text) else frozenset[int]()
    return SeenLine(bare_text, tuple(map(float, own)), merged, marks)


def _tildes(sheet: Sheet, token: Token, signs: list[PrintedSign]) -> frozenset[int]:
    """Return the places of N that have more ink above them than the other letters of the line.

    Of 63 Ñ of left-out and another hand's cards 62 have as much, of 123 N none.
    """
    points = token.points.copy()
    points[:2] += (points[0] - points[3]) * _ABOVE
    ink = _ink(sheet.strip(points, round(STRIP_HEIGHT * (1 + _ABOVE))))
    usual = float(np.percentile(np.sort(ink, axis=0)[-_DARKEST:].mean(axis=0), _INKED))
    ink = np.clip(ink / max(usual, 1.0), 0, 1)
    top, low = _letters_rows(ink.mean(axis=1))
    band = ink[max(0, round(top - _TILDE[0] * (low - top))) : round(top - _TILDE[1] * (low - top))]
    if not band.size:
        return frozenset()
    middles = [(one.step + 0.5) * ink.shape[1] / len(token.lattice) for one in signs]
    reach = _REACH * float(np.median(np.diff(middles)))
    above = [
        float(band[:, max(0, int(x - reach)) : int(x + reach) + 1].max(axis=0).mean())
        for x in middles
    ]
    others = [own for own, one in zip(above, signs, strict=True) if one.sign not in "NÑ"]
    least = float(np.median(others or [0.0])) + _MARKED
    pairs = enumerate(zip(above, signs, strict=True))
    return frozenset(
        at for at, (own, one) in pairs if one.sign == "Ñ" or (one.sign == "N" and own > least)
    )


def _letters_rows(profile: NDArray[Any]) -> tuple[int, int]:
    """Return the first and last row of the letters: the longest run of rows that hold much ink."""
    much = profile > _MUCH * float(np.percentile(profile, 80))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], much.astype(int), [0]])))
    runs = edges.reshape(-1, 2)
    first, last = runs[int((runs[:, 1] - runs[:, 0]).argmax())].tolist() if len(runs) else (0, 0)
    return first, last


def _ink(strip: Picture) -> NDArray[Any]:
    """Return how much darker each place is than the ground round it."""
    light = cv2.blur(grey(strip).astype(np.float32), (3, 3))
    tall = np.ones((strip.shape[0], _GROUND // 2), np.uint8)
    ground = cv2.blur(cv2.dilate(light, tall), (_GROUND, 1))
    return np.asarray(np.clip(ground - light, 0, None))


def _bare(strip: Picture) -> NDArray[Any]:
    """Return for each column whether it shows little ink."""
    ink = np.sort(_ink(strip)[_EDGE:-_EDGE], axis=0)[-_DARKEST:].mean(axis=0)
    return np.asarray(ink < _CLEAR * max(float(np.percentile(ink, _INKED)), 1.0))


def _longest(columns: NDArray[Any]) -> int:
    best = run = 0
    for column in columns:
        run = run + 1 if column else 0
        best = max(best, run)
    return best
