"""Cards laid nearly flat, to learn the exact place of their edges from.

`python -m core.training.lay_set OUT.npz --count 3000 --seed 21` (about 4 minutes a core).
"""

import argparse
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.camera import another_card, as_scene, develop, lay, place, worn
from core.muestra.levels import LEVELS, Level
from core.muestra.props import add_fingers, add_sleeve
from core.muestra.surfaces import KINDS, surface
from core.training.corner_set import Deck, Tensor, deck, strangers

CARD: Final = (192, 121)
"""Pixels that the card takes of a laid picture."""

AROUND: Final = 0.5
"""Shares of the card that are kept on each side of it."""

_FRAMES: Final = ((960, 540), (800, 600), (600, 800), (900, 900))
_CAMOUFLAGED: Final = 0.4
_DISTURBED: Final = 0.5
_STRANGE: Final = 0.15


def laid(cards: Deck, others: list[Tensor], chance: Random) -> Tensor:
    """Return a photographed card laid flat by its true corners, with AROUND of what surrounds it.

    Rows × columns × 3, bytes; the card takes CARD pixels in the middle.
    """
    level = replace(
        LEVELS[chance.choice(("easy", "medium", "hard", "hard", "severe", "severe"))],
        turn=25, perspective=(0.0, 0.22), shade=0.8,
    )  # fmt: skip
    size = chance.choice(_FRAMES)
    drawn = _card(cards, others, chance)
    scene = _table(drawn, size, chance)
    corners = place(size, level, chance)
    _lay(scene, drawn, corners, level, chance)
    jpeg = develop(scene, corners, level, chance)
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return _cropped(picture, corners)


def _card(cards: Deck, others: list[Tensor], chance: Random) -> Tensor:
    """Return a card; of some only the edges are a credential's: the print is not to be learned."""
    if chance.random() < _STRANGE:
        return chance.choice(others).astype(np.float32)
    drawn = as_scene(chance.choice(cards)[0])
    if chance.random() < _DISTURBED:
        for _ in range(chance.randint(1, 5)):
            _add_block(drawn, chance)
    return drawn


def _add_block(drawn: Tensor, chance: Random) -> None:
    """Draw a block of bars, of noise or of one colour, that may reach nearly to an edge."""
    rows, columns = drawn.shape[:2]
    tall, wide = (round(side * chance.uniform(0.08, 0.5)) for side in (rows, columns))
    gap = round(0.02 * columns)
    top, left = chance.randint(gap, rows - tall - gap), chance.randint(gap, columns - wide - gap)
    numbers = np.random.default_rng(chance.randrange(2**32))
    ink = numbers.uniform(0, 255, (2, 3))
    cells = chance.choice(((1, 1), (1, wide // 5), (tall // 5, wide // 4), (tall // 6, 1)))
    drops = (numbers.random(cells) > 0.5).astype(np.float32)
    spread = cv2.resize(drops, (wide, tall), interpolation=cv2.INTER_NEAREST)[:, :, None]
    drawn[top : top + tall, left : left + wide] = spread * ink[0] + (1 - spread) * ink[1]


def _table(drawn: Tensor, size: tuple[int, int], chance: Random) -> Tensor:
    """Return a table; sometimes it has nearly the card's own colour."""
    scene = surface(chance, size, chance.choice(KINDS))
    if chance.random() < _CAMOUFLAGED:
        share = chance.uniform(0.5, 0.95)
        scene = scene * (1 - share) + share * drawn.mean(axis=(0, 1)) * chance.uniform(0.85, 1.15)
    return np.asarray(scene, np.float32)


def _lay(scene: Tensor, drawn: Tensor, corners: Tensor, level: Level, chance: Random) -> None:
    if chance.random() < max(0.1, level.clutter):
        other = place(scene.shape[1::-1], level, chance)
        shift = corners.mean(axis=0) - other.mean(axis=0)
        lay(scene, another_card(chance), (other + 0.6 * shift).astype(np.float32), 0.0)
    if chance.random() < level.wear:
        drawn = worn(drawn, chance)
    bow = chance.uniform(0.01, 0.035) if chance.random() < level.bow else 0.0
    lay(scene, drawn, corners, bow)
    if chance.random() < level.held:
        chance.choice((add_fingers, add_sleeve))(scene, corners, chance)


def _cropped(picture: Tensor, corners: Tensor) -> Tensor:
    """Return the card laid flat with what lies around it."""
    wide, tall = CARD
    whole = (round(wide * (1 + 2 * AROUND)), round(tall * (1 + 2 * AROUND)))
    flat = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    matrix = cv2.getPerspectiveTransform(
        corners.astype(np.float32), flat + np.array([AROUND * wide, AROUND * tall], np.float32)
    )
    longest = float(np.linalg.norm(corners[1] - corners[0]))
    soft = cv2.GaussianBlur(picture, (0, 0), max(0.3, 0.4 * longest / wide))
    return cv2.warpPerspective(
        soft, matrix, whole, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    chance = Random(options.seed)
    cards, others = deck(chance), strangers(chance)
    made = [laid(cards, others, chance) for _ in range(options.count)]
    np.savez(options.out, pictures=np.array(made))


if __name__ == "__main__":
    main()
