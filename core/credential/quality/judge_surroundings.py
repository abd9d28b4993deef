"""Findings about what surrounds a card: a display, another card."""

from math import log
from typing import Final

from core.credential.layout.read_side import SideText
from core.credential.networks.corner_net import Sight
from core.credential.networks.surroundings import look_around
from core.credential.quality.raster import raster
from core.domain.credencial.lectura import Finding, FindingCode, SideName, finding

_GRID: Final = {SideName.FRONT: 1.0, SideName.BACK: 1.15}
"""A back's bars and rows are regular themselves."""

_SURROUNDED: Final = 0.4
_SHOWN: Final = 0.34
"""A raster of 1.14 alone is a display's, a frame round the card lets less of it be enough."""

_GRID_ALONE: Final = 1.0
_PLAIN_GRID: Final = 2.0
"""Where the network is calm. The waves of a card's ground reached 1.6 on two of 150 sides of
`core.muestra`'s cards, with 0.03 of a display at most; of 28 displays two left it calm, at 2.2 and
4.1, and two more showed no raster at all."""

_PLAINLY_SHOWN: Final = 1.6
"""Between its first limit and these a display is likely, and no more: it warns."""

_LEAST: Final = 0.12
"""Plain surroundings alone do not clear a card: some displays fill the whole picture."""

_MOST: Final = 0.999
_BESIDE: Final = 0.9
_PLAINLY_BESIDE: Final = 0.97
"""Shares from which on another card beside it is likely, and sure enough to refuse."""


def judge_around(findings: list[Finding], text: SideText, sight: Sight, side: SideName) -> None:
    """Add SCREEN or TWO_CARDS to `findings` where they apply to an identified card.

    TWO_CARDS replaces CUT. Raises ModelMissing.
    """
    if text.side is None:
        return
    around = look_around(text.sheet.pyramid, text.sheet.corners)
    codes = {one.code for one in findings}
    if FindingCode.PHOTOCOPY not in codes:
        grid = raster(text.sheet.flat) / _GRID[text.side]
        shown = grid + _SURROUNDED * _odds(around.screen)
        if shown > _SHOWN:
            mild = shown < _PLAINLY_SHOWN and not _is_grid(grid, around.screen)
            findings.insert(0, finding(FindingCode.SCREEN, side, mild=mild))
    plainly_cut = FindingCode.CUT in codes and sight.cut > sight.two
    if around.two > _BESIDE and FindingCode.TWO_CARDS not in codes and not plainly_cut:
        if around.two > _PLAINLY_BESIDE:
            # of two that touch, one may seem to be cut where the other begins
            findings[:] = [one for one in findings if one.code is not FindingCode.CUT]
        mild = around.two < _PLAINLY_BESIDE
        findings.insert(0, finding(FindingCode.TWO_CARDS, side, mild=mild))


def _is_grid(grid: float, screen: float) -> bool:
    """Tell whether a raster refuses by itself: waves of a card's ground leave the network calm."""
    return grid > (_GRID_ALONE if screen > _LEAST else _PLAIN_GRID)


def _odds(share: float) -> float:
    """Return the logarithm of the odds within what a network can know."""
    known = min(max(share, _LEAST), _MOST)
    return log(known / (1 - known))
