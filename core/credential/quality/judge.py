"""Findings about flattened cards and about pairs, each derived from a measurement."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import log
from typing import Final

import numpy as np

from core.credential.fields.coded import SettledCodes
from core.credential.imaging.geometry import tilt_degrees
from core.credential.imaging.picture import Picture
from core.credential.layout.read_side import SideText
from core.credential.quality import measures
from core.credential.quality.document_check import strange, two
from core.credential.quality.judge_reflection import reflection_share
from core.credential.quality.likelihood import CERTAIN, Curve, Shares
from core.credential.quality.words import WORD, has_words
from core.domain.credencial.lectura import (
    PLAIN,
    FieldReading,
    Finding,
    FindingCode,
    SideName,
    finding,
)

_TILT: Final = Curve(24.0, 38.0)
"""Degrees between the view and the card's normal. Source of 30°: norma/lecturas.md."""

_ONE_INK: Final = {SideName.FRONT: (90, 2.4), SideName.BACK: (75, 1.62)}
"""How much of a side to look at, and under what it has one ink: a front has a face and titles."""

_COPIED: Final = {SideName.FRONT: Curve(-0.2, 0.0), SideName.BACK: Curve(0.0, 0.43)}
"""Of the logarithm of that limit over what was measured: backs are pale or grey themselves."""

_BLUR: Final = Curve(0.0, 0.1)
_CRISP: Final = 0.1
"""Steepness of edges under which a side is blurred, if it cannot be read; of its logarithm."""

_DARK: Final = 48.0
_DARKNESS: Final = Curve(0.0, 0.1)
"""Luminance (0 to 255) under which an illegible side is dark; of its logarithm."""

_CODE: Final = 12
"""Signs from which on a token of a back is a code that it is there for."""

_READABLE_ON_THE_WHOLE: Final = 0.75
"""Middle score of the lines of a side from which on it was read well."""

_UNTOLD: Final = 0.93
"""Probability that legible words which name neither side are another document's."""

_WORN: Final = 4
"""Fields that the reader of a worn card cannot be sure of, though the picture is good."""

_WELL: Final = (1.5, 2.0)
"""How many times the limits of blur and darkness a picture must pass to be called good."""


def sheet_shares(text: SideText, frame: tuple[int, int]) -> Shares:
    """Return what is likely of the flattened card; `frame` is (rows, columns) of its picture."""
    shares: Shares = {}
    readable = _readable(text)
    tilt = _TILT.share(tilt_degrees(text.sheet.corners, frame))
    shares[FindingCode.TILT] = min(tilt, _UNDER) if readable else tilt  # a bent card looks so too
    if text.side is not None:
        shares[FindingCode.PHOTOCOPY] = one_ink(text.sheet.flat, text.side)
    if not readable:
        shares |= _illegible(text.sheet.flat)
    shares[FindingCode.GLARE] = reflection_share(text)
    return shares


_UNDER: Final = PLAIN - 1e-3
"""Derived: what warns at most."""


def _illegible(flat: Picture) -> Shares:
    """Return how likely darkness, and blur if it is not dark, keep a side from being read."""
    dark = _DARKNESS.share(log(_DARK / max(measures.brightness(flat), 1.0)))
    blur = _BLUR.share(log(_CRISP / max(measures.crispness(flat), 1e-3)))
    return {FindingCode.DARK: dark, FindingCode.BLUR: min(blur, 1 - dark)}


def one_ink(flat: Picture, side: SideName) -> float:
    """Return how likely a flattened side (BGR) is a photocopy: no colours beyond the light's."""
    most, limit = _ONE_INK[side]
    return _COPIED[side].share(log(limit / max(measures.own_colour(flat, most), 1e-3)))


def _readable(text: SideText) -> bool:
    """Tell whether most of the text was read well; of a back, the code that it is there for."""
    scores = [token.score for token in text.tokens if len(token.text) >= WORD]
    codes = [token.score for token in text.tokens if len(token.text) >= _CODE]
    best = max(codes, default=0.0) if text.side is SideName.BACK else 0.0
    return bool(scores) and max(best, float(np.median(scores))) >= _READABLE_ON_THE_WHOLE


def text_shares(text: SideText, taken_as: SideName) -> Shares:
    """Return what is likely of the words: another document, none, two cards, the other side."""
    if text.side is None:
        code = FindingCode.OTHER_DOCUMENT if has_words(text) else FindingCode.NO_CREDENTIAL
        return {code: _UNTOLD}
    shares = {FindingCode.TWO_CARDS: two(text), FindingCode.OTHER_DOCUMENT: strange(text)}
    if text.side is not taken_as and max(shares.values()) < PLAIN:
        shares[FindingCode.WRONG_SIDE] = CERTAIN
    return shares


def judge_pair(
    texts: Mapping[SideName, SideText],
    coded: SettledCodes,
    fields: Mapping[str, FieldReading],
    on: date,
) -> list[Finding]:
    """Return the findings about both sides together; `on` is the day of the reading."""
    found: list[Finding] = []
    sides = [text.side for text in texts.values()]
    if len(sides) == 2 and sides[0] is sides[1] and sides[0] is not None:  # noqa: PLR2004
        found.append(finding(FindingCode.SAME_SIDE_TWICE, None))
    if coded.sides_differ:
        found.append(finding(FindingCode.SIDES_DIFFER, None))
    vigencia = fields.get("vigencia")
    if vigencia and vigencia.value and int(vigencia.value) < on.year:
        found.append(finding(FindingCode.EXPIRED, SideName.FRONT))
    return found


def judge_wear(texts: Mapping[SideName, SideText], unsure: Sequence[str]) -> list[Finding]:
    """Return `damaged` where a sharp, well-lit front still has many unsure fields, else nothing."""
    text = texts.get(SideName.FRONT)
    if text is None or text.side is not SideName.FRONT:
        return []
    if len(unsure) < _WORN:
        return []
    flat = text.sheet.flat
    crisp, light = _WELL
    good = measures.crispness(flat) >= crisp * _CRISP and measures.brightness(flat) >= light * _DARK
    return [finding(FindingCode.DAMAGED, SideName.FRONT)] if good else []
