"""The live camera: one pointer a frame, and a steady frame taken by itself."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from core.credential.detection import live
from core.credential.detection.live import SteadyChooser, guide
from core.credential.quality.face import judge_face_frame
from core.cv import cv2
from core.domain.credencial.lectura import FaceCode, GuidanceCode
from core.muestra.portrait import portrait
from core.muestra.video import Frame, make_video
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


def _plate(shift: int = 0) -> np.ndarray:
    """Return a frame with a plain shape of a card's form, which the network takes for nothing."""
    picture = np.full((720, 1280, 3), (70, 60, 50), np.uint8)
    cv2.rectangle(picture, (300 + shift, 130), (940 + shift, 533), (215, 225, 220), -1)
    noise = np.random.default_rng(1).integers(-40, 40, (403, 640, 1))
    part = picture[130:533, 300 + shift : 940 + shift]
    part[:] = np.clip(part + noise, 0, 255)
    return picture


def test_what_the_network_does_not_know_is_sought_by_its_edges_and_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blind = replace(live.look(_plate()), peaks=0.2, none=0.9)
    monkeypatch.setattr(live, "look", lambda _: blind)
    assert guide(_plate()).code is GuidanceCode.SEARCH
    chooser = SteadyChooser()
    told = [chooser.offer(_plate(number % 2))[0] for number in range(10)]
    assert [one.corners is not None for one in told] == [False] * 4 + [True] * 6
    assert any(one.ready for one in told)
    empty = np.full((720, 1280, 3), 140, np.uint8)
    assert chooser.offer(empty)[0].corners is None


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


def test_frames_that_vary_but_become_no_sharper_give_the_sharpest(frame: np.ndarray) -> None:
    chooser = SteadyChooser(steady_frames=4)
    softer = cv2.GaussianBlur(frame, (0, 0), 1.0)
    taken = [chooser.offer((softer, frame)[number % 2])[1] for number in range(6)]
    assert next(one for one in taken if one is not None) is frame


def test_where_each_frame_is_sharper_than_the_last_one_is_taken_in_the_end(
    frame: np.ndarray,
) -> None:
    chooser = SteadyChooser(steady_frames=3)
    rising = [cv2.GaussianBlur(frame, (0, 0), blur) for blur in np.linspace(2.4, 0.3, 15)]
    taken = [chooser.offer(one)[1] for one in rising]
    assert any(one is not None for one in taken[12:])


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


@cache
def _video(seed: int) -> list[Frame]:
    return make_video(seed, "fit", "front")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", [100, 103])
@pytest.mark.parametrize("step", [1, 2])
def test_what_is_taken_is_sharp_still_and_whole_at_any_speed_of_the_machine(
    seed: int, step: int
) -> None:
    video = _video(seed)[::step]
    chooser = SteadyChooser()
    assert any(chooser.offer(frame.picture)[1] is not None for frame in video)
    assert video[chooser.chosen_number].acceptable
