"""What a credential may lie on that looks like a display: a form, a dark device, a tray, a case."""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np

from core.muestra.bodies import CANVAS, CARD, keyboard, round_box
from core.muestra.camera import Corners, spun
from core.muestra.devices import Flat
from core.muestra.pages import Box, grown

_HALF: Final = 0.5
_STRAIGHT: Final = 0.4


def rest(chance: Random, kinds: tuple[str, ...]) -> Flat:
    """Return a random display-like object to lie under a card, with the card's place on it."""
    flat = Flat(np.zeros((CANVAS[1], CANVAS[0], 3), np.float32),
                np.zeros((CANVAS[1], CANVAS[0]), np.float32), _place(chance))  # fmt: skip
    RESTS[chance.choice(kinds)](flat, chance)
    return flat


def _place(chance: Random) -> Corners:
    """Return where the card lies on the canvas, straight only when someone laid it so."""
    turn = chance.gauss(0, 4) if chance.random() < _STRAIGHT else chance.uniform(-180, 180)
    turn = np.radians(turn)
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array(CARD) / 2
    return np.asarray(spun(half, turn) + np.array(CANVAS) / 2, np.float32)


def _box(chance: Random, wide: tuple[float, float], high: tuple[float, float]) -> Box:
    """Return a box beneath the card, which may reach over its edge."""
    size = (CARD[0] * chance.uniform(*wide), CARD[1] * chance.uniform(*high))
    x = CANVAS[0] / 2 + chance.uniform(-0.3, 0.3) * size[0]
    y = CANVAS[1] / 2 + chance.uniform(-0.3, 0.3) * size[1]
    return (x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)


def _slab(flat: Flat, box: Box, radius: float, tone: tuple[float, ...]) -> None:
    round_box(flat.cover, box, radius, (1.0,))
    round_box(flat.canvas, box, radius, tone)


def _form(flat: Flat, chance: Random) -> None:
    """Draw a sheet of print, or of boxes to fill in."""
    sheet = _box(chance, (1.2, 3), (1.4, 5))
    white = chance.uniform(205, 250)
    _slab(flat, sheet, 0, (white, white, white))
    at, ink, step = sheet[1] + 20, chance.uniform(30, 130), chance.uniform(10, 40)
    while at < sheet[3] - 15:
        long = chance.uniform(0.3, 0.95) * (sheet[2] - sheet[0])
        left = sheet[0] + 15
        high = max(2.0, step * 0.25)
        round_box(flat.canvas, (left, at, left + long, at + high), 0, (ink, ink, ink))
        at += step * chance.choice((1, 1, 2))


def _dark_device(flat: Flat, chance: Random) -> None:
    """Draw a telephone or tablet that is switched off, or its back."""
    box = _box(chance, (0.6, 1.8), (1.0, 3.2))
    radius, rim = chance.uniform(5, 50), chance.uniform(3, 25)
    body = tuple(chance.choice((10.0, 40.0, 130.0, 220.0)) for _ in range(1)) * 3
    _slab(flat, box, radius, body)
    glass = chance.choice((6.0, 18.0, 30.0))
    if chance.random() < 0.7:  # noqa: PLR2004
        round_box(flat.canvas, grown(box, -rim), radius, (glass, glass, glass * 1.1))


def _lid(flat: Flat, chance: Random) -> None:
    """Draw a closed laptop, a mouse pad, a book, a folder."""
    tone = tuple(chance.uniform(10, 240) for _ in range(3))
    if chance.random() < 0.7:  # noqa: PLR2004
        tone = (chance.choice((12.0, 28.0, 50.0, 180.0)),) * 3
    _slab(flat, _box(chance, (1.3, 3.2), (1.5, 4)), chance.choice((0, 8, 25)), tone)


def _laptop_deck(flat: Flat, chance: Random) -> None:
    """Draw the keyboard of a laptop on whose palm rest the card lies."""
    tone, ink = chance.choice(((30.0, 60.0), (180.0, 30.0), (60.0, 15.0), (215.0, 240.0)))
    box = _box(chance, (1.8, 3), (2, 4))
    _slab(flat, box, 12, (tone, tone, tone))
    keyboard(flat.canvas, (box[0], box[1] + 20), (box[2] - box[0]) / 15, 5, ink)


def _tray(flat: Flat, chance: Random) -> None:
    """Draw a tray, a clipboard or a frame, its rim of another tone."""
    outer, rim = _box(chance, (1.15, 2.4), (1.2, 2.6)), chance.uniform(4, 30)
    _slab(flat, outer, 25, tuple(chance.uniform(10, 240) for _ in range(3)))
    round_box(flat.canvas, grown(outer, -rim), 15, tuple(chance.uniform(10, 240) for _ in range(3)))


def _case(flat: Flat, chance: Random) -> None:
    """Draw a wallet or a holder in which the card sticks: a frame close and straight."""
    turn = flat.card - flat.card.mean(axis=0)
    axis = turn[1] - turn[0]
    wide = CARD[0] if abs(axis[0]) > abs(axis[1]) else CARD[1]
    high = CARD[1] if wide == CARD[0] else CARD[0]
    grow = chance.uniform(6, 45)
    x, y = CANVAS[0] / 2, CANVAS[1] / 2
    tone = chance.choice(((18.0, 18.0, 20.0), (25.0, 45.0, 80.0), (60.0, 90.0, 130.0)))
    box = (x - wide / 2 - grow, y - high / 2 - grow, x + wide / 2 + grow, y + high / 2 + grow)
    if chance.random() < _HALF:  # a wallet's other half
        box = (box[0], box[1] - chance.uniform(0, 1) * high, box[2], box[3])
    _slab(flat, box, chance.uniform(4, 20), tone)


RESTS: Final[dict[str, Callable[[Flat, Random], None]]] = {
    "form": _form, "dark_device": _dark_device, "lid": _lid, "laptop_deck": _laptop_deck,
    "tray": _tray, "case": _case,
}  # fmt: skip
