"""What lies round a card: a display that shows no raster, another card, or a harmless thing."""

from functools import cache
from random import Random

import numpy as np
import pytest

from core.credential.networks.surroundings import CARD, SIZE, view
from core.credential.reader import CredentialReader
from core.cv import cv2
from core.domain.credencial.lectura import FindingCode, SideName
from core.muestra.back import draw_back
from core.muestra.camera import Corners, lay
from core.muestra.canvas import Typeface
from core.muestra.devices import device, lay_flat
from core.muestra.front import draw_front
from core.muestra.people import make_person
from core.muestra.rests import RESTS, rest
from core.muestra.sheets import SHEETS, lay_card, sheet
from core.muestra.surfaces import Scene, surface

_PLACE = np.array([[330, 210], [1080, 222], [1072, 692], [325, 684]], np.float32)


@cache
def _card(side: SideName, seed: int) -> Scene:
    chance = Random(seed)
    draw = draw_front if side is SideName.FRONT else draw_back
    drawn = draw(make_person(chance, "G"), chance, Typeface.drawn(chance))
    return np.asarray(cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR), np.float32)


def _refusals(reader: CredentialReader, scene: Scene, side: SideName) -> set[FindingCode]:
    seen = cv2.GaussianBlur(np.clip(scene, 0, 255).astype(np.uint8), (0, 0), 1.0)
    shot = cv2.imencode(".jpg", seen)[1].tobytes()
    return {one.code for one in reader.judge_side(shot, side).findings if one.refuses}


def _beside(corners: Corners, way: str) -> Corners:
    """Return where a card touches another's long side, or laps a little over its short one."""
    along = corners[3] - corners[0] if way == "below" else 0.93 * (corners[1] - corners[0])
    return np.asarray(corners + along, np.float32)


def test_a_view_has_the_card_in_its_middle_and_knows_where_the_picture_ends() -> None:
    picture = np.zeros((600, 800, 3), np.uint8)
    corners = np.array([[0, 100], [400, 100], [400, 352], [0, 352]], np.float32)
    cv2.fillConvexPoly(picture, corners.astype(np.int32), (200, 200, 200))
    seen = view((picture,), corners)
    across = seen[SIZE[1] // 2]
    assert seen.shape == (SIZE[1], SIZE[0], 4)
    assert abs(int((across[:, 0] > 100).sum()) - CARD) <= 2
    assert across[2, 3] == 0
    assert across[-2, 3] == 255


@pytest.mark.sampled(1)
@pytest.mark.parametrize("side", SideName)
@pytest.mark.parametrize(("kind", "page"), [("phone", "gallery"), ("laptop", "browser")])
def test_a_display_is_told_by_its_frame(
    reader: CredentialReader, side: SideName, kind: str, page: str
) -> None:
    chance = Random(8)
    scene = surface(chance, (1400, 900), "wood")
    lay_flat(scene, device(_card(side, 3), chance, (kind,), (page,)), _PLACE, chance)
    assert FindingCode.SCREEN in _refusals(reader, scene, side)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("side", SideName)
@pytest.mark.parametrize("kind", [*RESTS, *SHEETS])
def test_what_a_card_lies_on_is_no_display(
    reader: CredentialReader, side: SideName, kind: str
) -> None:
    chance = Random(6)
    if kind in SHEETS:
        scene = sheet(chance, (1400, 900), kind)
        lay_card(scene, _card(side, 5), _PLACE, chance)
    else:
        scene = surface(chance, (1400, 900), "wood")
        lay_flat(scene, rest(chance, (kind,)), _PLACE, chance)
        lay(scene, _card(side, 5), _PLACE, 0.0)
    assert FindingCode.SCREEN not in _refusals(reader, scene, side)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("side", SideName)
@pytest.mark.parametrize("way", ["below", "right"])
def test_two_cards_that_touch_are_two(reader: CredentialReader, side: SideName, way: str) -> None:
    scene = surface(Random(2), (1400, 900), "plain")
    first = (_PLACE - _PLACE.mean(axis=0)) * 0.75 + np.array([420, 270])
    lay(scene, _card(SideName.FRONT, 5), _beside(first, way), 0.0)
    lay(scene, _card(side, 7), first.astype(np.float32), 0.0)
    assert FindingCode.TWO_CARDS in _refusals(reader, scene, side)
