"""Where displays lie round a credential on their canvas, and what bodies they sit in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from core.cv import cv2
from core.muestra.pages import Box
from core.muestra.surfaces import Scene

CANVAS: Final = (1000, 840)
CARD: Final = (400, 252)
"""Pixels of the canvas and of the credential in its middle: no picture shows more around it."""

MIDDLE: Final = (CANVAS[0] / 2, CANVAS[1] / 2)


def round_box(picture: Scene, box: Box, radius: float, tone: Sequence[float]) -> None:
    """Fill a box with round corners."""
    left, top, right, bottom = (round(one) for one in box)
    r = max(0, round(min(radius, (right - left) / 2, (bottom - top) / 2)))
    cv2.rectangle(picture, (left + r, top), (right - r, bottom), tone, -1)
    cv2.rectangle(picture, (left, top + r), (right, bottom - r), tone, -1)
    for x in (left + r, right - r):
        for y in (top + r, bottom - r):
            cv2.circle(picture, (x, y), r, tone, -1, cv2.LINE_AA)


def keyboard(picture: Scene, start: tuple[float, float], key: float, rows: int, ink: float) -> None:
    """Draw rows of keys, each `key` pixels apart from the next."""
    for row in range(rows):
        for column in range(14):
            x, y = start[0] + key * (column + 0.5), start[1] + row * key
            round_box(picture, (x, y, x + 0.85 * key, y + 0.85 * key), 3, (ink, ink, ink))


@dataclass(frozen=True, slots=True)
class Glass:
    """Where a display lies on the canvas, its corners' radius, and what the body is like."""

    box: Box
    round: float
    rims: tuple[float, float, float, float]
    tones: tuple[float, ...]
    keys: bool = False


def _around(wide: float, high: float, chance: Random, stray: float = 0.8) -> Box:
    """Return a box of that size in which the card lies, not always in the middle."""
    free = (wide - CARD[0] * 1.04, high - CARD[1] * 1.04)
    x = MIDDLE[0] + chance.uniform(-0.5, 0.5) * max(0.0, free[0]) * stray
    y = MIDDLE[1] + chance.uniform(-0.5, 0.5) * max(0.0, free[1]) * stray
    return (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _phone(chance: Random) -> Glass:
    """Return a telephone held upright, the card across it."""
    wide = CARD[0] * chance.uniform(1.0, 1.25)
    box = _around(wide, wide * chance.uniform(1.7, 2.25), chance, 0.3)
    rim, ends = chance.uniform(3, 22), chance.choice((0.0, 0.0, chance.uniform(20, 70)))
    return Glass(box, chance.choice((0, 25, 45)), (rim, rim + ends, rim, rim + ends),
                  chance.choice(_BODIES))  # fmt: skip


def _phone_lying(chance: Random) -> Glass:
    high = CARD[1] * chance.uniform(1.0, 1.2)
    box = _around(high * chance.uniform(1.7, 2.2), high, chance, 0.4)
    rim, ends = chance.uniform(3, 20), chance.choice((0.0, 0.0, chance.uniform(20, 70)))
    return Glass(box, chance.choice((0, 20, 40)), (rim + ends, rim, rim + ends, rim),
                  chance.choice(_BODIES))  # fmt: skip


def _snug(chance: Random) -> Glass:
    """Return a display that the card fills, its body hardly wider."""
    wide, high = (long * chance.uniform(1.0, 1.16) for long in CARD)
    rim, more = chance.uniform(3, 16), chance.choice((0.0, 0.0, chance.uniform(5, 40)))
    return Glass(_around(wide, high, chance, 0.3), chance.choice((0, 0, 12, 25)),
                  (rim, rim, rim + more, rim), chance.choice(_BODIES))  # fmt: skip


def _tablet(chance: Random) -> Glass:
    wide = CARD[0] * chance.uniform(1.04, 2.0)
    ratio = chance.choice((0.75, 0.625, 1.33, 1.6))
    high = max(wide * ratio, CARD[1] * 1.05)
    rim, more = chance.uniform(15, 55), chance.choice((0.0, 0.0, 25.0))
    return Glass(_around(wide, high, chance), chance.choice((0, 0, 15)),
                  (rim, rim + more, rim, rim + more), chance.choice(_BODIES))  # fmt: skip


def _laptop(chance: Random) -> Glass:
    wide = CARD[0] * chance.uniform(1.15, 2.6)
    box = _around(wide, max(wide * chance.choice((0.5625, 0.625)), 268.0), chance)
    rim = chance.uniform(6, 35)
    foot = chance.uniform(12, 60)
    return Glass(box, 0, (rim, rim, rim, foot), chance.choice(_BODIES), keys=True)


def _monitor(chance: Random) -> Glass:
    wide = CARD[0] * chance.uniform(1.3, 4)
    box = _around(wide, max(wide * chance.choice((0.42, 0.5625, 0.625, 0.8)), 268.0), chance)
    rim = chance.uniform(4, 40)
    return Glass(box, 0, (rim, rim, rim, rim + chance.choice((0.0, 15.0, 50.0))),
                  chance.choice(_BODIES))  # fmt: skip


def _close(chance: Random) -> Glass:
    """Return a display of which no edge is seen: what it shows is all there is."""
    del chance
    return Glass((-60, -60, CANVAS[0] + 60.0, CANVAS[1] + 60.0), 0, (5, 5, 5, 5), (10, 10, 10))


DEVICES: Final[dict[str, Callable[[Random], Glass]]] = {
    "phone": _phone, "phone_lying": _phone_lying, "snug": _snug, "tablet": _tablet,
    "laptop": _laptop, "monitor": _monitor, "close": _close,
}  # fmt: skip
_BODIES: Final = ((8.0, 8.0, 8.0), (22.0, 22.0, 24.0), (45.0, 44.0, 43.0), (200.0, 198.0, 196.0),
                  (236.0, 236.0, 236.0), (150.0, 150.0, 152.0), (120.0, 175.0, 215.0))  # fmt: skip
