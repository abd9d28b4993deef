"""The live camera: one pointer a frame, and a steady frame taken by itself."""

import numpy as np
import pytest

from core.credential.detection.live import SteadyChooser, guide
from core.credential.quality.face import judge_face_frame
from core.cv import cv2
from core.domain.credencial.lectura import FaceCode, GuidanceCode
from core.muestra.portrait import portrait
from tests.credential.cards import card


@pytest.fixture(scope="module")
def frame() -> np.ndarray:
    shot = card(3, "easy", "G").front.jpeg
    return cv2.resize(cv2.imdecode(np.frombuffer(shot, np.uint8), 1), (960, 720))


def test_a_good_frame_is_ready_and_tells_where_the_card_is(frame: np.ndarray) -> None:
    found = guide(frame)
    assert found.code is GuidanceCode.READY
    assert found.corners is not None
    truth = np.array(card(3, "easy", "G").front.corners) / 2
    assert np.abs(np.array(found.corners) - truth).max() < 15


def test_an_empty_table_asks_for_a_card() -> None:
    assert guide(np.full((720, 1280, 3), 140, np.uint8)).code is GuidanceCode.SEARCH


def test_the_dark_asks_for_light(frame: np.ndarray) -> None:
    assert guide((frame * 0.06).astype(np.uint8)).code is GuidanceCode.LIGHT


def test_a_blurred_frame_asks_to_hold_still(frame: np.ndarray) -> None:
    assert guide(cv2.GaussianBlur(frame, (0, 0), 6)).code is GuidanceCode.STEADY


def _coming_to_rest(frame: np.ndarray, times: int) -> list[np.ndarray]:
    """Return frames that become sharper and stay so, `times` as many as at full speed."""
    blurs = np.linspace(2.2, 0.01, 8 * times)
    return [*(cv2.GaussianBlur(frame, (0, 0), one) for one in blurs), *[frame] * (6 * times)]


@pytest.mark.parametrize("times", [1, 2])
def test_no_frame_is_taken_while_they_still_become_sharper(frame: np.ndarray, times: int) -> None:
    chooser = SteadyChooser(steady_frames=3)
    taken = [chooser.offer(one)[1] for one in _coming_to_rest(frame, times)]
    first = next(one for one in taken if one is not None)
    full, most = guide(frame).sharpness, guide(first).sharpness
    assert most > 0.9 * full
    soft = SteadyChooser(steady_frames=1)
    assert soft.offer(frame)[1] is None
    assert soft.offer(frame)[1] is frame


def test_where_no_frame_is_like_the_last_the_sharpest_is_taken_in_the_end(
    frame: np.ndarray,
) -> None:
    chooser = SteadyChooser(steady_frames=3)
    softer = cv2.GaussianBlur(frame, (0, 0), 1.0)
    taken = [chooser.offer((softer, frame)[number % 2])[1] for number in range(13)]
    assert taken[:12] == [None] * 12
    assert taken[12] is frame


def test_a_moving_card_is_not_taken(frame: np.ndarray) -> None:
    chooser = SteadyChooser(steady_frames=2)
    for step in range(6):
        moved = np.roll(frame, 40 * (step % 2), axis=1)
        assert chooser.offer(moved)[1] is None


def test_a_face_is_seen_and_an_empty_wall_is_not() -> None:
    from random import Random

    drawn = np.asarray(portrait(Random(4), (480, 600)))
    assert judge_face_frame(cv2.cvtColor(drawn, cv2.COLOR_RGB2BGR)).code is not FaceCode.NO_FACE
    wall = np.full((600, 480, 3), 150, np.uint8)
    assert judge_face_frame(wall).code is FaceCode.NO_FACE
