"""Hands that hold a card and sleeves that it sticks in."""

from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.cv import cv2
from core.muestra.surfaces import Scene

_CAP: Final = 1.15
"""How far a finger reaches beyond its tip's centre, in half widths."""

_SKINS: Final = ((150, 180, 225), (120, 155, 205), (90, 125, 175), (60, 85, 130))

Corners = NDArray[Any]


def add_fingers(scene: Scene, corners: Corners, chance: Random) -> None:
    """Draw fingers that come in from some sides and end in the margin: the print stays free."""
    skin = chance.choice(_SKINS)
    for _ in range(chance.randint(1, 3)):
        side = chance.randrange(4)
        start, end = corners[side], corners[(side + 1) % 4]
        hold = start + (end - start) * chance.uniform(0.15, 0.85)
        outward = hold - corners.mean(axis=0)
        outward /= max(1e-6, float(np.linalg.norm(outward)))
        wide = 0.055 * float(np.linalg.norm(corners[1] - corners[0])) * chance.uniform(0.8, 1.3)
        depth = chance.uniform(0.015, 0.045) * float(np.linalg.norm(corners[1] - corners[0]))
        tip = hold + outward * (_CAP * wide - depth)
        far = hold + outward * wide * 14
        colour = tuple(one * chance.uniform(0.9, 1.05) for one in skin)
        points = (tip.round().astype(int).tolist(), far.round().astype(int).tolist())
        cv2.line(
            scene, *points, tuple(one * 0.75 for one in colour), int(2 * _CAP * wide), cv2.LINE_AA
        )
        cv2.line(scene, *points, colour, int(2 * wide), cv2.LINE_AA)


def add_sleeve(scene: Scene, corners: Corners, chance: Random) -> None:
    """Draw a clear sleeve: a little larger than the card, hazy, with a bright edge and a streak."""
    centre = corners.mean(axis=0)
    outer = centre + (corners - centre) * chance.uniform(1.03, 1.12)
    cover = np.zeros(scene.shape[:2], np.float32)
    cv2.fillConvexPoly(cover, outer.astype(np.int32), (1.0,), cv2.LINE_AA)
    haze = chance.uniform(0.03, 0.12)
    scene += cover[:, :, None] * haze * (235 - scene)
    light = chance.uniform(150, 245)
    cv2.polylines(scene, [outer.astype(np.int32)], isClosed=True, color=(light, light, light),
                  thickness=max(1, scene.shape[1] // 700), lineType=cv2.LINE_AA)  # fmt: skip
    streak = np.zeros(scene.shape[:2], np.float32)
    top = outer[0] + (outer[1] - outer[0]) * chance.random()
    low = outer[3] + (outer[2] - outer[3]) * chance.random()
    wide = max(2, int(scene.shape[1] * chance.uniform(0.004, 0.02)))
    cv2.line(streak, top.astype(int).tolist(), low.astype(int).tolist(), (1.0,), wide, cv2.LINE_AA)
    soft = cv2.GaussianBlur(streak, (0, 0), wide / 2)
    scene += (soft * cover)[:, :, None] * chance.uniform(20, 70)
