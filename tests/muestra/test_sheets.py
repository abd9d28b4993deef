"""Pale ground and prints: one seed gives one picture; ground is pale, a print has its margin."""

from random import Random

import numpy as np
import pytest

from core.muestra.camera import Corners
from core.muestra.sheets import SHEETS, lay_card, lay_print, sheet
from core.muestra.surfaces import Scene

_SIZE = (320, 200)
_PLACE: Corners = np.array([[80, 60], [240, 62], [239, 162], [79, 160]], np.float32)
_CARD: Scene = np.full((126, 200, 3), 90, np.float32)
_CARD[40:60, 60:120] = 250


@pytest.mark.parametrize("kind", SHEETS)
def test_a_seed_gives_one_pale_ground(kind: str) -> None:
    ground = sheet(Random(3), _SIZE, kind)
    assert np.array_equal(ground, sheet(Random(3), _SIZE, kind))
    assert not np.array_equal(ground, sheet(Random(4), _SIZE, kind))
    assert kind == "page" or np.median(ground) > 150


def test_a_card_lies_where_it_is_laid() -> None:
    scene = sheet(Random(5), _SIZE, "board")
    lay_card(scene, _CARD, _PLACE, Random(5))
    assert np.allclose(scene[130:150, 90:230], 90, atol=1)


@pytest.mark.parametrize("seed", range(6))
def test_a_print_has_paper_round_it(seed: int) -> None:
    scene: Scene = np.full((_SIZE[1], _SIZE[0], 3), 20, np.float32)
    lay_print(scene, _CARD, _PLACE, Random(seed))
    assert scene[130:150, 90:230].mean() < 200
    assert scene[:, :, 1].max() > 200
    rim = np.concatenate([scene[110, 65:79], scene[110, 240:254]]).mean(axis=1)
    assert rim.max() > scene[130:150, 90:230].mean() + 20
