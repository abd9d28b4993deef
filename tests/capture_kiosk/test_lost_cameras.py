"""Cameras that are unplugged, busy or frozen: said, and taken up again by themselves."""

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from capture_kiosk.cameras import opencv
from capture_kiosk.cameras.alive import SILENT_S, Alive
from capture_kiosk.cameras.file import FileFrames
from capture_kiosk.cameras.frames import FrameSource
from capture_kiosk.cameras.opencv import OpenCvCamera
from capture_kiosk.cameras.several import SeveralCameras, plugged_in
from capture_kiosk.cameras.stream import CameraStream, StreamedFrame
from capture_kiosk.errors import CameraBusy, CameraFrozen, CameraMissing
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_cameras import put


@dataclass
class Socket:
    """Where a camera of a test is plugged in. Its frames differ unless it is frozen."""

    plugged: bool = True
    busy: bool = False
    frozen: bool = False
    silent: bool = False
    shade: Iterator[int] = field(default_factory=lambda: itertools.cycle(range(1, 250)))
    last: int = 100

    def frame(self) -> np.ndarray[Any, Any]:
        self.last = self.last if self.frozen else next(self.shade)
        return np.full((90, 160, 3), self.last, np.uint8)


class Device:
    """Stands for cv2.VideoCapture on a socket."""

    def __init__(self, socket: Socket) -> None:
        self._socket = socket

    def isOpened(self) -> bool:  # noqa: N802
        return self._socket.plugged and not self._socket.busy

    def set(self, *_: object) -> None:
        return None

    def read(self) -> tuple[bool, object]:
        there = self._socket.plugged and not self._socket.silent
        return there, self._socket.frame() if there else None

    def release(self) -> None:
        return None


@dataclass
class Bench:
    """One source with what unplugs it and what plugs it in."""

    source: FrameSource
    unplug: Callable[[], object]
    plug: Callable[[], object]


@pytest.fixture(params=["opencv", "file"])
def bench(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    if request.param == "file":
        folder = tmp_path / "lente"
        folder.mkdir()
        put(folder, "a", 120)
        away = tmp_path / "fuera"
        return Bench(FileFrames(folder), lambda: folder.rename(away), lambda: away.rename(folder))
    socket = Socket()
    monkeypatch.setattr(opencv.cv2, "VideoCapture", lambda _index: Device(socket))
    return Bench(
        OpenCvCamera(0),
        lambda: setattr(socket, "plugged", False),
        lambda: setattr(socket, "plugged", True),
    )


@pytest.fixture
def streams() -> Iterator[Callable[..., CameraStream]]:
    made: list[CameraStream] = []

    def stream(
        source: FrameSource, monotonic: Callable[[], float] = time.monotonic
    ) -> CameraStream:
        made.append(CameraStream(source, monotonic=monotonic))
        return made[-1]

    yield stream
    for each in made:
        each.close()


def test_what_is_unplugged_is_said_and_taken_up_again_by_itself(
    qtbot: QtBot, bench: Bench, streams: Callable[..., CameraStream]
) -> None:
    stream = streams(bench.source)
    shown, said = list[StreamedFrame](), list[object]()
    stream.seen.connect(shown.append)
    stream.failed.connect(said.append)
    stream.watch(lambda frame: frame.shape)
    for _ in range(2):
        shown.clear()
        qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
        said.clear()
        bench.unplug()
        qtbot.waitUntil(lambda: bool(said), timeout=60_000)
        assert type(said[0]) is CameraMissing
        shown.clear()
        bench.plug()
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)


@pytest.mark.parametrize("how", ["frozen", "silent"])
def test_a_camera_that_froze_is_said_within_two_seconds_and_opened_anew(
    qtbot: QtBot, streams: Callable[..., CameraStream], how: str
) -> None:
    socket, now = Socket(), [0.0]

    class Still:
        """A source that gives what the socket shows, None while it is silent."""

        kind = OpenCvCamera.kind
        opened = 0

        def open(self) -> None:
            Still.opened += 1

        def read(self) -> object:
            return None if socket.silent else socket.frame()

        def close(self) -> None:
            return None

    stream = streams(Still(), monotonic=lambda: now[0])
    shown, said = list[StreamedFrame](), list[object]()
    stream.seen.connect(shown.append)
    stream.failed.connect(said.append)
    stream.watch(lambda frame: frame.shape)
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
    setattr(socket, how, True)
    now[0] += SILENT_S
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert type(said[0]) is CameraFrozen
    setattr(socket, how, False)
    shown.clear()
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
    assert len(said) == 1


