"""Cards on plain pale ground, and prints of cards with a white margin, which look much like them.

A card has a thickness: an edge that light or shade may show, a shadow that falls to any side or, in
even light, none; its corners are round. A print has none of these but what was copied with it, and
its sheet may have them.
"""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.camera import Corners, Shot, as_scene, develop, place
from core.muestra.copies import copied
from core.muestra.harder import drawn_card
from core.muestra.levels import LEVELS
from core.muestra.phone import processed
from core.muestra.prints import in_inks
from core.muestra.splits import Split
from core.muestra.surfaces import KINDS, Scene, surface

_UNIT: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
_RADIUS: Final = 3.18 / 85.6
_HALF: Final = 0.5
_NONE: Final = 0.25
_GREY: Final = 0.15
_WHOLE_SHEET: Final = 0.45


def make_on_sheet(seed: int, split: Split, *, side: str = "front", printed: bool = False) -> Shot:
    """Return a picture of a card on pale ground, or of a print of one: easy or medium.

    The same arguments give identical pictures; no layout of one split occurs in the other.
    """
    chance = Random(f"{seed} {side} {split} {printed}")  # noqa: S311  pictures, no secrets
    level = LEVELS[chance.choice(("easy", "medium"))]
    size = chance.choice(level.frames)
    corners = place(size, level, chance)
    scene = sheet(chance, size, chance.choice(tuple(SHEETS)))
    draw = lay_print if printed else lay_card
    draw(scene, as_scene(drawn_card(chance, split, side)), corners, chance)
    jpeg = develop(scene, corners, level, chance)
    return processed(jpeg, corners.round(1).tolist(), chance)


def sheet(chance: Random, size: tuple[int, int], kind: str) -> Scene:
    """Return a pale ground of a kind of SHEETS, `size` (columns, rows) px."""
    numbers = np.random.default_rng(chance.randrange(2**32))
    return np.asarray(np.clip(SHEETS[kind](size, numbers, chance), 0, 255), np.float32)


def _tone(chance: Random) -> Scene:
    """Return the colour of something pale: white more often than cream, grey or tinted."""
    light = chance.choice((chance.uniform(225, 254), chance.uniform(165, 235)))
    return np.array([light + chance.gauss(0, 5) for _ in range(3)], np.float32)


def _even(size: tuple[int, int], chance: Random) -> Scene:
    return np.ones((size[1], size[0], 3), np.float32) * _tone(chance)


def _slow(size: tuple[int, int], numbers: np.random.Generator, cells: tuple[int, int]) -> Scene:
    """Return noise that changes slowly, rows × columns × 1."""
    small = numbers.normal(0, 1, (cells[1], cells[0])).astype(np.float32)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_CUBIC))[:, :, None]


def _paper(size: tuple[int, int], numbers: np.random.Generator, chance: Random) -> Scene:
    """Return paper with its fibre, and sometimes a fold."""
    ground = _even(size, chance)
    fibre = numbers.normal(0, chance.uniform(0.3, 3.5), (size[1], size[0])).astype(np.float32)
    ground += cv2.GaussianBlur(fibre, (0, 0), chance.uniform(0.6, 1.6))[:, :, None]
    ground += chance.uniform(0, 3) * _slow(size, numbers, (5, 4))
    if chance.random() < _NONE:
        _fold(ground, chance)
    return ground


def _fold(ground: Scene, chance: Random) -> None:
    rows, columns = ground.shape[:2]
    way, at = chance.uniform(0, np.pi), chance.uniform(-0.35, 0.35)
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    off = (across / columns - 0.5) * np.cos(way) + (down / rows - 0.5) * np.sin(way) - at
    bend = chance.uniform(4, 22) * np.sign(off) * np.exp(-np.abs(off) / chance.uniform(0.01, 0.15))
    ground += bend[:, :, None]


