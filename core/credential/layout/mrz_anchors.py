"""Position of a back derived from the ends of its MRZ lines.

Needed because the frame of a QR code can show stronger edges than the card.
"""

from typing import Final

import numpy as np

from core.credential.imaging.geometry import CARD_SIZE, Homography, apply
from core.credential.imaging.picture import Points
from core.credential.layout.back import parse_back
from core.credential.layout.read_side import SideText
from core.domain.credencial.mrz import LINE

LEFT: Final = 0.055
RIGHT: Final = 0.94
MIDDLES: Final = (0.662, 0.768, 0.875)
"""Shares of the card where the lines begin, end and stand. Source: norma/credencial.md, 6."""

_USUAL: Final = np.array([0.025, 0.03])
"""How far from there prints are known to begin and stand."""

_STRAY: Final = 0.02
"""Share of the card from which on the ends of the MRZ say that it lies otherwise."""

_WHOLE: Final = LINE - 2
_LEAST: Final = 2
"""Lines of which both ends must be seen: of one alone the turn is not told."""

_CARD: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)


def told_by_mrz(text: SideText) -> Points | None:
    """Return the corners that the MRZ implies, None where it is incomplete or already in place.

    4 × 2 px of the picture, clockwise from the card's own top left; accurate to a few hundredths of
    the card.
    """
    printed, seen = _ends(text)
    if len(printed) < 2 * _LEAST or strays(text) < _STRAY:
        return None
    return apply(text.sheet.back, apply(_flat(printed, seen), _CARD) * CARD_SIZE)


def strays(text: SideText) -> float:
    """Return how far MRZ ends lie beyond the usual range of print positions.

    The largest deviation, as a share of the card's side: 0 or less is usual; 1 without an MRZ.
    """
    printed, seen = _ends(text)
    return float((np.abs(seen - printed) - _USUAL).max()) if len(printed) else 1.0


def _ends(text: SideText) -> tuple[Points, Points]:
    """Return where the ends of the whole lines should be and are, in shares of the sheet."""
    printed, seen = [], []
    for line, token in parse_back(text.tokens).mrz.items():
        if len(token.text.replace(" ", "")) < _WHOLE:
            continue
        left, right = token.points[[0, 3]].mean(axis=0), token.points[[1, 2]].mean(axis=0)
        printed += [(LEFT, MIDDLES[line]), (RIGHT, MIDDLES[line])]
        seen += [left / CARD_SIZE, right / CARD_SIZE]
    return np.array(printed).reshape(-1, 2), np.array(seen).reshape(-1, 2)


def _flat(printed: Points, seen: Points) -> Homography:
    """Return the map from the print to the sheet that moves, turns and stretches, no more."""
    known = np.column_stack([printed, np.ones(len(printed))])
    rows = np.linalg.lstsq(known, seen, rcond=None)[0].T
    return np.vstack([rows, [0.0, 0.0, 1.0]])
