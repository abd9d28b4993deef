"""Findings about what surrounds a card: a display, another card."""

from typing import Final

from core.credential.layout.read_side import SideText
from core.credential.networks.corner_net import Sight
from core.credential.networks.surroundings import look_around
from core.credential.quality.likelihood import Curve, Shares, odds
from core.credential.quality.raster import raster
from core.domain.credencial.lectura import LIKELY, PLAIN, FindingCode, SideName

_GRID: Final = {SideName.FRONT: 1.0, SideName.BACK: 1.15}
"""A back's bars and rows are regular themselves."""

_SURROUNDED: Final = 0.4
"""What the logarithm of the network's odds adds to a raster, a frame round the card lets less of it
be enough."""

_SHOWN: Final = Curve(0.34, 1.6)
"""Of raster and surroundings together: 1.14 of a raster alone is a display's, with the surroundings
at their least."""

_GRID_ALONE: Final = 1.0
_PLAIN_GRID: Final = 2.0
"""From where a raster refuses by itself, and where the network is calm. The waves of a card's
ground reached 1.6 on two of 150 sides of `core.muestra`'s cards, with 0.03 of a display at most; of
28 displays two left it calm, at 2.2 and 4.1, and two more showed no raster at all."""

_LEAST: Final = 0.12
"""Plain surroundings alone do not clear a card: some displays fill the whole picture."""

_BESIDE: Final = Curve(odds(0.9), odds(0.97))
"""Of the logarithm of the network's odds that another card lies beside or under it."""


def around_shares(text: SideText, sight: Sight, known: Shares) -> Shares:
    """Return `known` with what is likely of the surroundings of an identified card.

    Two cards that are plain replace CUT: of two that touch, one may seem cut where the other
    begins. Raises ModelMissing.
    """
    if text.side is None:
        return known
    around = look_around(text.sheet.pyramid, text.sheet.corners)
    shares = dict(known)
    if known.get(FindingCode.PHOTOCOPY, 0.0) < LIKELY:
        shares[FindingCode.SCREEN] = _screen(text, around.screen)
    plainly_cut = known.get(FindingCode.CUT, 0.0) >= LIKELY and sight.cut > sight.two
    beside = _BESIDE.share(odds(around.two))
    if not plainly_cut:
        shares[FindingCode.TWO_CARDS] = max(beside, known.get(FindingCode.TWO_CARDS, 0.0))
        if beside >= PLAIN:
            shares.pop(FindingCode.CUT, None)
    return shares


def _screen(text: SideText, seen: float) -> float:
    """Return how likely a card is on a display; `seen` is the network's share of one."""
    grid = raster(text.sheet.flat) / (_GRID[text.side] if text.side else 1.0)
    alone = _GRID_ALONE if seen > _LEAST else _PLAIN_GRID
    shown = grid + _SURROUNDED * odds(max(seen, _LEAST), _MOST)
    by_itself = grid > alone and shown > _SHOWN.warns
    return _SHOWN.share(max(shown, _SHOWN.refuses) if by_itself else shown)


_MOST: Final = 1e-3
"""The network is never surer than this is far from 1."""
