"""Where the card lies, which corner is its first, and what else the picture holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.credential.detection.find import Found, Hint, find_cards
from core.credential.detection.proportion import (
    has_better_form,
    in_proportion,
    is_card_like,
    out_of_form,
)
from core.credential.imaging.geometry import landscape, overlap
from core.credential.imaging.picture import Picture, Points
from core.credential.networks.corner_net import Sight, look_closely
from core.credential.networks.edge_net import finely, nearly_onto_edges, onto_edges

_FOUND: Final = 0.42
_SEEN: Final = 0.6
_NEAR: Final = 0.87
"""Overlap up to which a shape that the network moved is far from where it was.

On a printed page the network follows the rows of print from one to the next. Of 126 sides of
`core.muestra`'s cards to fit on, half of them on such pages, none that was moved farther came
nearer to the truth (20 were lost), and of those that were moved less 9 in 10 gained.
"""

_ALL_SEEN: Final = 0.7
_HARDLY_SEEN: Final = 0.5
_ALIKE: Final = 0.975
_NEARLY_ALIKE: Final = 0.96
"""What the network tells from two starts is alike from here on.

Of 60 sides of the same cards that it moved by more than 1 %, those that it moved from edges all
seen, and otherwise than from its own start, were all better before.
"""

_PLAIN: Final = 1.6
_WHOLE: Final = 0.65
_ELSEWHERE: Final = 0.02
_SECOND_SIZE: Final = 0.4
_TRIED: Final = 3
_DOUBTFUL: Final = 0.5
_SURELY_CUT: Final = 0.97
"""Shares from which on the network rather takes a card for cut, and is sure of it."""


@dataclass(frozen=True, slots=True)
class Located:
    """Candidate positions of the card, best first, and the network's output.

    `shapes`: each 4 × 2 px, from the card's own top left; empty where no card was found. `found`:
    the first shape before it was moved onto edges; it may lie partly outside the picture. `score`:
    that of the first shape. `second`: whether another whole card is in the picture. `whole`: the
    network takes the card for cut, but it has a card's form and an edge along each of its sides.
    """

    shapes: tuple[Points, ...]
    found: Points
    score: float
    sight: Sight
    second: bool
    whole: bool = False


def locate(picture: Picture) -> Located:
    """Return where the card lies in a BGR picture. Raises ModelMissing."""
    sight = look_closely(picture)
    tried = nearly_onto_edges(picture, sight.corners)
    cards = find_cards(picture, Hint(sight.corners, sight.peaks * (1 - sight.none), (tried,)))
    if not cards or cards[0].score < _FOUND:
        score = cards[0].score if cards else 0.0
        return Located((), sight.corners, score, sight, second=False)
    others = [card.corners for card in cards[1:_TRIED] if card.score > _FOUND]
    first = cards[0]
    moved = onto_edges(picture, first.corners)
    cut = sight.cut > _SURELY_CUT  # where a side is beyond the picture its border is the edge seen
    astray = not cut and _is_astray(picture, first, moved, tried)
    shape = landscape(finely(picture, first.corners) if astray else moved)
    if first.score < _PLAIN:
        shape = in_proportion(picture, shape, plain=min(first.sides) > _SEEN)
        if out_of_form(picture, shape):
            shape = next(_like_cards(picture, others), shape)
    shapes = [shape, *([moved] if astray else ()), sight.corners, *others]
    whole = sight.cut > _DOUBTFUL and is_card_like(picture, shape)
    places = tuple(map(landscape, shapes))
    return Located(places, first.corners, first.score, sight, _second(cards), whole)


def _is_astray(picture: Picture, first: Found, moved: Points, tried: Points) -> bool:
    """Tell whether the network moved the first shape off the card's edges.

    Where all four edges are seen already they are kept if it tells others from another start, or
    others that make no card: the bands of some backs are plainer than their border.
    """
    alike, weakest = overlap(moved, tried), min(first.sides)
    if overlap(moved, first.corners) < _NEAR:
        return alike < _NEARLY_ALIKE or weakest > _HARDLY_SEEN
    other_form = has_better_form(picture, first.corners, moved)
    return weakest > _ALL_SEEN and (alike < _ALIKE or other_form)


def _like_cards(picture: Picture, others: list[Points]) -> Iterator[Points]:
    """Yield the other shapes that, on the edges of the network or their own, are like a card."""
    for corners in others:
        for moved in (onto_edges, finely):
            shape = in_proportion(picture, landscape(moved(picture, corners)), plain=False)
            if is_card_like(picture, shape):
                yield shape


def located_turned(picture: Picture, quarters: int) -> tuple[Points, ...]:
    """Return the shapes found with the picture turned, in pixels of the picture as it is.

    `quarters` turns it counterclockwise. The network knows some turns less well than others.
    """
    height, width = picture.shape[:2]
    shapes = locate(np.ascontiguousarray(np.rot90(picture, quarters))).shapes
    x, y = (np.stack([shape[:, axis] for shape in shapes]) if shapes else np.empty((0, 4))
            for axis in (0, 1))  # fmt: skip
    back = {1: (width - 1 - y, x), 2: (width - 1 - x, height - 1 - y), 3: (y, height - 1 - x)}
    return tuple(np.stack(back[quarters], axis=2).astype(np.float32))


def _second(cards: list[Found]) -> bool:
    """Tell whether another shape is as plainly a card, and lies apart from the first."""
    first = _area(cards[0].corners)
    return any(
        min(other.sides) > _WHOLE
        and overlap(other.corners, cards[0].corners) < _ELSEWHERE
        and _SECOND_SIZE < _area(other.corners) / first < 1 / _SECOND_SIZE
        for other in cards[1:]
    )


def _area(corners: Points) -> float:
    x, y = corners[:, 0], corners[:, 1]
    return 0.5 * abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))
