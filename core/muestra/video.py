"""A card that is brought before a live camera and held there: frames, and what each of them shows.

How it comes is drawn by chance: from any side, slowly or fast, with rests on the way in which it is
cut or out of focus, with a hand that trembles, with a lens that hunts for the focus.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.camera import Corners, as_scene, lay, place
from core.muestra.harder import drawn_card
from core.muestra.levels import LEVELS
from core.muestra.splits import Split
from core.muestra.surfaces import Scene, surface

_SIZES: Final = ((640, 480), (960, 720), (1280, 720))
_FRAMES: Final = 64
_SHARP: Final = 1.1
_STILL: Final = 3.0
"""Pixels of a frame 640 wide: what is more blurred by both together, or moves more a frame, is not
to be taken. In another hand's videos frames blurred by 1.08 may be, and those that move by 4.2 not.
"""

_SMEAR: Final = 0.5 / 12**0.5
"""Blur (standard deviation) by a pixel of movement a frame, the shutter open for half of it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame (BGR, uint8) and its truth: `acceptable` where sharp, still and whole."""

    picture: Scene
    speed: float
    defocus: float
    whole: bool

    @property
    def acceptable(self) -> bool:
        """Tell whether the automatic shutter may take it."""
        blur = hypot(self.defocus, _SMEAR * self.speed)
        return self.whole and blur <= _SHARP and self.speed <= _STILL


def make_video(seed: int, split: Split, side: str) -> list[Frame]:
    """Return the frames of a seed; the same arguments give identical pictures."""
    return list(video_frames(seed, split, side))


def video_frames(seed: int, split: Split, side: str) -> Iterator[Frame]:
    """Yield the frames of a seed one by one, each drawn when it is asked for."""
    chance = Random(f"video {seed} {split} {side}")  # noqa: S311  pictures, no secrets
    size = chance.choice(_SIZES)
    level = LEVELS[chance.choice(("easy", "medium"))]
    table = surface(chance, size, chance.choice(level.surfaces)) * chance.uniform(0.7, 1.1)
    card = as_scene(drawn_card(chance, split, side))
    rest = place(size, level, chance)
    scale = size[0] / 640
    ways = np.array(list(_way(chance, size)))
    blurs = list(_focus(chance))
    numbers = np.random.default_rng(seed)
    noise = chance.uniform(1.0, 4.0)
    for number, (shift, blur) in enumerate(zip(ways, blurs, strict=True)):
        speed = float(np.linalg.norm(shift - ways[number - 1])) if number else 0.0
        scene = table.copy()
        corners = (rest + shift).astype(np.float32)
        lay(scene, card, corners, 0.0)
        seen = _shaken(cv2.GaussianBlur(scene, (0, 0), max(0.05, blur * scale)), speed)
        seen = seen + numbers.normal(0, noise, seen.shape)
        ready = np.clip(seen, 0, 255).astype(np.uint8)
        yield Frame(ready, speed / scale, blur, _inside(corners, size))


def _way(chance: Random, size: tuple[int, int]) -> Iterator[Corners]:
    """Yield how far from its last place (px) the card is, frame by frame; it may rest before."""
    angle, far = chance.uniform(0, 6.28), chance.uniform(0.5, 1.0) * size[0]
    start = far * np.array([np.cos(angle), np.sin(angle)])
    arrives, waits = chance.randint(10, 26), chance.choice((0, 0, 8, 14))
    stops = round(chance.uniform(0.3, 0.6) * arrives)
    tremble = chance.uniform(0.05, 0.35) * size[0] / 640
    away = np.zeros(2)
    for number in range(_FRAMES):
        away = 0.8 * away + np.array([chance.gauss(0, tremble) for _ in range(2)])
        moved = min(number, stops) + max(0, number - stops - waits)
        yield start * max(0.0, 1 - moved / arrives) ** 2 + away


def _focus(chance: Random) -> Iterator[float]:
    """Yield the defocus (px of a frame 640 wide), falling as the lens settles, at times hunting."""
    first, best = chance.uniform(1.5, 3.5), chance.uniform(0.2, 0.5)
    begins, lasts = chance.randint(4, 20), chance.randint(6, 16)
    hunts = chance.random() < 0.3  # noqa: PLR2004
    for number in range(_FRAMES):
        share = min(1.0, max(0.0, (number - begins) / lasts))
        blur = first + (best - first) * share
        if hunts and begins + lasts < number < begins + lasts + 8:
            blur += 1.8 * np.sin((number - begins - lasts) / 8 * 3.14)
        yield float(blur)


def _shaken(scene: Scene, speed: float) -> Scene:
    """Return the scene smeared as it is where it moves by `speed` px a frame, open half of it."""
    long = round(speed / 2)
    if long < 2:  # noqa: PLR2004  pixels: less changes nothing
        return scene
    return np.asarray(cv2.blur(scene, (min(long, 60), 1)))


def _inside(corners: Corners, size: tuple[int, int]) -> bool:
    return bool((corners > 0).all() and (corners < np.array(size)).all())
