"""Cards by themselves, on displays and beside others, each seen as the reader sees it.

`python -m core.training.surroundings_set OUT.npz --count 5000 --seed 41` (about 6 minutes a
core). `--held` draws only devices, pages, and things to lie on that `--no-held` leaves out:
how well a network trained without them knows them tells how well it will know others' drawings.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.networks.surroundings import view
from core.cv import cv2
from core.muestra.bodies import DEVICES
from core.muestra.camera import Corners, another_card, as_scene, develop, lay, place, shoot, spun
from core.muestra.devices import device, lay_flat
from core.muestra.levels import LEVELS, Level
from core.muestra.pages import PAGES
from core.muestra.rests import RESTS, rest
from core.muestra.surfaces import KINDS, Scene, surface
from core.training.corner_set import Deck, deck

CLASSES: Final = ("alone", "screen", "two")
HELD: Final = frozenset({"laptop", "phone_lying", "chat", "document", "tray", "case"})
_FRAMES: Final = ((640, 360), (576, 432), (640, 400), (432, 576), (480, 480))
_SCREEN: Final = 0.36
_TWO: Final = 0.56
_RESTING: Final = 0.72

Tensor = NDArray[Any]
Made = tuple[bytes, Tensor]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What may be drawn of devices, of their pages, and of things to lie on."""

    devices: tuple[str, ...]
    pages: tuple[str, ...]
    rests: tuple[str, ...]

    @classmethod
    def of(cls, *, held: bool | None) -> "Kinds":
        """Return the kinds held back (True), the others (False), or all of them (None)."""

        def kept(names: Iterable[str]) -> tuple[str, ...]:
            return tuple(one for one in names if held is None or (one in HELD) is held)

        return cls(kept(DEVICES), kept(PAGES), kept(RESTS))


def sample(cards: Deck, chance: Random, kinds: Kinds) -> tuple[Tensor, int]:
    """Return a view (SIZE[1] × SIZE[0] × 4, bytes) and its place in CLASSES."""
    draw = chance.random()
    level = _level(chance)
    if draw < _SCREEN:
        made, kind = _screen(cards, level, chance, kinds), 1
    elif draw < _TWO:
        made, kind = _two(cards, level, chance), 2
    elif draw < _RESTING:
        made, kind = _resting(cards, level, chance, kinds), 0
    else:
        shot = shoot(chance.choice(cards)[0], level, chance)
        made, kind = (shot.jpeg, np.array(shot.corners)), 0
    picture = cv2.imdecode(np.frombuffer(made[0], np.uint8), cv2.IMREAD_COLOR)
    return view((picture,), _found(made[1], chance)), kind


def _level(chance: Random) -> Level:
    level = LEVELS[chance.choice(("easy", "medium", "medium", "hard", "severe"))]
    size = chance.choice(_FRAMES)
    wide = min(0.95, level.fill[1] * 1.15) if size[0] < size[1] else level.fill[1]
    return replace(level, frames=(size,), fill=(level.fill[0] * 0.85, wide), surfaces=KINDS)


def _found(corners: Tensor, chance: Random) -> Corners:
    """Return corners as a finder gives them: a little off, sometimes more, either end first."""
    long = float(np.linalg.norm(corners[1] - corners[0]))
    off = chance.choice((0.003, 0.008, 0.02, 0.04)) * long
    moved = corners + np.array([[chance.gauss(0, off) for _ in range(2)] for _ in range(4)])
    return np.roll(moved, chance.choice((0, 2)), axis=0).astype(np.float32)


def _table(level: Level, chance: Random) -> tuple[Scene, Corners]:
    size = level.frames[0]
    return surface(chance, size, chance.choice(KINDS)), place(size, level, chance)


def _card(cards: Deck, chance: Random) -> Scene:
    return as_scene(chance.choice(cards)[0])


def _screen(cards: Deck, level: Level, chance: Random, kinds: Kinds) -> Made:
    """Show a card on a device, on whatever the device lies or stands before."""
    scene, corners = _table(level, chance)
    scene *= chance.uniform(0.3, 1)
    shown = device(_card(cards, chance), chance, kinds.devices, kinds.pages)
    lay_flat(scene, shown, corners, chance)
    return develop(scene, corners, level, chance), corners


def _resting(cards: Deck, level: Level, chance: Random, kinds: Kinds) -> Made:
    scene, corners = _table(level, chance)
    lay_flat(scene, rest(chance, kinds.rests), corners, chance)
    lay(scene, _card(cards, chance), corners, 0.0)
    return develop(scene, corners, level, chance), corners


def _two(cards: Deck, level: Level, chance: Random) -> Made:
    """Show two cards that touch, lap over, or lie close; either is the one that was found."""
    scene, first = _table(level, chance)
    other = another_card(chance) if chance.random() < 0.1 else _card(cards, chance)
    second = beside(first, chance)
    pair = [(_card(cards, chance), first), (other, second)]
    chance.shuffle(pair)
    for drawn, corners in pair:
        lay(scene, drawn, corners, 0.0)
    return develop(scene, first, level, chance), first


def beside(first: Corners, chance: Random) -> Corners:
    """Return the corners (4 × 2, pixels) of another card beside, below or above `first`."""
    middle, half = first.mean(axis=0), (first - first.mean(axis=0)).astype(np.float64)
    quarters = chance.choice((0, 0, 180, 90, 0))
    turn = np.radians(quarters + chance.gauss(0, 1) * chance.choice((1, 9)))
    moved = spun(half, turn)
    axis = chance.choice((0, 1))
    way = (first[1] - first[0]) if axis == 0 else (first[3] - first[0])
    unit = way / np.linalg.norm(way)
    reach = (np.ptp(half @ unit) + np.ptp(moved @ unit)) / 2
    gap = chance.choice((0.0, chance.uniform(0, 0.12), -chance.uniform(0, 0.35)))
    side = first[3] - first[0] if axis == 0 else first[1] - first[0]
    along = side * chance.choice((0.0, chance.uniform(-0.4, 0.4)))
    shift = unit * reach * (1 + gap) * chance.choice((-1, 1)) + along
    return np.asarray(moved + middle + shift, np.float32)


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--held", action=argparse.BooleanOptionalAction, default=None)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    chance = Random(options.seed)
    cards = deck(chance)
    drawn = Kinds.of(held=options.held)
    made = [sample(cards, chance, drawn) for _ in range(options.count)]
    views, kinds = zip(*made, strict=True)
    np.savez(options.out, views=np.array(views), kinds=np.array(kinds))


if __name__ == "__main__":
    main()
