"""What a card lies on: plain, wood, ruled or printed paper, cloth, clutter."""

from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.cv import cv2

Scene = NDArray[Any]
"""Rows × columns × BGR as 32-bit floats, 0..255."""

KINDS: Final = ("plain", "wood", "ruled", "cloth", "stone", "clutter")
"""On which the networks were trained."""

PRINTED: Final = "printed"
"""A page of words, whose rows show stronger edges than the card: no network has seen one."""


def surface(chance: Random, size: tuple[int, int], kind: str) -> Scene:
    """Return a surface of `size` (columns, rows) px of a kind, as a Scene: BGR, float32."""
    numbers = np.random.default_rng(chance.randrange(2**32))
    colour = numbers.uniform(20, 240, 3)
    if chance.random() < 0.5:  # noqa: PLR2004  most tables are nearly grey or brown
        colour = colour.mean() + numbers.uniform(-25, 25, 3)
    base = np.ones((size[1], size[0], 3), np.float32) * colour.astype(np.float32)
    make = {
        "plain": _plain, "wood": _wood, "ruled": _ruled, "cloth": _cloth, "stone": _stone,
        "clutter": _clutter, PRINTED: _printed,
    }[kind]  # fmt: skip
    return np.clip(make(base, numbers, chance), 0, 255).astype(np.float32)


def _smooth(numbers: np.random.Generator, size: tuple[int, int], cells: tuple[int, int]) -> Scene:
    """Return noise that changes slowly, one channel."""
    small = numbers.normal(0, 1, (cells[1], cells[0])).astype(np.float32)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_CUBIC))[:, :, None]


def _plain(base: Scene, numbers: np.random.Generator, chance: Random) -> Scene:
    del chance
    size = (base.shape[1], base.shape[0])
    return np.asarray(base + 8 * _smooth(numbers, size, (4, 3)))


def _wood(base: Scene, numbers: np.random.Generator, chance: Random) -> Scene:
    size = (base.shape[1], base.shape[0])
    cells = (chance.randint(4, 10), chance.randint(40, 120))
    if chance.random() < 0.4:  # noqa: PLR2004
        cells = (cells[1], cells[0])
    brown = base * 0.3 + np.array([40, 80, 130], np.float32) * chance.uniform(0.4, 1.3)
    return np.asarray(brown + chance.uniform(8, 26) * _smooth(numbers, size, cells))


def _ruled(base: Scene, numbers: np.random.Generator, chance: Random) -> Scene:
    paper = base * 0.12 + chance.uniform(180, 225)
    step = chance.randint(base.shape[0] // 40, base.shape[0] // 14)
    for row in range(chance.randint(0, step), base.shape[0], step):
        paper[row : row + max(1, step // 16)] -= np.array([10, 35, 45], np.float32)
    if chance.random() < 0.4:  # noqa: PLR2004
        for column in range(0, base.shape[1], step):
            paper[:, column : column + max(1, step // 16)] -= 30
    return np.asarray(paper + 4 * _smooth(numbers, (base.shape[1], base.shape[0]), (5, 4)))


def _printed(base: Scene, numbers: np.random.Generator, chance: Random) -> Scene:
    """Draw rows of words, each a bar as it looks out of focus, over a page that lies askew."""
    paper = base * 0.2 + chance.uniform(110, 190)
    rows, columns = base.shape[:2]
    reach = float(np.hypot(rows, columns))
    step = chance.uniform(rows / 38, rows / 12)
    tall = step * chance.uniform(0.2, 0.5)
    ink = np.ones((rows, columns), np.float32)
    angle = np.radians(chance.choice((0.0, chance.uniform(-30, 30), 90.0)))
    ahead = np.array([np.cos(angle), np.sin(angle)])
    down = np.array([-ahead[1], ahead[0]])
    for across in np.arange(-reach, reach, step):
        at = -reach
        while at < reach:
            end = at + step * chance.uniform(0.4, 3.5)
            start_of, end_of = (down * across + ahead * one for one in (at, end))
            cv2.line(
                ink, start_of.astype(int).tolist(), end_of.astype(int).tolist(),
                (chance.uniform(0.1, 0.45),), max(1, round(tall)),
            )  # fmt: skip
            at = end + step * chance.uniform(0.2, 0.6)
    blurred = cv2.GaussianBlur(ink, (0, 0), tall * chance.uniform(0.05, 0.3) + 0.3)
    shade = 4 * _smooth(numbers, (columns, rows), (5, 4))
    return np.asarray(paper * blurred[:, :, None] + shade)


def _cloth(base: Scene, numbers: np.random.Generator, chance: Random) -> Scene:
    del numbers
    rows, columns = np.mgrid[0 : base.shape[0], 0 : base.shape[1]].astype(np.float32)
    step = chance.uniform(5, 16)
    weave = np.sin(rows / step * 6.28) * np.sin(columns / step * 6.28)
    checks = 0.0
    if chance.random() < 0.4:  # noqa: PLR2004
        wide = chance.uniform(60, 260)
        checks = 18 * np.sign(np.sin(rows / wide * 6.28)) + 18 * np.sign(
            np.sin(columns / wide * 6.28)
        )
    return np.asarray(base + (chance.uniform(5, 16) * weave + checks)[:, :, None])


def _stone(base: Scene, numbers: np.random.Generator, chance: Random) -> Scene:
    size = (base.shape[1], base.shape[0])
    fine = numbers.normal(0, chance.uniform(4, 16), base.shape[:2]).astype(np.float32)
    grains = cv2.GaussianBlur(fine, (0, 0), chance.uniform(0.8, 2.5))[:, :, None] * 2
    return np.asarray(base + grains + 14 * _smooth(numbers, size, (9, 7)))


def _clutter(base: Scene, numbers: np.random.Generator, chance: Random) -> Scene:
    """Draw papers, pens and cups over a table."""
    scene = _wood(base, numbers, chance)
    for _ in range(chance.randint(4, 12)):
        middle = np.array([chance.uniform(0, base.shape[1]), chance.uniform(0, base.shape[0])])
        colour = tuple(chance.uniform(15, 245) for _ in range(3))
        size = (
            chance.uniform(0.03, 0.5) * base.shape[1],
            chance.uniform(0.02, 0.4) * base.shape[0],
        )
        if chance.random() < 0.3:  # noqa: PLR2004
            cv2.circle(
                scene, (int(middle[0]), int(middle[1])), int(size[1] / 2), colour, -1, cv2.LINE_AA
            )
            continue
        corners = cv2.boxPoints(((middle[0], middle[1]), size, chance.uniform(0, 180)))
        cv2.fillConvexPoly(scene, corners.astype(np.int32), colour, cv2.LINE_AA)
        for _ in range(chance.choice((0, 0, 6, 14))):
            start = corners[0] + (corners[3] - corners[0]) * chance.uniform(0.05, 0.95)
            end = start + (corners[1] - corners[0]) * chance.uniform(0.3, 0.95)
            ink = tuple(one * 0.35 for one in colour)
            cv2.line(
                scene, start.astype(int).tolist(), end.astype(int).tolist(), ink, 2, cv2.LINE_AA
            )
    return scene
