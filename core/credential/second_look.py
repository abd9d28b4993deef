"""A side laid again where its print says that the card lies otherwise than its edges do."""

from typing import Final

from core.credential.anchors import told_by_labels
from core.credential.engine import OcrEngine
from core.credential.find import Hint, find_cards, snapped
from core.credential.geometry import overlap
from core.credential.mrz_anchors import strays, told_by_mrz
from core.credential.picture import Picture, Points
from core.credential.read_side import SideText, read_side
from core.credential.sheet import Sheet
from core.domain.credencial.lectura import SideName

_EDGED: Final = 1.65
"""From this score on a front's four edges are plain, and its labels are not asked."""

_AGREED: Final = 0.965
_LIKED: Final = (0.75, 0.95)
_NEAR: Final = 0.9
_SAME: Final = 0.97
_LOOKS: Final = 2


def second_look(picture: Picture, first: SideText, score: float, engine: OcrEngine) -> SideText:
    """Return the text of the sheet that its own print agrees with best.

    `score` is that of the shape which the first sheet was laid by.
    """
    if first.side is SideName.FRONT and score < _EDGED:
        return _by_labels(picture, first, engine)
    return _by_mrz(picture, first, engine) if first.side is SideName.BACK else first


def _by_labels(picture: Picture, text: SideText, engine: OcrEngine) -> SideText:
    for _ in range(_LOOKS):
        told = told_by_labels(text)
        agreed = overlap(told, text.sheet.corners) if told is not None else 1.0
        if told is None or agreed > _AGREED:
            break
        other = _laid(picture, snapped(picture, told), engine)
        again = told_by_labels(other)
        if again is None or overlap(again, other.sheet.corners) <= agreed:
            break
        text = other
    return text


def _by_mrz(picture: Picture, text: SideText, engine: OcrEngine) -> SideText:
    for _ in range(_LOOKS):
        told = told_by_mrz(text)
        if told is None:
            break
        other = _laid(picture, _edged(picture, told, text.sheet.corners), engine)
        if other.side is not SideName.BACK or strays(other) >= strays(text):
            break
        text = other
    return text


def _edged(picture: Picture, told: Points, refuted: Points) -> Points:
    """Return a shape with edges near a rough one, else the rough one moved onto edges."""
    for card in find_cards(picture, Hint(told, 1.0, _LIKED))[:1]:
        if overlap(card.corners, told) > _NEAR and overlap(card.corners, refuted) < _SAME:
            return card.corners
    return snapped(picture, told)


def _laid(picture: Picture, corners: Points, engine: OcrEngine) -> SideText:
    return read_side(Sheet.of(picture, corners), engine)
