"""Small pictures to learn corners from, composed out of `core.muestra`.

`python -m core.training.corner_set OUT.npz --count 12000 --seed 7` (about 5 minutes a core).
"""

import argparse
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.cv import cv2
from core.muestra.back import draw_back
from core.muestra.camera import another_card, as_scene, develop, lay, place, shoot
from core.muestra.canvas import Typeface
from core.muestra.front import draw_front
from core.muestra.levels import LEVELS, Level
from core.muestra.people import MODELS, make_person
from core.muestra.scribbles import scribbled
from core.muestra.strangers import other_document, toy
from core.muestra.surfaces import KINDS, surface
from core.muestra.things import THINGS
from core.training.classes import CLASSES, MARGIN, SIDE

_FRAMES: Final = ((320, 180), (288, 216), (216, 288), (180, 320), (256, 256))
_USUAL: Final = 0.6
_AREA: Final = 61000
_LONGEST: Final = 2.4
_DECK: Final = 500
_STRANGERS: Final = 160
_NEGATIVES: Final = 0.4
_GREY: Final = 0.04
_TRIMMED: Final = 0.2
_EVEN: Final = 0.5

Tensor = NDArray[Any]
Deck = list[tuple[Image.Image, int]]


def deck(chance: Random) -> Deck:
    """Return drawn sides of 500 × 315 pixels, each with its class: 0 front, 1 back."""
    cards: Deck = []
    for _ in range(_DECK // 2):
        person = make_person(chance, chance.choice(MODELS))
        face = Typeface.drawn(chance)
        for side, draw in enumerate((draw_front, draw_back)):
            cards.append(
                (draw(person, chance, face).resize((500, 315), Image.Resampling.BOX), side)
            )
    return cards


def boxed(picture: Tensor) -> tuple[Tensor, float, Tensor]:
    """Return a square with the picture in its middle, the scale, and the picture's origin (x, y).

    `picture`: rows × columns × 3, bytes; the square: SIDE × SIDE × 3; the origin in its pixels.
    """
    inner = SIDE * (1 - 2 * MARGIN)
    scale = inner / max(picture.shape[:2])
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    shift = (np.array([SIDE, SIDE]) - size) // 2
    square = np.full((SIDE, SIDE, 3), 128, np.uint8)
    square[shift[1] : shift[1] + size[1], shift[0] : shift[0] + size[0]] = small
    return square, scale, shift


def strangers(chance: Random) -> list[Tensor]:
    """Return documents, toys and drawings that are no credential: rows × columns × 3, bytes."""
    made: list[Tensor] = []
    for number in range(_STRANGERS):
        if number % 2:
            card = scribbled(chance, chance.choice(("front", "back")))
        else:
            card = chance.choice((other_document, other_document, toy))(chance)
        made.append(cv2.resize(card, (500, 315), interpolation=cv2.INTER_AREA))
    return made


def sample(cards: Deck, others: list[Tensor], chance: Random) -> tuple[Tensor, Tensor, int]:
    """Return SIDE × SIDE × 3 bytes, corners (4 × 2, shares of SIDE) and the place in CLASSES."""
    draw = chance.random()
    if draw < _NEGATIVES:
        make = chance.choice((_nothing, _two, _two, _cut, _cut, None))
        made, kind = make(cards, chance) if make else _stranger(others, chance)
        return boxed(made)[0], np.zeros((4, 2), np.float32), CLASSES.index(kind)
    level = LEVELS[chance.choice(("easy", "medium", "hard", "hard", "severe", "severe"))]
    card, side = chance.choice(cards)
    if draw > 1 - _GREY:
        card = card.convert("L").convert("RGB")
    size = _frame(chance)
    wide = min(0.95, level.fill[1] * 1.15) if size[0] < size[1] else level.fill[1]
    scaled = replace(
        level, frames=(size,), fill=(level.fill[0] * 0.8, wide), any_turn=0.6, surfaces=KINDS,
        turn=level.turn * 1.5,
    )  # fmt: skip
    picture, corners = _shot(card, scaled, chance)
    if chance.random() < _TRIMMED:
        picture, corners = trimmed(picture, corners, chance)
    square, scale, shift = boxed(picture)
    return square, ((corners * scale + shift) / SIDE).astype(np.float32), side


def _shot(card: Image.Image, level: Level, chance: Random) -> tuple[Tensor, Tensor]:
    """Return a picture of a card, and its corners in pixels."""
    shot = shoot(card, level, chance)
    picture = cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    return picture, np.array(shot.corners)


def trimmed(
    picture: Tensor, corners: Tensor, chance: Random, lost: float = 0.0
) -> tuple[Tensor, Tensor]:
    """Return a picture cut to the card and some of what is round it, and where the corners went.

    `lost` is the share of the card, along one way, that is cut off at one end of it.
    """
    low, high = corners.min(axis=0), corners.max(axis=0)
    span = high - low
    around = [span.max() * chance.uniform(0.015, 0.5) ** chance.choice((1, 1, 2)) for _ in range(4)]
    first, last = low - around[:2], high + around[2:]
    axis = chance.randrange(2)
    if lost and chance.random() < _EVEN:
        first[axis] = low[axis] + lost * span[axis]
    elif lost:
        last[axis] = high[axis] - lost * span[axis]
    size = np.array(picture.shape[1::-1])
    start, stop = np.clip(first, 0, size - 32).astype(int), np.clip(last, 32, size).astype(int)
    return picture[start[1] : stop[1], start[0] : stop[0]], corners - start


def _frame(chance: Random) -> tuple[int, int]:
    """Return columns and rows, a camera's or of any shape: no shape may give a class away."""
    if chance.random() < _USUAL:
        return chance.choice(_FRAMES)
    ratio = _LONGEST ** chance.uniform(-1, 1)
    return (round((_AREA * ratio) ** 0.5), round((_AREA / ratio) ** 0.5))


def _table(chance: Random, size: tuple[int, int] | None = None) -> Tensor:
    return surface(chance, size or _frame(chance), chance.choice(KINDS))


def _developed(scene: Tensor, chance: Random) -> Tensor:
    level = LEVELS[chance.choice(("easy", "medium", "hard"))]
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * scene.shape[1::-1]
    return cv2.imdecode(np.frombuffer(develop(scene, corners, level, chance), np.uint8), 1)


def _nothing(cards: Deck, chance: Random) -> tuple[Tensor, str]:
    del cards
    scene = _table(chance)
    draw = chance.random()
    if draw < 0.3:
        size = (scene.shape[1], scene.shape[0])
        lay(scene, another_card(chance), place(size, LEVELS["hard"], chance), 0.0)
    elif draw < 0.9:
        chance.choice(THINGS)(scene, chance)
    return _developed(scene, chance), "none"


def _two(cards: Deck, chance: Random) -> tuple[Tensor, str]:
    columns, rows = _frame(chance)
    scene = _table(chance, (columns, rows))
    beside = chance.random() < columns**2 / (columns**2 + rows**2)
    part = (columns // 2, rows) if beside else (columns, rows // 2)
    shift = np.array((part[0], 0) if beside else (0, part[1]), np.float32)
    level = LEVELS[chance.choice(("easy", "medium", "hard"))]
    first, second = place(part, level, chance), place(part, level, chance) + shift
    if chance.random() < 0.3:  # pushed together until they touch or overlap
        gap = second.min(axis=0) - first.max(axis=0)
        second -= (gap + float(np.ptp(first, axis=0).min()) * chance.uniform(0, 0.25)) * (shift > 0)
    other = another_card(chance) if chance.random() < 0.2 else as_scene(chance.choice(cards)[0])
    lay(scene, as_scene(chance.choice(cards)[0]), first, 0.0)
    lay(scene, other, second, 0.0)
    return _perhaps_trimmed(_developed(scene, chance), np.vstack([first, second]), chance), "two"


def _cut(cards: Deck, chance: Random) -> tuple[Tensor, str]:
    if chance.random() < _EVEN:
        level = LEVELS[chance.choice(("easy", "medium", "hard"))]
        seen = replace(level, frames=(_frame(chance),), surfaces=KINDS, any_turn=0.5)
        whole, corners = _shot(chance.choice(cards)[0], seen, chance)
        return trimmed(whole, corners, chance, chance.uniform(0.07, 0.5))[0], "cut"
    scene = _table(chance)
    size = (scene.shape[1], scene.shape[0])
    corners = place(size, LEVELS[chance.choice(("medium", "hard"))], chance)
    axis, low = chance.randrange(2), chance.random() < 0.5
    span = float(np.ptp(corners[:, axis])) * chance.uniform(0.07, 0.5)
    edge = -corners[:, axis].min() - span if low else size[axis] - corners[:, axis].max() + span
    corners[:, axis] += edge
    lay(scene, as_scene(chance.choice(cards)[0]), corners, 0.0)
    return _developed(scene, chance), "cut"


def _stranger(others: list[Tensor], chance: Random) -> tuple[Tensor, str]:
    scene = _table(chance)
    size = (scene.shape[1], scene.shape[0])
    corners = place(size, LEVELS["hard"], chance)
    lay(scene, chance.choice(others), corners, 0.0)
    return _perhaps_trimmed(_developed(scene, chance), corners, chance), "none"


def _perhaps_trimmed(picture: Tensor, corners: Tensor, chance: Random) -> Tensor:
    """Return the picture, trimmed as often as whole cards are: no trim may give a class away."""
    return trimmed(picture, corners, chance)[0] if chance.random() < _TRIMMED else picture


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=12000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = Random(options.seed)
    cards, others = deck(chance), strangers(chance)
    made = [sample(cards, others, chance) for _ in range(options.count)]
    pictures, corners, sides = zip(*made, strict=True)
    np.savez(
        options.out, pictures=np.array(pictures), corners=np.array(corners), sides=np.array(sides)
    )


if __name__ == "__main__":
    main()
