"""Pictures that must not pass: no card, another one, two, a copy, a screen, a drawing, a cut."""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np
from PIL import Image

from core.cv import cv2
from core.muestra.back import draw_back
from core.muestra.camera import Corners, Shot, another_card, develop, lay, place, shoot
from core.muestra.canvas import Typeface
from core.muestra.front import draw_front
from core.muestra.levels import LEVELS, Level
from core.muestra.people import MODELS, make_person
from core.muestra.surfaces import Scene, surface

_LEVEL: Final = LEVELS["medium"]
_EVEN: Final = 0.5


def make_negative(seed: int, kind: str, *, side: str = "front") -> Shot:
    """Return a picture of a kind of KINDS, offered as `side`; corners as far as there is a card."""
    chance = Random(f"{seed} {kind} {side}")  # noqa: S311  pictures, no secrets
    return _MAKERS[kind](chance, side)


def _card(chance: Random, side: str) -> Image.Image:
    person = make_person(chance, chance.choice(MODELS))
    draw = draw_front if side == "front" else draw_back
    return draw(person, chance, Typeface.drawn(chance))


def _as_scene(card: Image.Image) -> Scene:
    return np.asarray(cv2.cvtColor(np.asarray(card), cv2.COLOR_RGB2BGR), np.float32)


def _table(chance: Random, level: Level = _LEVEL) -> Scene:
    return surface(chance, chance.choice(level.frames), chance.choice(level.surfaces))


def _shot(scene: Scene, corners: Corners, chance: Random) -> Shot:
    return Shot(develop(scene, corners, _LEVEL, chance), corners.round(1).tolist())


def _nothing(chance: Random, side: str) -> Shot:
    del side
    scene = _table(chance, LEVELS["severe"])
    return _shot(scene, place((scene.shape[1], scene.shape[0]), _LEVEL, chance), chance)


def _other(chance: Random, side: str) -> Shot:
    """Show a licence, a loyalty card or a bank card that nobody issues."""
    del side
    scene = _table(chance)
    corners = place((scene.shape[1], scene.shape[0]), _LEVEL, chance)
    card = another_card(chance)
    title = chance.choice(("LICENCIA DE CONDUCIR", "CLUB DE LECTURA", "TARJETA DE PUNTOS",
                           "BIBLIOTECA", "SEGURO MEDICO", "GIMNASIO"))  # fmt: skip
    ink = (20.0, 20.0, 20.0)
    cv2.putText(card, title, (40, 60), cv2.FONT_HERSHEY_DUPLEX, 1.2, ink, 2, cv2.LINE_AA)
    words = f"{chance.randrange(10**8):08} VENCE {chance.randrange(2025, 2032)}"
    cv2.putText(card, words, (40, 470), cv2.FONT_HERSHEY_DUPLEX, 1.0, ink, 2, cv2.LINE_AA)
    lay(scene, card, corners, 0.0)
    return _shot(scene, corners, chance)


