"""Pictures that must not pass: no card, another one, two, a copy, a screen, a drawing, a cut."""

from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np
from PIL import Image

from core.muestra.back import draw_back
from core.muestra.camera import Corners, Shot, as_scene, develop, lay, place, shoot
from core.muestra.canvas import Typeface
from core.muestra.copies import add_device, add_sheet, copied, shown
from core.muestra.front import draw_front
from core.muestra.levels import LEVELS, Level
from core.muestra.people import MODELS, make_person
from core.muestra.scribbles import scribbled
from core.muestra.strangers import other_document, toy
from core.muestra.surfaces import Scene, surface
from core.muestra.things import THINGS

_LEVEL: Final = LEVELS["medium"]
_EVEN: Final = 0.5
_TOUCHING: Final = 0.3
_PRINTED: Final = 0.3


def make_negative(seed: int, kind: str, *, side: str = "front") -> Shot:
    """Return a picture of a kind of KINDS, offered as `side` («front» or «back»).

    Corners are those of a card as far as there is one.
    """
    chance = Random(f"{seed} {kind} {side}")  # noqa: S311  pictures, no secrets
    return _MAKERS[kind](chance, side)


def _card(chance: Random, side: str) -> Image.Image:
    person = make_person(chance, chance.choice(MODELS))
    draw = draw_front if side == "front" else draw_back
    return draw(person, chance, Typeface.drawn(chance))


def _table(chance: Random, level: Level = _LEVEL) -> Scene:
    return surface(chance, chance.choice(level.frames), chance.choice(level.surfaces))


def _shot(scene: Scene, corners: Corners, chance: Random) -> Shot:
    return Shot(develop(scene, corners, _LEVEL, chance), corners.round(1).tolist())


def _nothing(chance: Random, side: str) -> Shot:
    """Show what lies before a camera that nobody holds over a card."""
    del side
    scene = _table(chance, LEVELS["severe"])
    chance.choice(THINGS)(scene, chance)
    return _shot(scene, place((scene.shape[1], scene.shape[0]), _LEVEL, chance), chance)


def _other(chance: Random, side: str) -> Shot:
    """Show a licence, a passport, a bank's or a club's card that nobody issues."""
    del side
    return _laid(other_document(chance), chance)


def _laid(card: Scene, chance: Random) -> Shot:
    scene = _table(chance)
    corners = place((scene.shape[1], scene.shape[0]), _LEVEL, chance)
    lay(scene, card, corners, 0.0)
    return _shot(scene, corners, chance)


def _two(chance: Random, side: str) -> Shot:
    """Show two credentials, one beside or below the other, or lying on its edge."""
    columns, rows = chance.choice(((1920, 1440), (1920, 1080), (1200, 1600)))
    scene = surface(chance, (columns, rows), chance.choice(_LEVEL.surfaces))
    beside = chance.random() < _EVEN if columns > rows else False
    part = (columns // 2, rows) if beside else (columns, rows // 2)
    shift = np.array((part[0], 0) if beside else (0, part[1]), np.float32)
    level = LEVELS[chance.choice(("easy", "medium"))]
    first, second = place(part, level, chance), place(part, level, chance) + shift
    if chance.random() < _TOUCHING:
        gap = second.min(axis=0) - first.max(axis=0)
        reach = float(np.ptp(first[:, 0 if beside else 1])) * chance.uniform(0, 0.2)
        second -= (gap + reach) * (shift > 0)
    other = _card(chance, chance.choice(("front", "back")))
    lay(scene, as_scene(_card(chance, side)), first, 0.0)
    lay(scene, as_scene(other), second, 0.0)
    return _shot(scene, first, chance)


def _photocopy(chance: Random, side: str) -> Shot:
    """Show a copy without colour, most often on its sheet of paper."""
    copy = copied(as_scene(_card(chance, side)), chance)
    scene = _table(chance)
    corners = place((scene.shape[1], scene.shape[0]), _LEVEL, chance)
    add_sheet(scene, corners, chance)
    lay(scene, copy, corners, 0.0)
    return _shot(scene, corners, chance)


def _screen(chance: Random, side: str) -> Shot:
    """Show a credential on a display."""
    seen = shown(as_scene(_card(chance, side)), chance)
    scene = _table(chance)
    corners = place((scene.shape[1], scene.shape[0]), _LEVEL, chance)
    add_device(scene, corners, chance)
    lay(scene, seen, corners, 0.0)
    return _shot(scene, corners, chance)


def _drawn(chance: Random, side: str) -> Shot:
    """Show a credential as a child draws one, or a plaything."""
    made = toy(chance) if chance.random() < _PRINTED else scribbled(chance, side)
    return _laid(made, chance)


def _cut(chance: Random, side: str) -> Shot:
    """Show a credential of which a part lies outside the frame."""
    scene = _table(chance)
    size = np.array([scene.shape[1], scene.shape[0]])
    corners = place((int(size[0]), int(size[1])), _LEVEL, chance)
    axis = chance.randrange(2)
    span = float(np.ptp(corners[:, axis])) * chance.uniform(0.08, 0.4)
    low = chance.random() < _EVEN
    edge = -corners[:, axis].min() - span if low else size[axis] - corners[:, axis].max() + span
    corners[:, axis] += edge
    lay(scene, as_scene(_card(chance, side)), corners, 0.0)
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
    """Return the FindingCode value with which a kind should be refused."""
    return "other_document" if kind == "drawn" else kind
