"""Harder pictures that must not pass: each kind drawn at random over a split's layouts.

Unlike `negatives.py` their cards have layouts drawn by chance, in the split that is asked for: what
is decided on `fit` is measured on `left-out`.
"""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np
from PIL import Image

from core.cv import cv2
from core.muestra.camera import Corners, Shot, as_scene, develop, lay, place
from core.muestra.copies import copied
from core.muestra.identities import IDENTITIES
from core.muestra.layout import draw_layout
from core.muestra.levels import LEVELS
from core.muestra.people import MODELS, make_person
from core.muestra.phone import processed
from core.muestra.prints import in_inks, lay_copy, lay_photo
from core.muestra.screens import on_screen
from core.muestra.splits import Split
from core.muestra.surfaces import Scene, surface
from core.muestra.varied_back import draw_varied_back
from core.muestra.varied_front import draw_varied_front

_HALF: Final = 0.5
_PAGE: Final = 1.586 / 1.42
"""How much taller a passport's page is than a card as wide."""


def make_harder(seed: int, kind: str, split: Split, *, side: str = "front") -> Shot:
    """Return a picture of a kind of HARDER, offered as `side`; corners of the card if it has one.

    The same arguments give identical pictures; no layout of one split occurs in the other.
    """
    chance = Random(f"{seed} {kind} {side} {split}")  # noqa: S311  pictures, no secrets
    level = LEVELS[chance.choice(("easy", "medium"))]
    scene = surface(chance, chance.choice(level.frames), chance.choice(level.surfaces))
    corners = place((scene.shape[1], scene.shape[0]), level, chance)
    if kind in IDENTITIES:
        lay(scene, as_scene(IDENTITIES[kind](chance, split)), _shaped(corners, kind), 0.0)
    elif kind == "two":
        corners = _two(scene, split, side, corners, chance)
    else:
        card = as_scene(drawn_card(chance, split, side))
        corners = _MAKERS[kind](scene, card, corners, chance)
    jpeg = develop(scene, corners, level, chance)
    return processed(jpeg, corners.round(1).tolist(), chance)


def drawn_card(chance: Random, split: Split, side: str) -> Image.Image:
    """Return a side of a credential of any model, in a layout of the split."""
    model = chance.choice(MODELS)
    layout, person = draw_layout(chance, split, model), make_person(chance, model)
    draw = draw_varied_front if side == "front" else draw_varied_back
    return draw(person, layout, chance)


def _shaped(corners: Corners, kind: str) -> Corners:
    """Return the corners of a document of its own form."""
    if kind != "passport":
        return corners
    middle = (corners[[0, 1]] + corners[[3, 2]]) / 2
    taller = np.concatenate([middle + (corners[[0, 1]] - middle) * _PAGE,
                             (middle + (corners[[3, 2]] - middle) * _PAGE)[::-1]])  # fmt: skip
    return np.asarray(taller, np.float32)


