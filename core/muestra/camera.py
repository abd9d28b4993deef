"""A simulated hand-held camera: perspective, light, shade, glare, blur, noise, JPEG.

A Scene is rows × columns × 3, BGR, float32; Corners are 4 × 2 px, clockwise.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.cv import cv2
from core.muestra.levels import Level
from core.muestra.props import add_fingers, add_sleeve
from core.muestra.surfaces import Scene, surface

Corners = NDArray[Any]

_WITH_PICTURE = 0.4


@dataclass(frozen=True, slots=True)
class Shot:
    """JPEG bytes, and the card's corners in it (4 × 2 px, clockwise from its own top left)."""

    jpeg: bytes
    corners: list[list[float]]


def shoot(card: Image.Image, level: Level, chance: Random) -> Shot:
    """Return a photograph of a drawn card (RGB, WIDTH × HEIGHT), taken at a difficulty level."""
    size = chance.choice(level.frames)
    scene = surface(chance, size, chance.choice(level.surfaces))
    corners = place(size, level, chance)
    drawn = as_scene(card)
    if chance.random() < level.wear:
        drawn = worn(drawn, chance)
    if chance.random() < level.clutter:
        lay(scene, another_card(chance), _beneath(corners, size, level, chance), 0.0)
    bow = chance.uniform(0.01, 0.035) if chance.random() < level.bow else 0.0
    lay(scene, drawn, corners, bow)
    if chance.random() < level.held:
        chance.choice((add_fingers, add_sleeve))(scene, corners, chance)
    return Shot(develop(scene, corners, level, chance), corners.round(1).tolist())


def _beneath(corners: Corners, size: tuple[int, int], level: Level, chance: Random) -> Corners:
    """Return where another card lies that the first one covers in part."""
    other = place(size, level, chance)
    apart = corners.mean(axis=0) - other.mean(axis=0)
    reach = 0.35 * float(np.linalg.norm(corners[2] - corners[0]))
    way = chance.uniform(0, 2 * np.pi)
    shift = reach * chance.uniform(0.3, 1) * np.array([np.cos(way), np.sin(way)])
    return np.asarray(other + apart + shift, np.float32)


def place(size: tuple[int, int], level: Level, chance: Random) -> Corners:
    """Return random corners (4 × 2 px) of a card in a frame of (columns, rows)."""
    columns, rows = size
    angle = np.radians(chance.uniform(-level.turn, level.turn))
    upright = chance.random() < level.any_turn
    if upright:
        angle += np.radians(chance.choice((90, 180, 270)))
    wide = chance.uniform(*level.fill) * columns
    tall = wide / 1.586
    flat = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    turned = spun(flat, angle)
    turned = _tilted(turned, chance, level)
    span = np.ptp(turned, axis=0)
    shrink = min(1.0, 0.94 * columns / span[0], 0.94 * rows / span[1])
    turned *= shrink
    room = (np.array([columns, rows]) - np.ptp(turned, axis=0)) / 2 - 0.02 * min(size)
    shift = np.array([chance.uniform(-1, 1) * max(0.0, float(one)) for one in room])
    centre = np.array([columns, rows]) / 2 - (turned.min(axis=0) + turned.max(axis=0)) / 2
    return np.asarray(turned + centre + shift, np.float32)


def spun(points: Corners, angle: float) -> Corners:
    """Return the points (n × 2) rotated about the origin by `angle` radians."""
    return np.asarray(
        points @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    )


def as_scene(card: Image.Image) -> Scene:
    """Return a drawn card (RGB) as a Scene: BGR, float32."""
    return np.asarray(cv2.cvtColor(np.asarray(card), cv2.COLOR_RGB2BGR), np.float32)


