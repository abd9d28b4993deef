"""What a camera sees where no card lies: the bare table, a hand, tiles, a letter, a keyboard."""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.surfaces import Scene


def _bare(_scene: Scene, _chance: Random) -> None:
    """Leave the table as it is."""


def _hand(scene: Scene, chance: Random) -> None:
    """Draw an open hand that comes in from below."""
    rows, columns = scene.shape[:2]
    skin = chance.choice(((150.0, 180.0, 225.0), (90.0, 125.0, 175.0), (60.0, 85.0, 130.0)))
    middle = (round(columns * chance.uniform(0.3, 0.7)), round(rows * chance.uniform(0.6, 0.8)))
    palm = round(rows * chance.uniform(0.12, 0.2))
    cv2.ellipse(scene, middle, (palm, round(palm * 1.3)), 0, 0, 360, skin, -1, cv2.LINE_AA)
    cv2.line(scene, middle, (middle[0], rows), skin, round(palm * 1.4), cv2.LINE_AA)
    for finger in range(5):
        way = np.radians(-150 + finger * 30 + chance.uniform(-5, 5))
        reach = palm * chance.uniform(2.1, 2.7)
        tip = (round(middle[0] + reach * np.cos(way)), round(middle[1] + reach * np.sin(way)))
        cv2.line(scene, middle, tip, skin, round(palm * 0.42), cv2.LINE_AA)


def _tiles(scene: Scene, chance: Random) -> None:
    """Draw the joints of a floor."""
    step, shift = scene.shape[0] // chance.randint(2, 6), chance.randint(0, 200)
    tone = chance.uniform(0.4, 1.3)
    for at in range(shift, max(scene.shape[:2]), step):
        scene[at : at + 6] *= tone
        scene[:, at : at + 6] *= tone


def _letter(scene: Scene, chance: Random) -> None:
    """Draw a sheet full of lines that nobody can read."""
    rows, columns = scene.shape[:2]
    size = (columns * chance.uniform(0.35, 0.6), rows * chance.uniform(0.8, 1.3))
    box = cv2.boxPoints(((columns / 2, rows / 2), size, chance.uniform(-20, 20)))
    cv2.fillConvexPoly(scene, box.astype(np.int32), (235.0, 236.0, 234.0), cv2.LINE_AA)
    across, down = box[2] - box[1], box[0] - box[1]
    for number in range(chance.randint(8, 26)):
        start = box[1] + across * 0.1 + down * (0.08 + number * 0.033)
        end = start + across * chance.uniform(0.3, 0.8)
        points = (start.astype(int).tolist(), end.astype(int).tolist())
        cv2.line(scene, *points, (90.0, 90.0, 92.0), max(2, rows // 220), cv2.LINE_AA)


def _keyboard(scene: Scene, chance: Random) -> None:
    rows, columns = scene.shape[:2]
    tone = chance.choice((25.0, 60.0, 210.0))
    key, left, top = columns // 16, columns // 20, rows // chance.randint(4, 8)
    cv2.rectangle(scene, (left, top), (columns - left, top + key * 5), (tone, tone, tone), -1)
    light = tone + 25 if tone < 128 else tone - 30  # noqa: PLR2004
    for row in range(4):
        for column in range(13):
            x, y = left + key // 2 + column * key + row * 8, top + key // 2 + row * key
            spot = (x + round(key * 0.85), y + round(key * 0.85))
            cv2.rectangle(scene, (x, y), spot, (light, light, light), -1)


THINGS: Final[tuple[Callable[[Scene, Random], None], ...]] = (
    _bare, _hand, _tiles, _letter, _keyboard,
)  # fmt: skip
"""Each draws over the surface it is given."""
