"""Every source of frames keeps one promise; a folder that stands for the lens follows its files."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from capture_kiosk.cameras.file import FileFrames
from capture_kiosk.cameras.frames import FrameSource
from capture_kiosk.cameras.images import to_image, to_jpeg
from capture_kiosk.cameras.opencv import OpenCvCamera
from capture_kiosk.cameras.qr import qr_text
from capture_kiosk.cameras.qt import QtCamera
from capture_kiosk.cameras.source import source_of
from capture_kiosk.cameras.stream import CameraStream, StreamedFrame
from capture_kiosk.errors import CameraMissing, CameraSettingWrong
from core.credential.imaging.picture import decode
from core.cv import cv2
from core.domain.apoyos.apoyo import FrameSourceKind


def put(folder: Path, name: str, grey: int) -> None:
    """Put a plain picture into the folder, newer than what is there."""
    picture = np.full((90, 160, 3), grey, np.uint8)
    target = folder / name
    cv2.imwrite(str(target.with_suffix(".png")), picture)
    now = time.time_ns()
    os.utime(target.with_suffix(".png"), ns=(now, now))


def video(path: Path) -> None:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (160, 90))
    for grey in (50, 200):
        writer.write(np.full((90, 160, 3), grey, np.uint8))
    writer.release()


@pytest.fixture(params=["picture", "video"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> FrameSource:
    if request.param == "picture":
        put(tmp_path, "a", 120)
    else:
        video(tmp_path / "a.avi")
    return FileFrames(tmp_path)


def test_a_source_gives_frames_between_open_and_close(source: FrameSource) -> None:
    source.open()
    source.open()
    frames = [source.read() for _ in range(5)]
    assert all(f is not None and f.shape == (90, 160, 3) for f in frames)
    source.close()
    source.close()


@pytest.mark.parametrize("missing", [OpenCvCamera(91), QtCamera(), FileFrames(Path("/no/hay"))])
def test_a_source_that_is_not_there_says_so(missing: FrameSource) -> None:
    with pytest.raises(CameraMissing):
        missing.open()


def test_the_newest_picture_is_shown_whenever_it_comes(tmp_path: Path) -> None:
    source = FileFrames(tmp_path)
    source.open()
    assert source.read() is None
    put(tmp_path, "z", 10)
    first = source.read()
    put(tmp_path, "a", 240)
    second = source.read()
    assert first is not None
    assert second is not None
    assert (first[0, 0, 0], second[0, 0, 0]) == (10, 240)


def test_a_file_that_is_half_written_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a", 77)
    source = FileFrames(tmp_path)
    before = source.read()
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff half")
    assert source.read() is before


def test_the_setting_names_the_source() -> None:
    assert source_of("file:/tmp").kind is FrameSourceKind.FILE
    assert source_of("opencv:0").kind is FrameSourceKind.CAMERA
    for wrong in ("", "file:", "opencv:x", "vhs"):
        with pytest.raises(CameraSettingWrong):
            source_of(wrong)


def test_frames_become_pictures_without_losing_their_colours(tmp_path: Path) -> None:
    frame = np.zeros((40, 60, 3), np.uint8)
    frame[:, :, 2] = 255
    assert to_image(frame).pixelColor(5, 5).red() == 255
    kept = decode(to_jpeg(np.zeros((3000, 4000, 3), np.uint8)))
    assert max(kept.shape) == 2560
    assert not list(tmp_path.iterdir())


def test_a_frame_is_kept_in_colour_and_as_good_as_it_came() -> None:
    """As numeral 16 is judged: 40 dB, every sample of every colour."""
    down, across = np.mgrid[0:240, 0:320].astype(np.float64)
    colours = (across * 0.8, down, 128 + 90 * np.sin(across / 17) * np.cos(down / 23))
    frame = np.stack(colours, axis=-1).astype(np.uint8)
    off = decode(to_jpeg(frame)).astype(np.float64) - frame
    assert 10 * np.log10(255**2 / np.mean(off**2)) >= 40


def test_an_invitation_is_read_from_a_frame() -> None:
    import segno

    text = "apoyo:1?s=https://127.0.0.1:8443&c=MUESTRA"
    matrix = np.array([list(row) for row in segno.make(text, error="m").matrix], np.uint8)
    code = np.kron(1 - np.pad(matrix, 4), np.ones((6, 6), np.uint8)) * 255
    assert qr_text(cv2.cvtColor(code.astype(np.uint8), cv2.COLOR_GRAY2BGR)) == text


@pytest.fixture
def streams() -> Iterator[Callable[[Path], CameraStream]]:
    """Return what opens a stream; every one is closed, whatever becomes of the test."""
    made: list[CameraStream] = []

    def open_stream(folder: Path) -> CameraStream:
        made.append(CameraStream(FileFrames(folder)))
        return made[-1]

    yield open_stream
    for stream in made:
        stream.close()


def test_the_camera_has_its_own_thread_and_rests_when_nobody_looks(
    qtbot: QtBot, tmp_path: Path, streams: Callable[[Path], CameraStream]
) -> None:
    put(tmp_path, "a", 120)
    stream, shown = streams(tmp_path), list[StreamedFrame]()
    stream.seen.connect(shown.append)
    stream.watch(lambda frame: frame.shape)
    qtbot.waitUntil(lambda: bool(shown) and shown[-1].said == (90, 160, 3), timeout=60_000)
    assert isinstance(shown[0].image, QImage)
    stream.rest()
    put(tmp_path, "b", 10)
    qtbot.wait(200)
    assert all(seen.frame[0, 0, 0] == 120 for seen in shown)


def test_a_camera_that_fails_is_said_once(
    qtbot: QtBot, streams: Callable[[Path], CameraStream]
) -> None:
    stream, said = streams(Path("/no/hay")), list[object]()
    stream.failed.connect(said.append)
    stream.watch(lambda frame: frame.shape)
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    qtbot.wait(150)
    assert [type(each) for each in said] == [CameraMissing]


def test_a_stream_has_no_thread_until_somebody_watches(
    qtbot: QtBot, tmp_path: Path, qtlog: pytest.FixtureRequest
) -> None:
    put(tmp_path, "a", 120)
    dropped = CameraStream(FileFrames(tmp_path))
    del dropped
    gc.collect()
    stream, shown = CameraStream(FileFrames(tmp_path)), list[StreamedFrame]()
    stream.close()
    stream.seen.connect(shown.append)
    stream.watch(lambda frame: frame.shape)
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
    stream.close()
    stream.close()
    del stream
    gc.collect()
    assert not [each.message for each in qtlog.records]  # type: ignore[attr-defined]
