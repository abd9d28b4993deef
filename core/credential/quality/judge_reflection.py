"""Whether a reflection hides print: not how large it is, but which lines are lost by it.

White paper, bands and boxes may burn out as well. What parts them from a reflection is the paper
of the line itself: it is as bright all along a line that merely begins there, and falls off under
one that a reflection cuts. Where one is large and a line that every such side has was not found at
all, that line is under it.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.credential.grammar.patterns import CIC, CLAVE, CURP, FECHA, MRZ1, MRZ2, OCR
from core.credential.grammar.spelling import misfit
from core.credential.layout.back import MRZ_PATTERNS, parse_back
from core.credential.layout.front import parse_front
from core.credential.layout.read_side import SideText
from core.credential.layout.tokens import Token
from core.credential.quality import measures
from core.credential.quality.likelihood import Curve
from core.credential.quality.words import WORD
from core.domain.credencial.lectura import SideName
from core.domain.credencial.mrz import FILLER, LINE

_LEAST: Final = 0.0015
"""Share of a side that must be burnt out to speak of a reflection: 1 mm² in 700."""

_COVERED: Final = 0.2
"""Share of a line under a reflection from which on it, read badly, is hidden."""

_READABLE: Final = 0.8
"""Score from which on a line was read well."""

_LIT: Final = 3
"""Lines read well in the burnt part from which on it is the paper that is bright."""

_BURNT: Final = 0.6
"""Share that is burnt of the square beyond the end of a line that a reflection cuts."""

_FALLS_OFF: Final = 12.0
"""Grey levels by which the paper at a line's other end must be darker than what is burnt out."""

_PAPER: Final = 90
"""Percentile of the light round a line that is its paper's and not its ink's."""

_WHOLE: Final = 0.04
"""Misfit under which a code was read to its last sign: one lookalike in eighteen costs 0.01."""

_CODES: Final = (CLAVE, CURP, OCR, CIC, FECHA, MRZ1, MRZ2)

_PART: Final = 0.6
"""Share of the card's width under which a line with fillers is a part of an MRZ's: those go across
the card, so it is cut, however bright its paper."""

_LOST: Final = Curve(0.5, 1.5)
"""Ends of lines that are cut: rows are set flush left, so one may stop beside a reflection by
chance, two do not."""

_HIDDEN: Final = 2
"""What a line under the reflection counts for that was found and cannot be read, and an end of a
code: a card is there for its codes."""

_CODED: Final = 7
_DIGITS: Final = 3
"""Signs, and digits among them, of a word that is a part of a code: numbers of streets and postal
codes have less."""

_LARGE: Final = 0.03
"""Share of a side that a row of print takes, and a reflection that may hide one whole."""

_ROWS: Final = 2
"""Rows of a name and of a domicilio, at least: surnames and names, a street and its town."""

_SEEN_THROUGH: Final = 0.7
"""Probability of a reflection that hides nothing: it is there, and refuses nothing."""

_WHITE: Final = 255
"""Derived: the brightest grey level, of paper that cannot be seen."""

Light = NDArray[Any]
"""Rows × columns: grey levels 0..255, or 1 where it is burnt out."""


class _Box(NamedTuple):
    """Where a line lies, px of the flat card, within the card."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Return the height of its letters, roughly."""
        return self.bottom - self.top


