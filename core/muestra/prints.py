"""Colour copies and printed photographs of a card: ink on a sheet, flat, without its own edge."""

from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.camera import Corners, lay
from core.muestra.surfaces import KINDS, Scene, surface

_DOT_ANGLES: Final = (15.0, 75.0, 0.0, 45.0)
"""Degrees at which cyan, magenta, yellow and black dots usually lie."""

_HALF: Final = 0.5
_PHOTO: Final = (1800, 1200)


def in_inks(card: Scene, chance: Random) -> Scene:
    """Return the card (BGR) as a colour printer lays it: fewer colours, dots or bands, a paper."""
    paper = np.array([chance.uniform(225, 252) for _ in range(3)], np.float32)
    tone = np.clip((card - 128) * chance.uniform(0.8, 1.35) + 128 + chance.uniform(-10, 25), 0, 255)
    grey = tone.mean(axis=2, keepdims=True)
    tone = grey + (tone - grey) * chance.uniform(0.55, 1.3)
    seen = np.clip(tone, 0, 255) / 255
    if chance.random() < _HALF:
        seen = _dotted(seen, chance)
    if chance.random() < _HALF:
        seen = seen * _banded(seen.shape, chance)
    floor = chance.uniform(0.03, 0.2)  # ink on paper is never black
    return np.asarray(paper * (floor + (1 - floor) * seen), np.float32)


def _dotted(seen: Scene, chance: Random) -> Scene:
    """Return the picture in dots of three inks, as fine as office printers have them."""
    down, across = np.mgrid[0 : seen.shape[0], 0 : seen.shape[1]].astype(np.float32)
    pitch, hard = chance.uniform(3.5, 8.5), chance.uniform(2, 9)
    inks = np.empty_like(seen)
    for channel in range(3):
        turn = np.radians(_DOT_ANGLES[channel] + chance.uniform(-3, 3))
        one = np.cos((across * np.cos(turn) + down * np.sin(turn)) / pitch * 6.28)
        other = np.cos((down * np.cos(turn) - across * np.sin(turn)) / pitch * 6.28)
        level = seen[:, :, channel] - 0.5 + (one + other) * 0.2
        inks[:, :, channel] = 1 / (1 + np.exp(-level * hard))
    share = chance.uniform(0.4, 1.0)
    return np.asarray(seen * (1 - share) + inks * share, np.float32)


def _banded(shape: tuple[int, ...], chance: Random) -> Scene:
    """Return the faint lines of a print head that passes over the sheet."""
    down = np.arange(shape[0], dtype=np.float32)[:, None, None]
    deep, pitch = chance.uniform(0.01, 0.06), chance.uniform(9, 60)
    return np.asarray(1 - deep * (0.5 + 0.5 * np.sin(down / pitch * 6.28)), np.float32)


def lay_copy(scene: Scene, print_: Scene, corners: Corners, chance: Random) -> None:
    """Lay a sheet on which the print of a card meets `corners` (4 × 2 px of the scene)."""
    reach = chance.choice((1.06, 1.15, 1.4, 2.0, 4.0))
    rows, columns = print_.shape[:2]
    wide, high = round(columns * reach), round(rows * reach)
    sheet = np.ones((high, wide, 3), np.float32) * np.array(
        [chance.uniform(225, 252) for _ in range(3)], np.float32
    )
    left = round((wide - columns) * chance.uniform(0.2, 0.8))
    top = round((high - rows) * chance.uniform(0.2, 0.8))
    sheet[top : top + rows, left : left + columns] = print_
    if chance.random() < _HALF:  # the shade that a scanner leaves along the card
        cv2.rectangle(sheet, (left, top), (left + columns, top + rows), (120.0, 120.0, 124.0), 3)
    outer = np.array([[-left, -top], [wide - left, -top], [wide - left, high - top],
                      [-left, high - top]], np.float32)  # fmt: skip
    _lay_flat(scene, sheet, _carried(outer, (columns, rows), corners))


def lay_photo(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    """Lay a printed photograph of a card on its table; return where the card is seen in it.

    `corners` are where the whole photograph lies (4 × 2 px of the scene).
    """
    photo = surface(chance, _PHOTO, chance.choice(KINDS)) * chance.uniform(0.7, 1.1)
    share = chance.uniform(0.62, 0.82)
    wide, high = share * _PHOTO[0], share * _PHOTO[0] / 1.586
    half = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]]) / 2
    loose = np.array([[chance.uniform(-14, 14) for _ in range(2)] for _ in range(4)])
    there = (half + np.array(_PHOTO) / 2 + loose).astype(np.float32)
    lay(photo, card, there, 0.0)
    printed = in_inks(np.clip(photo, 0, 255), chance)
    if chance.random() < _HALF:
        rim = chance.randint(20, 70)
        printed = cv2.copyMakeBorder(printed, rim, rim, rim, rim, cv2.BORDER_CONSTANT,
                                     value=(244.0, 245.0, 246.0))  # fmt: skip
        there = there + rim
    size = printed.shape[1], printed.shape[0]
    seen = _carried(there, size, corners)
    _lay_flat(scene, np.asarray(printed, np.float32), corners)
    return seen


def _carried(points: Corners, size: tuple[int, int], corners: Corners) -> Corners:
    """Return points of a flat thing of `size`, the whole of which lies at `corners`."""
    whole = (np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * np.array(size)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(whole, corners.astype(np.float32))
    return np.asarray(cv2.perspectiveTransform(points[None].astype(np.float32), matrix)[0])


def _lay_flat(scene: Scene, thing: Scene, corners: Corners) -> None:
    """Draw a sheet with sharp corners and a thin shadow."""
    size = scene.shape[1], scene.shape[0]
    whole = (np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * thing.shape[1::-1]).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(whole, corners.astype(np.float32))
    seen = cv2.warpPerspective(thing, matrix, size, flags=cv2.INTER_AREA)
    mask = np.ones(thing.shape[:2], np.float32)
    cover = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_AREA)[:, :, None]
    shadow = cv2.GaussianBlur(cover, (0, 0), max(size) / 400)[:, :, None]
    scene *= 1 - 0.3 * shadow
    scene *= 1 - cover
    scene += seen * cover