def _board(size: tuple[int, int], numbers: np.random.Generator, chance: Random) -> Scene:
    """Return a smooth pale table, counter or wall."""
    return np.asarray(_even(size, chance) + chance.uniform(0, 6) * _slow(size, numbers, (4, 3)))


def _linen(size: tuple[int, int], numbers: np.random.Generator, chance: Random) -> Scene:
    """Return a white cloth: a weave too fine for some cameras, and soft folds."""
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    step, turn = max(size) / chance.uniform(150, 500), chance.uniform(-0.3, 0.3)
    one = np.sin((rows * np.cos(turn) + columns * np.sin(turn)) / step * 6.28)
    other = np.sin((columns * np.cos(turn) - rows * np.sin(turn)) / step * 6.28)
    folds = chance.uniform(0, 14) * _slow(size, numbers, (chance.randint(3, 9), 5))
    weave = chance.uniform(1, 7) * (one * other)
    return np.asarray(_even(size, chance) - np.abs(folds) + weave[:, :, None], np.float32)


def _page(size: tuple[int, int], numbers: np.random.Generator, chance: Random) -> Scene:
    """Return a sheet that ends within the picture, on something else."""
    ground = surface(chance, size, chance.choice(KINDS))
    half = np.array(size) * [chance.uniform(0.35, 0.6), chance.uniform(0.35, 0.6)]
    turn = np.radians(chance.uniform(-25, 25))
    corners = (
        (_UNIT * 2 - 1)
        * half
        @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    )
    middle = np.array(size) * [chance.uniform(0.35, 0.65), chance.uniform(0.35, 0.65)]
    _put(ground, _paper(size, numbers, chance), (corners + middle).astype(np.float32), 0.0, chance)
    return ground


