"""The shutter that takes by itself: what is good, what moves, and never the side taken before."""

import json
from pathlib import Path

import numpy as np
import pytest

from capture_kiosk.cameras.muestra import MuestraFrames
from capture_kiosk.capture.aim import Aim
from capture_kiosk.capture.auto_shutter import CardShutter, FaceShutter
from capture_kiosk.practice.scenes import draw_scenes
from core.credential.detection import live
from core.credential.imaging.geometry import rectify
from core.cv import cv2
from core.domain.credencial.lectura import GuidanceCode
from tests.bench.bench_strangers import FOLDER


@pytest.fixture(scope="module")
def scenes() -> dict[str, np.ndarray]:
    return dict(draw_scenes(5))


@pytest.fixture
def camera(scenes: dict[str, np.ndarray]) -> MuestraFrames:
    """Return a drawn camera whose clock is past the coming of each scene."""
    now = [0.0]
    made = MuestraFrames(lambda: now[0])
    made.furnish(scenes)
    made.show("frente")
    now[0] = 60.0
    return made


def offered(shutter: CardShutter | FaceShutter, camera: MuestraFrames, times: int) -> list[Aim]:
    aims = []
    for _ in range(times):
        frame = camera.read()
        assert frame is not None
        aims.append(shutter.offer(frame))
    return aims


def flat(frame: np.ndarray) -> bytes:
    corners = live.guide(frame).corners
    assert corners is not None
    card = rectify(frame, np.array(corners, np.float32), (856, 540))
    return bytes(cv2.imencode(".jpg", card)[1])


def test_it_counts_down_and_takes_one_of_the_frames_it_saw(camera: MuestraFrames) -> None:
    aims = offered(CardShutter(), camera, 12)
    taken = next(n for n, aim in enumerate(aims) if aim.taken is not None)
    shares = [aim.share for aim in aims[: taken + 1]]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert taken >= 5
    assert len(set(shares)) >= 4


def test_a_frozen_picture_never_releases_it_and_is_not_called_right(camera: MuestraFrames) -> None:
    shutter, frame = CardShutter(), camera.read()
    aims = [shutter.offer(frame) for _ in range(30)]
    assert all(aim.taken is None for aim in aims)
    assert all(aim.share == 0.0 for aim in aims[1:])
    assert aims[-1].guidance is not None
    assert aims[-1].guidance.code is GuidanceCode.STEADY


def test_a_camera_that_freezes_while_it_counts_begins_anew(camera: MuestraFrames) -> None:
    shutter = CardShutter()
    aims = offered(shutter, camera, 4)
    assert aims[-1].share > 0
    still = camera.read()
    assert all(shutter.offer(still).taken is None for _ in range(20))
    assert offered(shutter, camera, 1)[0].taken is None


def test_the_side_that_was_taken_is_not_taken_again(camera: MuestraFrames) -> None:
    front = camera.read()
    assert front is not None
    shutter = CardShutter(other=flat(front))
    aims = offered(shutter, camera, 15)
    assert all(aim.taken is None for aim in aims)
    assert all(aim.same_side for aim in aims)
    camera.show("reverso")
    camera._shown = ("reverso", -60.0)
    turned = offered(shutter, camera, 15)
    assert not any(aim.same_side for aim in turned)
    assert any(aim.taken is not None for aim in turned)


def test_a_side_is_known_upside_down_too(camera: MuestraFrames) -> None:
    front = camera.read()
    assert front is not None
    turned = cv2.imdecode(np.frombuffer(flat(front), np.uint8), cv2.IMREAD_COLOR)[::-1, ::-1]
    other = bytes(cv2.imencode(".jpg", turned)[1])
    assert all(aim.same_side for aim in offered(CardShutter(other=other), camera, 3))


def test_an_empty_table_is_never_taken() -> None:
    shutter, chance = CardShutter(), np.random.default_rng(3)
    for _ in range(12):
        frame = chance.integers(100, 130, (480, 640, 3), np.uint8)
        assert shutter.offer(frame).taken is None


def test_a_face_takes_itself_once_it_was_seen_well_and_never_frozen(camera: MuestraFrames) -> None:
    camera._shown = ("rostro", -60.0)
    aims = offered(FaceShutter(), camera, 6)
    assert [aim.taken is not None for aim in aims] == [False] * 3 + [True] * 3
    shutter, frame = FaceShutter(), camera.read()
    assert all(shutter.offer(frame).taken is None for _ in range(10))


@pytest.mark.parametrize("video", sorted(FOLDER.glob("vid_*.avi")), ids=lambda path: path.stem)
def test_a_strangers_video_is_taken_on_an_acceptable_frame(video: Path) -> None:
    truth = json.loads(video.with_suffix(".json").read_text("utf-8"))["frames"]
    shutter, stream = CardShutter(), cv2.VideoCapture(str(video))
    seen: list[np.ndarray] = []
    taken = None
    while taken is None:
        there, frame = stream.read()
        if not there:
            break
        seen.append(frame)
        taken = shutter.offer(frame).taken
    stream.release()
    assert taken is not None
    assert truth[next(n for n, frame in enumerate(seen) if frame is taken)]["acceptable"]
