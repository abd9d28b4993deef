"""Second flattening of a side whose print contradicts the edges it was flattened by."""

from typing import Final

from core.credential.imaging.geometry import overlap
from core.credential.imaging.picture import Picture, Points
from core.credential.imaging.sheet import Sheet
from core.credential.layout.label_anchors import told_by_labels
from core.credential.layout.mrz_anchors import strays, told_by_mrz
from core.credential.layout.read_side import LOOK, LOOK_BACK, SideText, read_side
from core.credential.networks.edge_net import onto_edges
from core.credential.ocr.engine import OcrEngine
from core.domain.credencial.lectura import SideName

_EDGED: Final = 1.65
"""From this score on a front's four edges are plain, and its labels are not asked."""

_AGREED: Final = 0.965
_LOOKS: Final = 2
"""Overlap of two sheets from which on another look tells nothing new, and looks at most."""


def realign(picture: Picture, first: SideText, score: float, engine: OcrEngine) -> SideText:
    """Return the text of whichever sheet agrees best with the printed positions.

    `score` is that of the shape (Found) by which the first sheet was flattened.
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
        other = _laid(picture, told, engine, LOOK)
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
        other = _laid(picture, told, engine, LOOK_BACK)
        if other.side is not SideName.BACK or strays(other) >= strays(text):
            break
        text = other
    return text


def _laid(picture: Picture, told: Points, engine: OcrEngine, look: int) -> SideText:
    return read_side(Sheet.of(picture, onto_edges(picture, told)), engine, look)