def _tilted(points: Corners, chance: Random, level: Level) -> Corners:
    """Return the points as seen by a camera that does not look straight down."""
    strength = chance.uniform(*level.perspective)
    way = chance.uniform(0, 2 * np.pi)
    reach = np.abs(points).max()
    depth = 1 + strength * (points @ np.array([np.cos(way), np.sin(way)])) / reach
    return np.asarray(points / depth[:, None] * (1 - 0.15 * strength))


def lay(scene: Scene, drawn: Scene, corners: Corners, bow: float) -> None:
    """Draw a card with round corners and its shadow into `scene`, at `corners` (4 × 2 px).

    `bow` is the bend of the card as a share of its height.
    """
    rows, columns = scene.shape[:2]
    mask = _round_mask(drawn.shape[1], drawn.shape[0])
    if bow:
        drawn, mask = bowed(drawn, bow), bowed(mask, bow)
    factor = max(1, int(drawn.shape[1] / max(np.linalg.norm(corners[1] - corners[0]), 1)))
    soft = cv2.GaussianBlur(drawn, (0, 0), 0.5 * factor) if factor > 1 else drawn
    size = np.array([drawn.shape[1], drawn.shape[0]])
    source = (np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * size).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners.astype(np.float32))
    card = cv2.warpPerspective(soft, matrix, (columns, rows), flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(mask, matrix, (columns, rows), flags=cv2.INTER_AREA)[:, :, None]
    spread = max(rows, columns) / 220
    shadow = cv2.GaussianBlur(cover, (0, 0), spread)
    shadow = np.roll(shadow, (int(spread), int(spread)), (0, 1))[:, :, None]
    scene *= 1 - 0.5 * shadow
    scene *= 1 - cover
    scene += card * cover


def _round_mask(columns: int, rows: int) -> Scene:
    """Return 1 inside a card with corners of 3.18 mm radius, 0 outside."""
    mask = np.zeros((rows, columns), np.float32)
    radius = round(columns * 3.18 / 85.6)
    cv2.rectangle(mask, (radius, 0), (columns - radius, rows), (1.0,), -1)
    cv2.rectangle(mask, (0, radius), (columns, rows - radius), (1.0,), -1)
    for x in (radius, columns - radius):
        for y in (radius, rows - radius):
            cv2.circle(mask, (x, y), radius, (1.0,), -1, cv2.LINE_AA)
    return mask


def bowed(picture: Scene, bow: float) -> Scene:
    """Return the picture of a bent card: its middle shifted upwards by `bow` of its height."""
    rows, columns = picture.shape[:2]
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    lift = bow * rows * (1 - (2 * across / columns - 1) ** 2)
    return np.asarray(
        cv2.remap(picture, across, down + lift - bow * rows / 2, cv2.INTER_LINEAR,
                  borderMode=cv2.BORDER_CONSTANT)
    )  # fmt: skip


def worn(card: Scene, chance: Random) -> Scene:
    """Return a copy of the card with scratches and faded print."""
    faded = card * chance.uniform(0.6, 1.0)
    faded += 255 - 255 * faded.max() / max(1.0, float(card.max()))
    rows, columns = card.shape[:2]
    for _ in range(chance.randint(2, 14)):
        start = (chance.randrange(columns), chance.randrange(rows))
        end = (start[0] + chance.randint(-300, 300), start[1] + chance.randint(-200, 200))
        light = chance.uniform(190, 250)
        cv2.line(faded, start, end, (light, light, light), chance.choice((1, 1, 2)), cv2.LINE_AA)
    return np.asarray(faded)


def another_card(chance: Random) -> Scene:
    """Return a card that is no credential: a stripe, or a picture and other words."""
    card = np.ones((505, 800, 3), np.float32) * np.array(
        [chance.uniform(60, 240) for _ in range(3)]
    )
    top = chance.randint(40, 300)
    card[top : top + chance.randint(40, 120)] *= chance.uniform(0.2, 0.8)
    ink = tuple(float(one) for one in card[0, 0] * chance.choice((0.25, 0.5)))
    for _ in range(chance.choice((0, 0, 2, 5))):
        words = "".join(chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789") for _ in range(18))
        spot = (chance.randint(20, 420), chance.randint(60, 480))
        cv2.putText(card, words, spot, cv2.FONT_HERSHEY_SIMPLEX, chance.uniform(0.7, 1.4), ink, 2)
    if chance.random() < _WITH_PICTURE:
        spot = (chance.randint(20, 560), chance.randint(60, 260))
        cv2.rectangle(card, spot, (spot[0] + 170, spot[1] + 210), ink, -1)
    return np.asarray(card, np.float32)


def develop(scene: Scene, corners: Corners, level: Level, chance: Random) -> bytes:
    """Return JPEG bytes of a scene after the optical and sensor faults of `level`."""
    rows, columns = scene.shape[:2]
    numbers = np.random.default_rng(chance.randrange(2**32))
    scene = scene * _light(rows, columns, level, chance)
    if chance.random() < level.glare:
        _add_glare(scene, corners, chance)
    scene = _blurred(scene, level, chance, columns)
    scene = scene + numbers.normal(0, chance.uniform(*level.noise), scene.shape)
    quality = chance.randint(*level.quality)
    ready = np.clip(scene, 0, 255).astype(np.uint8)
    return bytes(cv2.imencode(".jpg", ready, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def _light(rows: int, columns: int, level: Level, chance: Random) -> Scene:
    """Return what each point's brightness is multiplied by, per channel."""
    down, across = np.mgrid[0 : 1 : rows * 1j, 0 : 1 : columns * 1j].astype(np.float32)
    way = chance.uniform(0, 2 * np.pi)
    slope = chance.uniform(0, 0.18 + 0.2 * level.shade)
    field = 1 + slope * ((across - 0.5) * np.cos(way) + (down - 0.5) * np.sin(way)) * 2
    if chance.random() < level.shade:
        width = chance.uniform(0.01, 0.12)
        edge = (across - chance.uniform(0.1, 0.9)) * np.cos(way) + (
            down - chance.uniform(0.1, 0.9)
        ) * np.sin(way)
        field *= 1 - chance.uniform(0.15, 0.5) / (1 + np.exp(-edge / width))
    tint = np.array([chance.uniform(0.93, 1.07) for _ in range(3)], np.float32)
    return np.asarray(field[:, :, None] * tint * chance.uniform(*level.light), np.float32)


def _add_glare(scene: Scene, corners: Corners, chance: Random) -> None:
    rows, columns = scene.shape[:2]
    inside = corners[0] + (corners[1] - corners[0]) * chance.random()
    inside = inside + (corners[3] - corners[0]) * chance.random()
    radius = chance.uniform(0.015, 0.06) * columns
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    squashed = ((across - inside[0]) / radius) ** 2 + ((down - inside[1]) / radius * 1.7) ** 2
    scene += (chance.uniform(90, 220) * np.exp(-squashed))[:, :, None]


def _blurred(scene: Scene, level: Level, chance: Random, columns: int) -> Scene:
    """Return the scene out of focus and shaken; spans are for a frame of 1,600 pixels."""
    scale = columns / 1600
    blur = chance.uniform(*level.blur) * scale
    if blur > 0.2:  # noqa: PLR2004  pixels: less changes nothing
        scene = cv2.GaussianBlur(scene, (0, 0), blur)
    length = chance.uniform(*level.motion) * scale
    if length >= 1:
        side = 2 * int(length) + 3
        kernel = np.zeros((side, side), np.float32)
        way = chance.uniform(0, np.pi)
        reach = np.array([np.cos(way), np.sin(way)]) * length / 2
        start, end = side // 2 - reach, side // 2 + reach
        cv2.line(
            kernel, start.round().astype(int).tolist(), end.round().astype(int).tolist(), (1.0,), 1
        )
        scene = cv2.filter2D(scene, -1, kernel / kernel.sum())
    return np.asarray(scene)
