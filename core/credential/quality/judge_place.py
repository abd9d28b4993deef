"""Whether a card is cut by the border of its picture, and whether another lies in it."""

from typing import Final

import numpy as np

from core.credential.detection.locate import Located
from core.credential.imaging.picture import Points
from core.credential.layout.label_anchors import told_by_labels
from core.credential.layout.mrz_anchors import strays
from core.credential.layout.read_side import SideText
from core.credential.quality.likelihood import CERTAIN, Curve, Shares
from core.credential.quality.words import has_words
from core.domain.credencial.lectura import FindingCode, SideName

_OUT: Final = 0.012
_INSIDE: Final = 0.003
"""Shares of the picture that a whole card keeps from its border, if it seems cut."""

_NEAR: Final = 0.03
_PRINTED_OUT: Final = 0.015
"""How near the border an edge must lie, and how far beyond it the print must reach."""

_HINTED: Final = 0.06
_HINTED_MUCH: Final = 0.2
"""Shares of «cut» at which the network adds to what the corners or the print say already."""

_MOSTLY_CUT: Final = 0.8
_NEARLY: Final = 0.015
_WILD: Final = 0.3
"""A card that the network mostly takes for cut, with corners this near the border and not wildly
beyond it, is cut."""

_CUT: Final = Curve(0.4, 0.97)
"""What the network says alone: worth a warning from 0.4, sure from 0.97."""

_PLAIN: Final = 1.65
"""From this score on all four edges lie in the picture, whatever the network takes it for."""

_TWO: Final = Curve(0.35, 0.42)
_TWO_BESIDE: Final = Curve(0.08, 0.1)
"""The same for two cards, and where a second whole shape of a card is found as well. One alone gave
0.29 on a good picture of another hand."""

_PRINT_SAYS: Final = 0.93
_NOT_SEEN: Final = 0.3
"""Probabilities: that a card is cut of which the print, or text at the border, says so; and at
most, that one is of which nothing but the network says anything, with four edges in the picture."""


def place_shares(
    place: Located, text: SideText, frame: tuple[int, int], *, at_border: bool
) -> Shares:
    """Return how likely it is that the card is cut, and that there are two.

    `frame` is (rows, columns); `at_border`: text runs out of a picture without a clear whole card.
    """
    two, cut = place.sight.two, place.sight.cut
    nothing = text.side is None and (place.sight.none > cut or not has_words(text))
    beyond = min(_beyond(text.sheet.corners, frame), _beyond(place.found, frame))
    outside = beyond > _OUT or (beyond > -_INSIDE and cut > _HINTED)
    if nothing:  # what is no card is not cut either
        return {FindingCode.TWO_CARDS: _two_cards(place)}
    if outside and cut > two / 4:
        return {FindingCode.CUT: CERTAIN}
    shares = {FindingCode.TWO_CARDS: _two_cards(place)}
    if shares[FindingCode.TWO_CARDS] < LIKELY_TWO:
        shares[FindingCode.CUT] = _cut(place, text, frame, beyond, sure=outside or at_border)
    return shares


LIKELY_TWO: Final = 0.5
"""Derived: where two cards are likelier than not, one that ends at the other is not called cut."""


def _cut(
    place: Located, text: SideText, frame: tuple[int, int], beyond: float, *, sure: bool
) -> float:
    """Return how likely the card goes on beyond its picture."""
    cut = place.sight.cut
    printed = _printed_beyond(place, text, frame)
    if sure or (printed is True and cut > _HINTED_MUCH):
        return _PRINT_SAYS
    if printed is True:
        return max(LIKELY_TWO, _CUT.share(cut))
    seen = _CUT.share(cut)
    if place.score >= _PLAIN or printed is False:
        return min(seen, _NOT_SEEN)
    near = cut > _MOSTLY_CUT and beyond > -_NEARLY and _beyond(text.sheet.corners, frame) < _WILD
    return max(seen, _PRINT_SAYS) if near and not place.whole else seen


def _two_cards(place: Located) -> float:
    curve = _TWO_BESIDE if place.second else _TWO
    return curve.share(place.sight.two)


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


def missing_shares(place: Located) -> Shares:
    """Return what is likely of a picture in which no whole card was found."""
    return {FindingCode.CUT if place.sight.cut > _CUT.warns else FindingCode.NO_CREDENTIAL: CERTAIN}


def _beyond(corners: Points, frame: tuple[int, int]) -> float:
    """Return how far the outermost corner lies outside the picture, in shares of its size."""
    shares = corners / np.array([frame[1], frame[0]])
    return float(max((-shares).max(), (shares - 1).max()))
