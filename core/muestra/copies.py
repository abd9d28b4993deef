"""Pictures of pictures: a credential copied without colour, and one shown on a display."""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.camera import Corners, lay
from core.muestra.surfaces import Scene

_CUT_OUT: Final = 0.3


def copied(card: Scene, chance: Random) -> Scene:
    """Return a card as a black-and-white copier, fax or printer reproduces it."""
    return chance.choice(COPIES)(cv2.cvtColor(card, cv2.COLOR_BGR2GRAY), chance)


def _toned(light: Scene, chance: Random, gain: float, lift: float) -> Scene:
    """Return a grey picture on paper that is never quite white nor its toner quite black."""
    toned = np.clip((light - 128) * gain + 128 + lift, 0, 255)
    black, white = chance.uniform(5, 60), chance.uniform(222, 255)
    return np.asarray(black + toned / 255 * (white - black), np.float32)


def _bgr(light: Scene) -> Scene:
    return np.repeat(light[:, :, None], 3, axis=2)


def _grey(light: Scene, chance: Random) -> Scene:
    return _bgr(_toned(light, chance, chance.uniform(0.9, 1.7), chance.uniform(-10, 30)))


def _pale(light: Scene, chance: Random) -> Scene:
    """Return what a copier short of toner leaves."""
    return _bgr(_toned(light, chance, chance.uniform(0.4, 0.75), chance.uniform(20, 60)))


def _black_and_white(light: Scene, chance: Random) -> Scene:
    ground = cv2.GaussianBlur(light, (0, 0), chance.uniform(15, 60))
    hard = 255 / (1 + np.exp((ground - chance.uniform(8, 30) - light) / chance.uniform(2, 9)))
    return _bgr(_toned(np.asarray(hard, np.float32), chance, 1.0, 0.0))


def _halftone(light: Scene, chance: Random) -> Scene:
    """Return dots that grow with the darkness, as a laser printer lays them."""
    down, across = np.mgrid[0 : light.shape[0], 0 : light.shape[1]].astype(np.float32)
    turn, pitch = np.radians(chance.choice((0, 15, 45, 45, 75))), chance.uniform(5, 13)
    one = np.cos((across * np.cos(turn) + down * np.sin(turn)) / pitch * 6.28)
    other = np.cos((down * np.cos(turn) - across * np.sin(turn)) / pitch * 6.28)
    dots = light / 255 + (one + other) * 0.22 - 0.5
    return _bgr(_toned(np.asarray(255 / (1 + np.exp(-dots * 14)), np.float32), chance, 1.0, 0.0))


def _tinted(light: Scene, chance: Random) -> Scene:
    """Return a copy in one ink, or on paper that is not white."""
    toned = _toned(light, chance, chance.uniform(0.8, 1.4), chance.uniform(0, 25))[:, :, None] / 255
    sheet = np.array([chance.uniform(175, 250) for _ in range(3)], np.float32)
    ink = np.array([chance.uniform(5, 70) for _ in range(3)], np.float32)
    return np.asarray(ink + toned * (sheet - ink), np.float32)


COPIES: Final[tuple[Callable[[Scene, Random], Scene], ...]] = (
    _grey, _pale, _black_and_white, _halftone, _tinted,
)  # fmt: skip


def add_sheet(scene: Scene, corners: Corners, chance: Random) -> None:
    """Draw a sheet of paper under a copy (corners 4 × 2 px), unless it was cut out."""
    if chance.random() < _CUT_OUT:
        return
    middle, white = corners.mean(axis=0), chance.uniform(195, 250)
    sheet = middle + (corners - middle) * chance.choice((1.15, 1.4, 1.8, 2.5, 6))
    cv2.fillConvexPoly(scene, sheet.astype(np.int32), (white, white, white), cv2.LINE_AA)


def shown(card: Scene, chance: Random) -> Scene:
    """Return a card as a display shows it: pixel grid, moiré, cold light."""
    raster = chance.choice(RASTERS)(card.shape[:2], chance)
    cold = np.array([chance.uniform(1.0, 1.18), 1.0, chance.uniform(0.84, 1.0)], np.float32)
    glow = chance.uniform(0, 22)
    beaten = card * raster * _beat(card.shape[:2], chance) * cold * chance.uniform(1.0, 1.2)
    return np.clip(beaten + glow, 0, 255)


