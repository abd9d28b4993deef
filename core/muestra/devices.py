"""Devices that show a credential: telephone, tablet, laptop, monitor, close or from afar.

A device is drawn flat on a canvas on which the credential's place is fixed; laying that place on
the corners in a picture brings the whole device along.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.bodies import CANVAS, CARD, DEVICES, MIDDLE, Glass, keyboard, round_box
from core.muestra.camera import Corners, spun
from core.muestra.glass import lit
from core.muestra.pages import PAGES, Box, Page, grown
from core.muestra.surfaces import Scene

_OF_A_PHOTO: Final = 0.45
_BEVEL: Final = 0.3
_SHADOWED: Final = 0.3


@dataclass(slots=True)
class Flat:
    """An object drawn flat, its mask, and the credential's corners on it (4 × 2 px of `canvas`)."""

    canvas: Scene
    cover: Scene
    card: Corners


def device(card: Scene, chance: Random, kinds: tuple[str, ...], pages: tuple[str, ...]) -> Flat:
    """Return a random device of one of `kinds` that shows a card on one of `pages`."""
    glass = DEVICES[chance.choice(kinds)](chance)
    flat = Flat(np.zeros((CANVAS[1], CANVAS[0], 3), np.float32),
                np.zeros((CANVAS[1], CANVAS[0]), np.float32), _quad(chance))  # fmt: skip
    _body(flat, glass, chance)
    page = PAGES[chance.choice(pages)]
    shown = flat.canvas.copy()
    _show(shown, glass, card, page, flat.card, chance)
    inside = np.zeros(flat.cover.shape, np.float32)
    round_box(inside, glass.box, glass.round, (1.0,))
    flat.canvas[:] = lit(flat.canvas, shown, inside, chance)
    return flat


def lay_flat(scene: Scene, flat: Flat, corners: Corners, chance: Random) -> None:
    """Warp an object into the scene so that the credential's place on it meets `corners` (px)."""
    size = (scene.shape[1], scene.shape[0])
    matrix = cv2.getPerspectiveTransform(flat.card, corners.astype(np.float32))
    seen = cv2.warpPerspective(flat.canvas, matrix, size, flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(flat.cover, matrix, size, flags=cv2.INTER_LINEAR)[:, :, None]
    spread = max(size) / chance.uniform(60, 260)
    shadow = np.roll(cv2.GaussianBlur(cover, (0, 0), spread), (int(spread), int(spread)), (0, 1))
    scene *= 1 - chance.uniform(0.2, 0.6) * shadow[:, :, None]
    scene *= 1 - cover
    scene += seen * cover


def _quad(chance: Random) -> Corners:
    """Return where the credential is on the canvas; in a photo of it, not quite straight."""
    turn, loose = 0.0, 0.0
    if chance.random() < _OF_A_PHOTO:
        turn, loose = np.radians(chance.uniform(-6, 6)), chance.uniform(0, 0.03)
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array(CARD) / 2
    quad = spun(half, turn) + np.array(MIDDLE)
    quad += np.array([[chance.uniform(-1, 1) for _ in range(2)] for _ in range(4)]) * loose * 252
    return np.asarray(quad, np.float32)


def _body(flat: Flat, glass: Glass, chance: Random) -> None:
    """Draw the frame round a display, its rim, and a keyboard below where there is one."""
    left, top, right, bottom = glass.box
    wide, high, far, low = glass.rims
    outer = (left - wide, top - high, right + far, bottom + low)
    radius = glass.round + chance.choice((2.0, 12.0, 30.0))
    if glass.keys:
        _keys(flat, outer, glass.tones, chance)
    round_box(flat.cover, outer, radius, (1.0,))
    round_box(flat.canvas, outer, radius, glass.tones)
    if chance.random() < _BEVEL:
        lighter = tuple(one * 0.6 + chance.uniform(20, 90) for one in glass.tones)
        round_box(flat.canvas, outer, radius, lighter)
        round_box(flat.canvas, grown(outer, -chance.uniform(2, 6)), radius, glass.tones)
    if chance.random() < _SHADOWED:  # many a metal body has a black frame inside
        inner = grown(glass.box, min(glass.rims) * 0.7)
        round_box(flat.canvas, inner, glass.round, (9.0, 9.0, 9.0))


def _keys(flat: Flat, outer: Box, tones: tuple[float, ...], chance: Random) -> None:
    left, _, right, bottom = outer
    deck = (left - 20, bottom - 5, right + 20, bottom + 420)
    round_box(flat.cover, deck, 15, (1.0,))
    round_box(flat.canvas, deck, 15, tones)
    ink = chance.choice((20.0, 60.0, 225.0))
    keyboard(flat.canvas, (left, bottom + 30), (right - left) / 15, 4, ink)


def _show(
    shown: Scene, glass: Glass, card: Scene, page: Page, quad: Corners, chance: Random
) -> None:
    """Draw a page on the display, the card in its place."""
    low, high = quad.min(axis=0), quad.max(axis=0)
    span = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    page(shown, glass.box, span, chance)
    source = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * card.shape[1::-1]
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), quad)
    seen = cv2.warpPerspective(card, matrix, CANVAS, flags=cv2.INTER_AREA)
    mask = np.zeros((card.shape[0], card.shape[1]), np.float32)
    radius = chance.choice((0.0, 0.0, 0.037)) * card.shape[1]
    round_box(mask, (0, 0, card.shape[1], card.shape[0]), radius, (1.0,))
    cover = cv2.warpPerspective(mask, matrix, CANVAS, flags=cv2.INTER_AREA)
    if chance.random() < _SHADOWED:  # the photo shown has the shadow of the real card
        shadow = cv2.GaussianBlur(cover, (0, 0), chance.uniform(2, 8))
        shown *= 1 - 0.5 * np.roll(shadow, (3, 3), (0, 1))[:, :, None]
    shown *= 1 - cover[:, :, None]
    shown += seen * cover[:, :, None]
