"""The kiosk with its real window, on the folder of an activated tablet that has no server."""

import gc
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capture_kiosk.cameras.file import FileFrames
from capture_kiosk.kiosk import Kiosk
from capture_kiosk.main import open_window
from core.cv import cv2
from core.domain.device.paquete import WorkPacket
from core.ports.shared import SteadyClock
from core.qt_support.fonts import load_fonts
from core.settings.kiosk import KioskSettings
from tests.capture_kiosk import closing, done_once, world
from tests.capture_kiosk.eyes import Eyes
from tests.fakes.clock import SetClock


@dataclass
class Opened:
    """A kiosk that is open."""

    kiosk: Kiosk
    eyes: Eyes
    data: Path
    lens: Path
    clock: SteadyClock

    @property
    def page(self) -> str:
        return self.kiosk.window.shown

    def show(self, picture: Path) -> None:
        """Put a picture before the lens."""
        partial = self.lens.parent / "partial.jpg"
        shutil.copyfile(picture, partial)
        partial.replace(self.lens / f"{time.time_ns()}.jpg")

    def unlock(self) -> None:
        self.eyes.find("Contraseña")
        self.eyes.type(world.PASSWORD)
        self.eyes.press("Abrir la app")
        self.eyes.find("Captar un apoyo")


class Shop:
    """Opens kiosks, and closes them in the order that main does."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self._open: list[tuple[Kiosk, object]] = []

    def open(
        self,
        *,
        packet: WorkPacket | None = None,
        clock: SteadyClock | None = None,
        size: tuple[int, int] = (600, 1024),
        activated: bool = True,
        hold_ms: int = 1,
        cover_after_s: int = 900,
    ) -> Opened:
        data, lens = self.folder / "kiosk", self.folder / "lente"
        lens.mkdir(exist_ok=True)
        clock = clock or SetClock(world.NOW)
        if activated and not data.exists():
            world.activated(data, clock, packet or world.packet())
        settings = KioskSettings(
            data=data, camera=f"file:{lens}", cover_after_s=cover_after_s, shutter_sound=False
        )
        kiosk = Kiosk(settings, clock, lambda: "0" * 64, FileFrames(lens))
        engine = open_window(kiosk)
        self._open.append((kiosk, engine))
        window = engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        window.resize(*size)
        QTest.qWaitForWindowExposed(window)
        kiosk.start()
        eyes = Eyes(window, self._qtbot)
        eyes.evaluate(f"Pace.hold = {hold_ms}")
        return Opened(kiosk, eyes, data, lens, clock)

    def close(self) -> None:
        """Close everything, as ending the program does."""
        while self._open:
            kiosk, engine = self._open.pop()
            closing.close(kiosk)
            for each in (engine, kiosk):
                shiboken6.delete(each)  # type: ignore[arg-type]
            del each
            del engine, kiosk
        gc.collect()  # here, not in a thread of the next test


@pytest.fixture(autouse=True)
def _passwords_at_once(quick_wrapping: None) -> None:
    """Open and lock at no cost: every test of a window does."""


@pytest.fixture(autouse=True)
def _drawn_and_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a practice, and read the very same picture, once for all windows."""
    monkeypatch.setattr("capture_kiosk.practice.practice.draw_scenes", done_once.draw_scenes)
    monkeypatch.setattr("capture_kiosk.tools.draw_front", done_once.draw_front)
    monkeypatch.setattr("core.credential.engines.open_reader", done_once.open_reader)


@pytest.fixture(scope="session")
def _typeface(qapp: QApplication) -> None:
    assert qapp
    load_fonts()
    QAccessible.setActive(True)


@pytest.fixture
def shop(
    qtbot: QtBot, tmp_path: Path, _typeface: None, qtlog: pytest.FixtureRequest
) -> Iterator[Shop]:
    """Return what opens kiosks. Any warning of Qt fails the test, while one closes included."""
    made = Shop(qtbot, tmp_path)
    yield made
    made.close()
    assert not [each.message for each in qtlog.records]  # type: ignore[attr-defined]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """Return a picture in which nothing is."""
    path = tmp_path / "vacia.jpg"
    cv2.imwrite(str(path), np.full((480, 640, 3), 120, np.uint8))
    return path