def test_what_is_frozen_is_told_by_the_clock_and_by_nothing_else() -> None:
    alive, frame = Alive(), np.full((80, 80, 3), 7, np.uint8)
    alive.begin(10.0)
    assert not alive.is_frozen(frame, 10.1)
    assert not alive.is_frozen(frame, 10.1 + SILENT_S - 0.01)
    assert alive.is_frozen(frame, 10.1 + SILENT_S)
    assert not alive.is_frozen(frame + 1, 12.0)
    assert SILENT_S + 0.1 < 2


def test_a_camera_of_another_program_is_busy_and_none_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    socket = Socket(busy=True)
    monkeypatch.setattr(opencv.cv2, "VideoCapture", lambda _index: Device(socket))
    monkeypatch.setattr(opencv, "_node", lambda _index: tmp_path)
    with pytest.raises(CameraBusy):
        OpenCvCamera(0).open()
    monkeypatch.setattr(opencv, "_node", lambda _index: tmp_path / "no")
    with pytest.raises(CameraMissing):
        OpenCvCamera(0).open()


def of_names(names: list[str], kept: Path) -> tuple[SeveralCameras, list[str]]:
    opened: list[str] = []

    class One:
        kind = OpenCvCamera.kind

        def __init__(self, name: str) -> None:
            self._name = name

        def open(self) -> None:
            opened.append(self._name)

        def read(self) -> None:
            return None

        def close(self) -> None:
            return None

    return SeveralCameras(lambda: names, One, kept), opened


def test_the_camera_that_was_chosen_is_remembered_and_another_serves_while_it_is_away(
    tmp_path: Path,
) -> None:
    names = ["0", "2"]
    cameras, opened = of_names(names, tmp_path / "camara")
    cameras.open()
    cameras.switch()
    cameras.open()
    assert opened == ["0", "2"]
    later, opened = of_names(names, tmp_path / "camara")
    later.open()
    assert opened == ["2"]
    names.remove("2")
    later.open()
    assert opened == ["2", "0"]
    assert not later.several
    names.append("2")
    later.open()
    assert opened == ["2", "0", "2"]
    names.clear()
    with pytest.raises(CameraMissing):
        later.open()


def test_the_second_node_of_a_camera_is_no_camera(tmp_path: Path) -> None:
    for name, index in (("video0", "0"), ("video1", "1"), ("video10", "0"), ("video2", "x")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index").write_text(index)
    assert plugged_in(tmp_path) == ("0", "10")
    assert plugged_in(tmp_path / "nada") == ()


def to_front(opened: Opened) -> None:
    opened.unlock()
    for name in ("Captar un apoyo", "Acepto continuar", "Otra o dañada"):
        opened.eyes.press(name)
    opened.eyes.wait(lambda: opened.eyes.said("Imagen de la cámara") == "Con imagen", "imagen")


def test_a_lost_camera_leaves_no_picture_on_the_page_and_comes_back(
    shop: Shop, blank: Path, tmp_path: Path
) -> None:
    opened = shop.open()
    opened.show(blank)
    to_front(opened)
    eyes = opened.eyes
    away = tmp_path / "fuera"
    opened.lens.rename(away)
    eyes.find("No llega imagen de la cámara.")
    assert eyes.said("Imagen de la cámara") == "Sin imagen"
    assert not {"Completa", "Nítida", "Sin brillo"} & set(eyes.names())
    eyes.find("Revise que esté conectada. Vuelve sola.")
    eyes.press("Tomar foto")
    assert opened.page == "frente"
    away.rename(opened.lens)
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen otra vez")
    eyes.wait(lambda: not eyes.shows("No llega imagen"), "el apuntador")
