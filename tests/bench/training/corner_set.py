"""Pictures to learn corners from: composed small and fast out of `core.muestra`.

`python -m tests.bench.training.corner_set OUT.npz --count 12000 --seed 7` (about 5 minutes a core).
"""

import argparse
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.cv import cv2
from core.muestra.back import draw_back
from core.muestra.camera import another_card, lay, place, shoot
from core.muestra.canvas import Typeface
from core.muestra.front import draw_front
from core.muestra.levels import LEVELS
from core.muestra.people import MODELS, make_person
from core.muestra.surfaces import KINDS, surface

SIDE: Final = 128
MARGIN: Final = 0.06
_FRAMES: Final = ((320, 180), (288, 216), (216, 288), (180, 320), (256, 256))
_DECK: Final = 500
_NEGATIVES: Final = 0.08

Tensor = NDArray[Any]


def deck(chance: Random) -> list[tuple[Image.Image, int]]:
    """Return drawn sides, small: (picture, 0 front / 1 back)."""
    cards: list[tuple[Image.Image, int]] = []
    for _ in range(_DECK // 2):
        person = make_person(chance, chance.choice(MODELS))
        face = Typeface.drawn(chance)
        for side, draw in enumerate((draw_front, draw_back)):
            cards.append(
                (draw(person, chance, face).resize((500, 315), Image.Resampling.BOX), side)
            )
    return cards


def boxed(picture: Tensor) -> tuple[Tensor, float, Tensor]:
    """Return the picture within a square with a margin, its scale and the shift of its origin."""
    inner = SIDE * (1 - 2 * MARGIN)
    scale = inner / max(picture.shape[:2])
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    shift = (np.array([SIDE, SIDE]) - size) // 2
    square = np.full((SIDE, SIDE, 3), 128, np.uint8)
    square[shift[1] : shift[1] + size[1], shift[0] : shift[0] + size[0]] = small
    return square, scale, shift


def sample(cards: list[tuple[Image.Image, int]], chance: Random) -> tuple[Tensor, Tensor, int]:
    """Return a square picture, four corners in shares of it, and 0 front / 1 back / 2 none."""
    level = LEVELS[chance.choice(("easy", "medium", "hard", "hard", "severe", "severe"))]
    if chance.random() < _NEGATIVES:
        return boxed(_nothing(chance))[0], np.zeros((4, 2), np.float32), 2
    card, side = chance.choice(cards)
    size = chance.choice(_FRAMES)
    wide = min(0.95, level.fill[1] * 1.15) if size[0] < size[1] else level.fill[1]
    scaled = type(level)(
        **{name: getattr(level, name) for name in level.__slots__}
        | {"frames": (size,), "fill": (level.fill[0] * 0.85, wide), "any_turn": 0.6,
           "surfaces": KINDS, "turn": level.turn * 1.5}
    )  # fmt: skip
    shot = shoot(card, scaled, chance)
    picture = cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    square, scale, shift = boxed(picture)
    corners = (np.array(shot.corners) * scale + shift) / SIDE
    return square, corners.astype(np.float32), side


def _nothing(chance: Random) -> Tensor:
    size = chance.choice(_FRAMES)
    scene = surface(chance, size, chance.choice(KINDS))
    if chance.random() < 0.5:
        lay(scene, another_card(chance), place(size, LEVELS["hard"], chance), 0.0)
    return np.clip(scene, 0, 255).astype(np.uint8)


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=12000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = Random(options.seed)
    cards = deck(chance)
    made = [sample(cards, chance) for _ in range(options.count)]
    pictures, corners, sides = zip(*made, strict=True)
    np.savez(
        options.out, pictures=np.array(pictures), corners=np.array(corners), sides=np.array(sides)
    )


if __name__ == "__main__":
    main()