def _axes(shape: tuple[int, int]) -> tuple[Scene, Scene]:
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return down, across


def _beat(shape: tuple[int, int], chance: Random) -> Scene:
    """Return the wide, often coloured waves of a moiré."""
    down, across = _axes(shape)
    field = np.ones((*shape, 3), np.float32)
    for _ in range(chance.choice((0, 1, 1, 2))):
        length, way = chance.uniform(12, 110), chance.uniform(0, np.pi)
        bend = chance.uniform(0, 0.8) * np.sin(down / chance.uniform(200, 900) * 6.28)
        phase = (across * np.cos(way) + down * np.sin(way)) / length * 6.28 + bend
        coloured = chance.choice((0.0, 0.0, 1.0))
        for channel in range(3):
            field[:, :, channel] += chance.uniform(0.02, 0.09) * np.sin(
                phase + 2 * channel * coloured
            )
    return field


def _dots(shape: tuple[int, int], chance: Random) -> Scene:
    down, across = _axes(shape)
    pitch, deep = chance.uniform(3.2, 9), chance.uniform(0.07, 0.16)
    grid = np.sin(across / pitch * 6.28) * np.sin(down / pitch * 6.28)
    return np.asarray(1 - deep + deep * grid)[:, :, None]


def _mesh(shape: tuple[int, int], chance: Random) -> Scene:
    """Return the dark lines between pixels, both ways."""
    down, across = _axes(shape)
    pitch, deep = chance.uniform(3.5, 9), chance.uniform(0.12, 0.3)
    lines = np.maximum(np.cos(across / pitch * 6.28), np.cos(down / pitch * 6.28))
    return np.asarray(1 - deep * np.clip(lines, 0, 1) ** 2)[:, :, None]


def _rows(shape: tuple[int, int], chance: Random) -> Scene:
    """Return lines one way alone, as tubes and cheap panels show."""
    down, across = _axes(shape)
    along = chance.choice((down, across))
    pitch, deep = chance.uniform(3.5, 9), chance.uniform(0.1, 0.25)
    return np.asarray(1 - deep * (0.5 + 0.5 * np.sin(along / pitch * 6.28)))[:, :, None]


def _stripes(shape: tuple[int, int], chance: Random) -> Scene:
    """Return red, green and blue stripes side by side, rows parted by dark lines."""
    down, across = _axes(shape)
    pitch, deep = chance.uniform(4.5, 10), chance.uniform(0.15, 0.4)
    phases = np.arange(3, dtype=np.float32) * 2.09
    bars = 1 - deep * (0.5 + 0.5 * np.cos(across[:, :, None] / pitch * 6.28 + phases))
    gaps = 1 - 0.5 * deep * np.clip(np.cos(down / pitch * 6.28), 0, 1) ** 2
    return np.asarray(bars * gaps[:, :, None])


RASTERS: Final[tuple[Callable[[tuple[int, int], Random], Scene], ...]] = (
    _dots, _mesh, _rows, _stripes,
)  # fmt: skip


def add_device(scene: Scene, corners: Corners, chance: Random) -> None:
    """Draw the surroundings of a displayed card: a bezel, a window or an application."""
    middle = corners.mean(axis=0)
    wide, high = chance.choice(((1.05, 1.05), (1.12, 1.9), (1.5, 1.5), (1.3, 1.15), (4, 4)))
    page = np.ones((400, 640, 3), np.float32) * chance.choice((12.0, 45.0, 128.0, 238.0))
    for top in (0, 360):  # bars of an application, with its buttons
        if chance.random() < 0.5:  # noqa: PLR2004
            page[top : top + 40] = [chance.uniform(20, 250) for _ in range(3)]
            for x in range(30, 640, 150):
                cv2.circle(page, (x, top + 20), 9, (200.0, 200.0, 200.0), -1, cv2.LINE_AA)
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32) / 2
    glass = middle + half[:, :1] * wide * across + half[:, 1:] * high * down
    edge = middle + (glass - middle) * chance.uniform(1.03, 1.12)
    tone = chance.choice((15.0, 30.0, 190.0, 225.0))
    lay(scene, np.full((40, 64, 3), tone, np.float32), edge.astype(np.float32), 0.0)
    lay(scene, page, glass.astype(np.float32), 0.0)