def reflection_share(text: SideText) -> float:
    """Return how likely a reflection hides print; 0 where there is none."""
    flat = text.sheet.flat
    light = measures.soft_light(flat)
    burnt = measures.burnt_level(light)
    mask = np.asarray(light > burnt, np.uint8)
    if float(mask.mean()) < _LEAST:
        return 0.0
    lines = [(one, _box_of(one, mask.shape)) for one in text.tokens if _is_asked(one, text.side)]
    under = [one for one, box in lines if _mean(mask, box) > _COVERED]
    read = sum(one.score >= _READABLE for one in under)
    lost = _HIDDEN * (len(under) - read) if read < _LIT else 0
    solid, paper = measures.solid(mask), burnt - _FALLS_OFF
    lost += sum(_lost_of(one, box, light, solid, paper) for one, box in lines if not _is_whole(one))
    if float(solid.mean()) >= _LARGE and _lacks(text):
        lost += _HIDDEN
    pale = float(measures.glare_mask(light).mean()) < _LEAST
    if not lost and (pale or read >= _LIT or measures.is_bright(flat)):
        return 0.0
    return max(_SEEN_THROUGH, _LOST.share(lost))


def _lacks(text: SideText) -> bool:
    """Tell whether a side lacks a line that all of its kind print.

    Of a line that is lost whole nothing is left that could be cut.
    """
    if text.side is SideName.FRONT:
        front = parse_front(text.tokens, text.family)
        rows = min(len(front.values.get(name, ())) for name in ("nombre", "domicilio"))
        return "clave_elector" not in front.values or rows < _ROWS
    back = parse_back(text.tokens)
    return len(back.mrz) < len(MRZ_PATTERNS) if back.mrz else back.digits is None


def _is_asked(token: Token, side: SideName | None) -> bool:
    """Tell whether a line is one that a card is read for: of a back, only its codes."""
    if len(token.text) < WORD or token.label == "muestra":
        return False
    coded = FILLER in token.text or any(sign.isdigit() for sign in token.text)
    return coded or side is not SideName.BACK


def _is_whole(token: Token) -> bool:
    """Tell whether nothing of a line is missed: it is a label, or a code to its last sign."""
    bare = token.text.replace(" ", "")
    names = len(bare) == LINE and FILLER in bare
    return bool(token.label) or names or any(misfit(bare, code) < _WHOLE for code in _CODES)


def _lost_of(token: Token, box: _Box, light: Light, solid: Light, paper: float) -> int:
    """Return how much is lost of a line: ends that stop at a reflection, more of a code."""
    part = FILLER in token.text and box.right - box.left < _PART * solid.shape[1]
    ends = 0
    for beyond, other in _ends(box, solid.shape):
        falls_off = part or _paper(light, other) < paper
        ends += falls_off and _mean(solid, beyond) > _BURNT
    return ends * (_HIDDEN if part or _is_of_code(token.text) else 1)


def _is_of_code(text: str) -> bool:
    """Tell whether a word of a line is what is left of a clave, a CURP or a long number."""
    return any(
        len(word) >= _CODED and sum(sign.isdigit() for sign in word) >= _DIGITS
        for word in text.split()
    )


def _ends(box: _Box, shape: tuple[int, ...]) -> Iterator[tuple[_Box, _Box]]:
    """Yield, for each end, the square beyond it and the other half of the line, a square longer."""
    middle = (box.left + box.right) // 2
    first, last = box.left - box.height, box.right + box.height
    if first >= 0:
        yield box._replace(left=first, right=box.left), box._replace(left=middle, right=last)
    if last <= shape[1]:
        before = box._replace(left=max(first, 0), right=middle)
        yield box._replace(left=box.right, right=last), before


def _box_of(token: Token, shape: tuple[int, ...]) -> _Box:
    left, top = np.maximum(token.points.min(axis=0), 0).astype(int)
    right, bottom = np.minimum(token.points.max(axis=0), (shape[1], shape[0])).astype(int)
    return _Box(int(left), int(top), int(right), int(bottom))


def _part(light: Light, box: _Box) -> Light:
    return light[box.top : box.bottom, box.left : box.right]


def _mean(mask: Light, box: _Box) -> float:
    part = _part(mask, box)
    return float(part.mean()) if part.size else 0.0


def _paper(light: Light, box: _Box) -> float:
    part = _part(light, box)
    return float(np.percentile(part, _PAPER)) if part.size else float(_WHITE)