def _colour_copy(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    lay_copy(scene, in_inks(card, chance), corners, chance)
    return corners


def _grey_copy(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    lay_copy(scene, copied(card, chance), corners, chance)
    return corners


def _photo(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    return lay_photo(scene, card, corners, chance)


def _screen(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    on_screen(scene, card, corners, chance)
    return corners


def _glass(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    """Lay the card behind glass that mirrors a window or lamps over its words."""
    lay(scene, card, corners, 0.0)
    light: Scene = np.zeros(scene.shape[:2], np.float32)
    for _ in range(chance.randint(2, 4)):
        share = np.array([chance.uniform(0.15, 0.85), chance.uniform(0.2, 0.8)])
        spot = (
            corners[0] + (corners[1] - corners[0]) * share[0] + (corners[3] - corners[0]) * share[1]
        )
        long = float(np.linalg.norm(corners[1] - corners[0]))
        size = (long * chance.uniform(0.15, 0.4), long * chance.uniform(0.1, 0.3))
        box = cv2.boxPoints(((float(spot[0]), float(spot[1])), size, chance.uniform(0, 180)))
        cv2.fillConvexPoly(light, box.astype(np.int32), (1.0,), cv2.LINE_AA)
    light = cv2.GaussianBlur(light, (0, 0), max(light.shape) / chance.uniform(60, 300))
    scene += light[:, :, None] * chance.uniform(210, 330)
    return corners


def _hand(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    """Lay fingers over the card: they hide from a third to two thirds of one of its dimensions."""
    lay(scene, card, corners, 0.0)
    skin = np.array(
        chance.choice(((150, 180, 225), (120, 155, 205), (90, 125, 175), (60, 85, 130)))
    )
    side = chance.randrange(4)
    start, end = corners[side], corners[(side + 1) % 4]
    inward = corners.mean(axis=0) - (start + end) / 2
    deep = chance.uniform(0.6, 1.3)
    count = chance.randint(2, 4)
    wide = float(np.linalg.norm(corners[1] - corners[0])) * chance.uniform(0.1, 0.14)
    first = chance.uniform(0.1, 0.35)
    for finger in range(count):
        at = start + (end - start) * min(0.95, first + finger * chance.uniform(0.16, 0.22))
        tip, far = at + inward * deep * chance.uniform(0.85, 1.1), at - inward * 2.5
        tone = tuple(float(one) for one in skin * chance.uniform(0.92, 1.04))
        points = tip.round().astype(int).tolist(), far.round().astype(int).tolist()
        shade = tuple(one * 0.7 for one in tone)
        cv2.line(scene, *points, shade, round(wide * 1.12), cv2.LINE_AA)
        cv2.line(scene, *points, tone, round(wide), cv2.LINE_AA)
    return corners


def _cut(scene: Scene, card: Scene, corners: Corners, chance: Random) -> Corners:
    """Lay the card partly beyond the frame, on one side or two."""
    size = np.array([scene.shape[1], scene.shape[0]])
    for axis in chance.choice(((0,), (1,), (0, 1))):
        span = float(np.ptp(corners[:, axis])) * chance.uniform(0.08, 0.35)
        low = chance.random() < _HALF
        edge = -corners[:, axis].min() - span if low else size[axis] - corners[:, axis].max() + span
        corners[:, axis] += edge
    lay(scene, card, corners, 0.0)
    return corners


def _two(scene: Scene, split: Split, side: str, corners: Corners, chance: Random) -> Corners:
    """Lay a second card, credential or not, beside the first in a picture of both."""
    beside = chance.random() < _HALF
    size = np.array([scene.shape[1], scene.shape[0]], np.float32)
    middle = corners.mean(axis=0)
    shrink = (
        chance.uniform(0.4, 0.5) * size[0] / np.ptp(corners[:, 0])
        if beside
        else (chance.uniform(0.4, 0.47) * size[1] / np.ptp(corners[:, 1]))
    )
    small = (corners - middle) * shrink
    gap = chance.uniform(-0.03, 0.06)
    way = np.array([1.0, 0.0]) if beside else np.array([0.0, 1.0])
    reach = float((np.ptp(small @ way)) * (1 + gap) / 2)
    first = (small + size / 2 - way * reach).astype(np.float32)
    second = (small + size / 2 + way * reach).astype(np.float32)
    model = chance.choice(("credential", "credential", "bank", "licence"))
    other = (
        drawn_card(chance, split, chance.choice(("front", "back")))
        if model == "credential"
        else IDENTITIES[model](chance, split)
    )
    lay(scene, as_scene(other), second, 0.0)
    lay(scene, as_scene(drawn_card(chance, split, side)), first, 0.0)
    return np.asarray(first)


_MAKERS: Final[dict[str, Callable[[Scene, Scene, Corners, Random], Corners]]] = {
    "colour_copy": _colour_copy, "grey_copy": _grey_copy, "printed_photo": _photo,
    "screen": _screen, "glass": _glass, "hand": _hand, "cut": _cut,
}  # fmt: skip

HARDER: Final = (*IDENTITIES, *_MAKERS, "two")
"""Names of the kinds."""

_CODES: Final = {
    "colour_copy": ("photocopy", "screen"), "grey_copy": ("photocopy",),
    "printed_photo": ("photocopy", "screen"), "screen": ("screen",), "glass": ("glare",),
    "hand": ("cut",), "cut": ("cut",), "two": ("two_cards",),
    "blank": ("no_credential", "other_document"),
}  # fmt: skip


def fitting_codes(kind: str) -> tuple[str, ...]:
    """Return the values of FindingCode that fit a kind; any of them says what to do."""
    return _CODES.get(kind, ("other_document",))
