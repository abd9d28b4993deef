"""Difficulty levels of pictures: from a plain table to a hand-held card over clutter."""

from dataclasses import dataclass
from typing import Final

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Level:
    """Ranges from which a camera draws. Lengths are shares of the frame's or card's size."""

    name: str
    frames: tuple[tuple[int, int], ...]
    fill: Span
    turn: float
    any_turn: float
    perspective: Span
    surfaces: tuple[str, ...]
    light: Span
    shade: float
    glare: float
    blur: Span
    motion: Span
    noise: Span
    quality: tuple[int, int]
    wear: float = 0.0
    bow: float = 0.0
    clutter: float = 0.0
    held: float = 0.0


LEVELS: Final = {
    "easy": Level(
        "easy", ((2560, 1440), (1920, 1440)), (0.60, 0.82), 4, 0.0, (0.0, 0.05),
        ("plain", "plain", "wood", "cloth"), (0.9, 1.1), 0.1, 0.0, (0.0, 0.5), (0, 0),
        (0.5, 2.5), (90, 96),
    ),
    "medium": Level(
        "medium", ((1920, 1080), (1600, 1200)), (0.52, 0.78), 9, 0.0, (0.02, 0.11),
        ("plain", "wood", "ruled", "cloth", "stone"), (0.75, 1.15), 0.45, 0.15, (0.3, 0.8),
        (0, 1.5), (1.5, 4.5), (82, 93), 0.15,
    ),
    "hard": Level(
        "hard", ((1280, 720), (1920, 1080), (1600, 900)), (0.45, 0.72), 14, 0.5, (0.04, 0.17),
        ("wood", "ruled", "cloth", "stone", "clutter"), (0.5, 1.2), 0.7, 0.4, (0.5, 1.15),
        (0, 3.0), (3.0, 8.0), (70, 88), 0.35,
    ),
    "severe": Level(
        "severe", ((1280, 720), (1600, 900)), (0.48, 0.75), 20, 0.5, (0.05, 0.2),
        ("clutter", "ruled", "stone", "wood"), (0.45, 1.25), 0.9, 0.5, (0.6, 1.3), (0, 4.5),
        (4.0, 10.0), (60, 82), 0.7, 0.7, 0.6, 0.6,
    ),
}  # fmt: skip