def _tiles(size: tuple[int, int], numbers: np.random.Generator, chance: Random) -> Scene:
    """Return pale tiles or boards with dark joints, wider apart than a card's rows."""
    ground = _board(size, numbers, chance)
    step, joint = round(max(size) * chance.uniform(0.15, 0.8)), max(1, max(size) // 300)
    dark = chance.uniform(0.55, 0.93)
    for start in range(chance.randint(0, step), size[1], step):
        ground[start : start + joint] *= dark
    if chance.random() < _HALF:
        for start in range(chance.randint(0, step), size[0], step):
            ground[:, start : start + joint] *= dark
    return ground


SHEETS: Final[
    dict[str, Callable[[tuple[int, int], np.random.Generator, Random], Scene]]
] = {"paper": _paper, "board": _board, "linen": _linen, "page": _page, "tiles": _tiles}  # fmt: skip


def lay_card(scene: Scene, card: Scene, corners: Corners, chance: Random) -> None:
    """Draw a card (BGR) at `corners` (4 × 2 px), its edge and shadow as the light makes them."""
    _put(scene, card, corners, _RADIUS, chance)


def lay_print(scene: Scene, card: Scene, corners: Corners, chance: Random) -> None:
    """Draw a sheet on which a card was printed or copied; the print meets `corners` (4 × 2 px)."""
    rows, columns = card.shape[:2]
    inked = copied(card, chance) if chance.random() < _GREY else in_inks(card, chance)
    low, high = (1.0, 4.0) if chance.random() < _WHOLE_SHEET else (0.012, 0.3)
    left, right, top, bottom = (round(columns * chance.uniform(low, high)) for _ in range(4))
    wide, tall = min(left + right, 5 * columns), min(top + bottom, 5 * rows)
    left, top = min(left, wide), min(top, tall)
    # A printer does not print its white: the sheet is the brightest that its print can be.
    white = np.percentile(inked.reshape(-1, 3), 99.5, axis=0).astype(np.float32)
    blank = np.ones((rows + tall, columns + wide, 3), np.float32)
    blank *= np.minimum(254, white + chance.uniform(0, 12))
    radius = chance.choice((0.0, _RADIUS, _RADIUS))
    cover = _rounded(card.shape[:2], radius)[:, :, None]
    part = blank[top : top + rows, left : left + columns]
    part *= 1 - cover
    part += inked * cover
    if chance.random() < _HALF:
        _scanned_rim(blank, (left, top, columns, rows), chance)
    outer = np.array([[-left, -top], [columns + wide - left, -top],
                      [columns + wide - left, rows + tall - top], [-left, rows + tall - top]],
                     np.float32)  # fmt: skip
    whole = (_UNIT * (columns, rows)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(whole, corners.astype(np.float32))
    depth = outer @ matrix[2, :2] + matrix[2, 2]
    if depth.min() <= 0:  # seen from beyond the horizon: the sheet has no end within the picture
        outer = np.asarray(np.clip(outer, -0.2 * columns, 1.2 * columns), np.float32)
    placed = np.asarray(cv2.perspectiveTransform(outer[None], matrix)[0], np.float32)
    _put(scene, blank, placed, 0.0, chance)


def _scanned_rim(blank: Scene, box: tuple[int, int, int, int], chance: Random) -> None:
    """Draw the shade that a scanner's lamp leaves along some edges of a card."""
    left, top, wide, high = box
    cover: Scene = np.zeros(blank.shape[:2], np.float32)
    shift = chance.randint(2, 14)
    for edge in chance.choice(((0,), (1,), (0, 1), (0, 1, 2, 3))):
        start = ((left, top + high), (left + wide, top), (left, top), (left, top))[edge]
        end = ((left + wide, top + high), (left + wide, top + high), (left + wide, top),
               (left, top + high))[edge]  # fmt: skip
        cv2.line(cover, start, end, (1.0,), shift)
    cover = cv2.GaussianBlur(cover, (0, 0), chance.uniform(1, 8))
    blank *= 1 - chance.uniform(0.1, 0.6) * cover[:, :, None]


def _rounded(shape: tuple[int, ...], radius: float) -> Scene:
    """Return 1 within a box with corners of `radius` (a share of its width), 0 outside."""
    rows, columns = shape[:2]
    mask = np.zeros((rows, columns), np.float32)
    r = round(columns * radius)
    cv2.rectangle(mask, (r, 0), (columns - r, rows), (1.0,), -1)
    cv2.rectangle(mask, (0, r), (columns, rows - r), (1.0,), -1)
    for x in (r, columns - r):
        for y in (r, rows - r):
            cv2.circle(mask, (x, y), r, (1.0,), -1, cv2.LINE_AA)
    return mask


def _put(scene: Scene, thing: Scene, corners: Corners, radius: float, chance: Random) -> None:
    """Lay something thin on the scene, with a shadow to any side, close or soft, or none."""
    size = scene.shape[1], scene.shape[0]
    whole = (_UNIT * thing.shape[1::-1]).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(whole, corners.astype(np.float32))
    factor = max(1.0, thing.shape[1] / max(float(np.linalg.norm(corners[1] - corners[0])), 1.0))
    soft = cv2.GaussianBlur(thing, (0, 0), 0.5 * factor) if factor > 1.5 else thing  # noqa: PLR2004
    seen = cv2.warpPerspective(soft, matrix, size, flags=cv2.INTER_LINEAR)
    mask = _rounded(thing.shape, radius)
    cover = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_LINEAR)
    if chance.random() > _NONE:
        spread = max(size) / chance.uniform(60, 900)
        off = spread * chance.uniform(0, 1.5)
        way = chance.uniform(0, 2 * np.pi)
        moved = np.array([[1, 0, off * np.cos(way)], [0, 1, off * np.sin(way)]], np.float32)
        shade = cv2.warpAffine(cv2.GaussianBlur(cover, (0, 0), spread), moved, size)
        scene *= 1 - chance.uniform(0.05, 0.6) * shade[:, :, None]
    scene *= 1 - cover[:, :, None]
    scene += seen * cover[:, :, None]