def _two(chance: Random, side: str) -> Shot:
    """Show two credentials one beside or below the other."""
    columns, rows = 1920, 1440
    scene = surface(chance, (columns, rows), chance.choice(_LEVEL.surfaces))
    beside = chance.random() < _EVEN
    part = (columns // 2, rows) if beside else (columns, rows // 2)
    shift = (part[0], 0) if beside else (0, part[1])
    level = LEVELS["easy"]
    first = place(part, level, chance)
    second = place(part, level, chance) + np.array(shift, np.float32)
    other = _card(chance, chance.choice(("front", "back")))
    lay(scene, _as_scene(_card(chance, side)), first, 0.0)
    lay(scene, _as_scene(other), second, 0.0)
    return _shot(scene, first, chance)


def _photocopy(chance: Random, side: str) -> Shot:
    """Show a grey copy on a sheet of paper."""
    grey = cv2.cvtColor(np.asarray(_card(chance, side)), cv2.COLOR_RGB2GRAY).astype(np.float32)
    gain = chance.uniform(1.0, 1.7)
    toned = np.clip((grey - 128) * gain + 128 + chance.uniform(0, 25), 0, 255)
    scene = _table(chance)
    corners = place((scene.shape[1], scene.shape[0]), _LEVEL, chance)
    if chance.random() < 0.7:  # noqa: PLR2004  most copies are not cut out
        sheet = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * chance.uniform(1.15, 2.2)
        white = chance.uniform(215, 245)
        cv2.fillConvexPoly(scene, sheet.astype(np.int32), (white, white, white), cv2.LINE_AA)
    lay(scene, np.repeat(toned[:, :, None], 3, axis=2), corners, 0.0)
    return _shot(scene, corners, chance)


def _screen(chance: Random, side: str) -> Shot:
    """Show a credential on a display: its bezel, its pixels, the beat of both rasters."""
    shown = _as_scene(_card(chance, side))
    rows, columns = shown.shape[:2]
    pitch = chance.uniform(3.5, 8)
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    grid = 0.86 + 0.14 * np.sin(across / pitch * 6.28) * np.sin(down / pitch * 6.28)
    beat = chance.uniform(20, 90)
    wave = 1 + chance.uniform(0.03, 0.1) * np.sin(
        (across + down * chance.uniform(-1, 1)) / beat * 6.28
    )
    cold = np.array([1.1, 1.0, 0.93], np.float32)
    shown = np.clip(shown * (grid * wave)[:, :, None] * cold * chance.uniform(1.0, 1.2), 0, 255)
    scene = _table(chance)
    corners = place((scene.shape[1], scene.shape[0]), _LEVEL, chance)
    middle = corners.mean(axis=0)
    glass = middle + (corners - middle) * chance.uniform(1.05, 1.5)
    frame = middle + (glass - middle) * 1.08
    for shape, tone in ((frame, 18.0), (glass, chance.uniform(30, 90))):
        cv2.fillConvexPoly(scene, shape.astype(np.int32), (tone, tone, tone), cv2.LINE_AA)
    lay(scene, shown, corners, 0.0)
    return _shot(scene, corners, chance)


def _drawn(chance: Random, side: str) -> Shot:
    """Show a credential as a child draws one."""
    del side
    card = np.full((505, 800, 3), 255.0, np.float32) * chance.uniform(0.85, 1.0)
    ink = tuple(chance.uniform(20, 160) for _ in range(3))
    hand = cv2.FONT_HERSHEY_SCRIPT_SIMPLEX
    cv2.rectangle(card, (12, 12), (788, 493), ink, 3)
    cv2.putText(card, "INE", (330, 70), hand, 2.2, ink, 3, cv2.LINE_AA)
    cv2.circle(card, (140, 230), 70, ink, 3, cv2.LINE_AA)
    cv2.ellipse(card, (140, 400), (95, 90), 0, 180, 360, ink, 3, cv2.LINE_AA)
    for x in (115, 165):
        cv2.circle(card, (x, 215), 7, ink, -1, cv2.LINE_AA)
    for number, words in enumerate(("Nombre: Ana", "Calle 1", "clave 123", "vota aqui")):
        spot = (290 + chance.randint(-15, 15), 160 + number * 80)
        cv2.putText(card, words, spot, hand, 1.6, ink, 2, cv2.LINE_AA)
    scene = _table(chance)
    corners = place((scene.shape[1], scene.shape[0]), _LEVEL, chance)
    lay(scene, card, corners, 0.0)
    return _shot(scene, corners, chance)


def _cut(chance: Random, side: str) -> Shot:
    """Show a credential of which a part lies outside the frame."""
    scene = _table(chance)
    size = np.array([scene.shape[1], scene.shape[0]])
    corners = place((int(size[0]), int(size[1])), _LEVEL, chance)
    axis = chance.randrange(2)
    span = float(np.ptp(corners[:, axis])) * chance.uniform(0.12, 0.45)
    low = chance.random() < _EVEN
    edge = -corners[:, axis].min() - span if low else size[axis] - corners[:, axis].max() + span
    corners[:, axis] += edge
    lay(scene, _as_scene(_card(chance, side)), corners, 0.0)
    return _shot(scene, corners, chance)


def _wrong_side(chance: Random, side: str) -> Shot:
    return shoot(_card(chance, "back" if side == "front" else "front"), _LEVEL, chance)


_MAKERS: Final[dict[str, Callable[[Random, str], Shot]]] = {
    "no_credential": _nothing,
    "other_document": _other,
    "two_cards": _two,
    "photocopy": _photocopy,
    "screen": _screen,
    "drawn": _drawn,
    "cut": _cut,
    "wrong_side": _wrong_side,
}
KINDS: Final = tuple(_MAKERS)
"""Names of the kinds: the code of the finding that fits, but `drawn`, which is other_document."""


def fitting_code(kind: str) -> str:
    """Return the code under which a kind should be refused."""
    return "other_document" if kind == "drawn" else kind
