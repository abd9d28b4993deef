"""A hand over a card is told from one that holds it by its rim, and from a portrait."""

from random import Random

import numpy as np
import pytest

from core.credential.quality.judge_cover import covered_share
from core.cv import cv2
from core.domain.credencial.lectura import LIKELY, PLAIN
from core.muestra.camera import as_scene, lay
from core.muestra.harder import drawn_card
from core.muestra.surfaces import Scene

_CORNERS = np.array([[200, 150], [1100, 165], [1090, 730], [195, 715]], np.float32)
_SKINS = ((150, 180, 225), (90, 125, 175), (60, 85, 130))


def _held(reach: float, skin: tuple[int, int, int], light: tuple[float, ...] = (1, 1, 1)) -> Scene:
    """Return a picture of a card with a finger from below that covers `reach` of its height."""
    scene = np.full((900, 1300, 3), (150, 140, 120), np.float32)
    lay(scene, as_scene(drawn_card(Random(7), "fit", "front")), _CORNERS, 0.0)
    if reach:
        tip = (640, round(722 - reach * 565))
        cv2.line(scene, tip, (660, 1100), tuple(map(float, skin)), 110, cv2.LINE_AA)
    return np.clip(scene * np.array(light, np.float32), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("skin", _SKINS)
@pytest.mark.parametrize("light", [(1, 1, 1), (0.75, 0.9, 1.0), (1.0, 0.9, 0.8)])
def test_a_finger_that_reaches_over_the_print_hides_it(
    skin: tuple[int, int, int], light: tuple[float, ...]
) -> None:
    assert covered_share((_held(0.4, skin, light),), _CORNERS) >= PLAIN


@pytest.mark.parametrize("skin", _SKINS)
def test_a_finger_at_the_rim_hides_nothing(skin: tuple[int, int, int]) -> None:
    assert covered_share((_held(-0.05, skin),), _CORNERS) < LIKELY


def test_a_portrait_is_no_hand_and_a_brown_table_neither() -> None:
    assert covered_share((_held(0, (0, 0, 0)),), _CORNERS) < LIKELY
    brown = np.where(_held(0, (0, 0, 0)) == (150, 140, 120), (60, 90, 140), _held(0, (0, 0, 0)))
    assert covered_share((brown.astype(np.uint8),), _CORNERS) < LIKELY


def test_a_warm_ground_that_meets_a_brown_table_is_no_hand() -> None:
    scene = np.full((900, 1300, 3), (50, 105, 160), np.float32)
    card = np.full((1009, 1600, 3), (235, 235, 240), np.float32)
    card[:600] = (150, 160, 205)
    lay(scene, card, _CORNERS, 0.0)
    assert covered_share((scene.astype(np.uint8),), _CORNERS) < LIKELY
