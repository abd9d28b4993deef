"""Findings about pictures, each derived from a measurement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from core.credential.detection.locate import Located
from core.credential.fields.coded import SettledCodes
from core.credential.imaging.geometry import tilt_degrees
from core.credential.imaging.picture import Picture, Points
from core.credential.layout.label_anchors import told_by_labels
from core.credential.layout.mrz_anchors import strays
from core.credential.layout.read_side import SideText
from core.credential.layout.tokens import Token
from core.credential.quality import measures
from core.credential.quality.document_check import is_stranger, is_two
from core.domain.credencial.lectura import (
    FieldReading,
    Finding,
    FindingCode,
    SideName,
    finding,
)

_OUT: Final = 0.012
_INSIDE: Final = 0.003
"""Shares of the picture that a whole card keeps from its border, if it seems cut."""

_NEAR: Final = 0.03
_PRINTED_OUT: Final = 0.015
"""How near the border an edge must lie, and how far beyond it the print must reach."""

_WORD: Final = 4
_CODE: Final = 12
_LEGIBLE: Final = 0.55
_SEEN: Final = 0.4
_HINTED: Final = 0.06
_HINTED_MUCH: Final = 0.2
_MOSTLY_CUT: Final = 0.8
_NEARLY: Final = 0.015
_WILD: Final = 0.3
_SURELY_CUT: Final = 0.97
"""What the network says alone is worth a warning, from here on a refusal."""

_PLAIN: Final = 1.65
"""From this score on all four edges lie in the picture, whatever the network takes it for."""

_TWO_SEEN: Final = 0.42
_TWO_HINTED: Final = 0.1
_TILT_WARNS: Final = 24.0
_TILT_REFUSES: Final = 38.0
_ONE_INK: Final = {SideName.FRONT: (90, 2.4), SideName.BACK: (75, 1.62)}
"""How much of a side to look at, and under what it has one ink: a front has a face and titles."""

_PLAINLY_ONE: Final = 1.05
_CRISP: Final = 0.1
_DARK: Final = 48.0
_READABLE: Final = 0.8
_READABLE_ON_THE_WHOLE: Final = 0.75
_GLARE: Final = 0.0015
_COVERED: Final = 0.2
_WORN: Final = 4
"""Fields that the reader of a worn card cannot be sure of, though the picture is good."""


def judge_place(
    place: Located, text: SideText, frame: tuple[int, int], side: SideName, *, at_border: bool
) -> list[Finding]:
    """Return the findings about the card's position in its picture.

    `frame` is (rows, columns); `at_border`: text runs out of a picture without a clear whole card.
    """
    two, cut = place.sight.two, place.sight.cut
    no_card = place.sight.none > cut or not has_words(text)
    nothing = text.side is None and no_card  # what is no card is not cut either
    beyond = min(_beyond(text.sheet.corners, frame), _beyond(place.found, frame))
    outside = beyond > _OUT or (beyond > -_INSIDE and cut > _HINTED)
    if outside and cut > two / 4 and not nothing:
        return [finding(FindingCode.CUT, side)]
    if two > _TWO_SEEN or (place.second and two > _TWO_HINTED):
        return [finding(FindingCode.TWO_CARDS, side)]
    printed = _printed_beyond(place, text, frame)
    seen = cut > _SEEN and place.score < _PLAIN
    if nothing or not (outside or at_border or printed or (seen and printed is None)):
        return []
    near = cut > _MOSTLY_CUT and beyond > -_NEARLY and _beyond(text.sheet.corners, frame) < _WILD
    near = near and not place.whole
    plain = outside or at_border or near or (printed is True and cut > _HINTED_MUCH)
    return [finding(FindingCode.CUT, side, mild=not (plain or cut > _SURELY_CUT))]


def _printed_beyond(place: Located, text: SideText, frame: tuple[int, int]) -> bool | None:
    """Return what its print says: True, the card goes on beyond its picture; False, it ends within.

    None where it is mute. Where a row is cut away, the lines that are left are taken for the edge.
    """
    if place.score >= _PLAIN:
        return None
    if text.side is SideName.BACK:
        lies_so = strays(text) < 0 and _beyond(text.sheet.corners, frame) < -_NEAR / 2
        return False if lies_so else None
    told = told_by_labels(text) if text.side else None
    if told is None:
        return None
    beyond = _beyond(told, frame)
    if _beyond(text.sheet.corners, frame) > -_NEAR and beyond > _PRINTED_OUT:
        return True
    return False if beyond < -_NEAR / 2 else None


def judge_missing(place: Located, side: SideName) -> Finding:
    """Return the finding about a picture in which no whole card was found."""
    cut = place.sight.cut > _SEEN
    return finding(FindingCode.CUT if cut else FindingCode.NO_CREDENTIAL, side)


def _beyond(corners: Points, frame: tuple[int, int]) -> float:
    """Return how far the outermost corner lies outside the picture, in shares of its size."""
    shares = corners / np.array([frame[1], frame[0]])
    return float(max((-shares).max(), (shares - 1).max()))


def judge_sheet(text: SideText, frame: tuple[int, int], side: SideName) -> list[Finding]:
    """Return the findings about the flattened card; `frame` is (rows, columns) of its picture."""
    flat = text.sheet.flat
    found: list[Finding] = []
    tilt = tilt_degrees(text.sheet.corners, frame)
    if tilt > _TILT_WARNS:
        strong = tilt > _TILT_REFUSES and not _readable(text)  # a bent card looks tilted too
        found.append(finding(FindingCode.TILT, side, strong=strong))
    if text.side is not None and has_one_ink(flat, text.side):
        pale = text.side is SideName.BACK and not has_one_ink(flat, text.side, plainly=True)
        found.append(finding(FindingCode.PHOTOCOPY, side, mild=pale))
    if not _readable(text):
        if measures.brightness(flat) < _DARK:
            found.append(finding(FindingCode.DARK, side))
        elif measures.crispness(flat) < _CRISP:
            found.append(finding(FindingCode.BLUR, side))
    glare = _glare(text)
    if glare is not None:
        found.append(finding(FindingCode.GLARE, side, strong=glare))
    return found


def has_one_ink(flat: Picture, side: SideName, *, plainly: bool = False) -> bool:
    """Tell whether a flattened side (BGR) is a photocopy: it has no colours beyond the light's.

    Some backs are pale or grey: of those only one ink `plainly` is a copy for sure.
    """
    most, limit = _ONE_INK[side]
    return measures.own_colour(flat, most) < (_PLAINLY_ONE if plainly else limit)


def _readable(text: SideText) -> bool:
    """Tell whether most of the text was read well; of a back, the code that it is there for."""
    scores = [token.score for token in text.tokens if len(token.text) >= _WORD]
    codes = [token.score for token in text.tokens if len(token.text) >= _CODE]
    best = max(codes, default=0.0) if text.side is SideName.BACK else 0.0
    return bool(scores) and max(best, float(np.median(scores))) >= _READABLE_ON_THE_WHOLE


def _glare(text: SideText) -> bool | None:
    """Return whether a reflection hides text; None where there is no reflection."""
    mask = measures.glare_mask(text.sheet.flat)
    if float(mask.mean()) < _GLARE:
        return None
    return any(
        _share_under(mask, token) > _COVERED and token.score < _READABLE
        for token in text.tokens
        if len(token.text) >= _WORD and token.label != "muestra"
    )


def _share_under(mask: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], token: Token) -> float:
    left, top = np.maximum(token.points.min(axis=0), 0).astype(int)
    right, bottom = token.points.max(axis=0).astype(int)
    part = mask[top:bottom, left:right]
    return float(part.mean()) if part.size else 0.0


def judge_text(told: Sequence[Finding], text: SideText, side: SideName) -> list[Finding]:
    """Return findings from the text, in addition to `told`: wrong side, or no credential."""
    codes = {one.code for one in told}
    if FindingCode.CUT in codes:
        return []
    if text.side is None:
        code = FindingCode.OTHER_DOCUMENT if has_words(text) else FindingCode.NO_CREDENTIAL
        return [finding(code, side)]
    if is_two(text):
        return [] if FindingCode.TWO_CARDS in codes else [finding(FindingCode.TWO_CARDS, side)]
    if is_stranger(text):
        return [finding(FindingCode.OTHER_DOCUMENT, side)]
    return [] if text.side is side else [finding(FindingCode.WRONG_SIDE, side)]


def has_words(text: SideText) -> bool:
    """Tell whether anything legible is written there."""
    return bool(legible_words(text))


def legible_words(text: SideText) -> list[str]:
    """Return what of the text is long enough to be a word and can be read."""
    return [
        token.text for token in text.tokens if len(token.text) >= _WORD and token.score > _LEGIBLE
    ]


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
    crisp = measures.crispness(flat) >= 1.5 * _CRISP and measures.brightness(flat) >= 2 * _DARK
    return [finding(FindingCode.DAMAGED, SideName.FRONT)] if crisp else []
