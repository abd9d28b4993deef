"""A person before the kiosk's real window, who taps as soon as an act may be done, and is counted.

The camera is drawn: it shows the side that the page asks for, and the real reader reads it.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from capture_kiosk.cameras.frames import Frame
from capture_kiosk.cameras.muestra import MuestraFrames
from capture_kiosk.kiosk import Kiosk
from capture_kiosk.main import open_window
from core.ports.shared import SteadyClock
from core.qt_support.collecting import GuiCollector
from core.qt_support.fonts import load_fonts
from core.settings.kiosk import KioskSettings
from tests.capture_kiosk import closing, world
from tests.capture_kiosk.eyes import Eyes
from tests.fakes.clock import SetClock

PATIENCE_MS = 60_000


class _Waiting:
    """What Eyes needs of pytest-qt, without pytest."""

    def wait(self, milliseconds: int) -> None:
        QTest.qWait(milliseconds)

    def waitUntil(self, until: Callable[[], bool], timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        ends = time.monotonic() + timeout / 1000
        while not until():
            if time.monotonic() > ends:
                raise TimeoutError
            QTest.qWait(5)


class Person(Eyes):
    """Eyes that count every finger put down on the window."""

    taps: int = 0

    def tap(self, place: QPoint) -> None:
        self.taps += 1
        super().tap(place)


@contextmanager
def opened(
    folder: Path,
    scenes: Mapping[str, Frame],
    clock: SteadyClock | None = None,
    cover_after_s: int = 900,
) -> Iterator[Person]:
    """Open a kiosk that an auxiliar activated, at its home page, with one aspirante.

    Its clock stands still unless one is given.
    """
    application = QApplication.instance() or QApplication([])
    load_fonts()
    QAccessible.setActive(True)
    data = folder / "kiosk"
    clock = clock or SetClock(world.NOW)
    one = world.packet(vinculos=world.packet().vinculos[:1])
    world.activated(data, clock, one)
    camera = MuestraFrames()
    camera.furnish(scenes)
    settings = KioskSettings(data=data, cover_after_s=cover_after_s, cover_citizen_after_s=1800)
    kiosk = Kiosk(settings, clock, lambda: "0" * 64, camera)
    collector = GuiCollector(application)  # as main: what a thread collects of Qt's crashes it
    engine = open_window(kiosk)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    kiosk.window.changed.connect(_turning(kiosk, camera))
    kiosk.start()
    person = Person(window, _Waiting())  # type: ignore[arg-type]
    person.find("Contraseña")
    person.type(world.PASSWORD)
    person.press("Abrir la app")
    person.find("Captar un apoyo")
    QTest.qWait(3_000)  # the models are loaded while nobody waits, as in the field
    person.taps = 0
    try:
        yield person
    finally:
        closing.close(kiosk)
        for each in (engine, kiosk):  # not when Python ends, in an order of its own
            shiboken6.delete(each)
        collector.stop()
    assert isinstance(application, QGuiApplication)


def to_pad(who: Person) -> None:
    """Capture a clean card by its own shutter, face yes, up to the pad of the signature."""
    who.press("Captar un apoyo")
    who.press("Acepto continuar")
    who.press("INE 2014 a 2019, modelo E o F")
    who.wait(lambda: "Compare con la credencial" in who.names(), "formulario", 60)
    who.wait(lambda: "Leyendo la credencial…" not in who.names(), "lectura", 60)
    who.press("Los datos coinciden")
    who.press("Sí, tomar la foto")
    who.wait(lambda: "Espacio para firmar" in who.names(), "firma", 60)
    who.qtbot.wait(60)


def _turning(kiosk: Kiosk, camera: MuestraFrames) -> Callable[[], None]:
    """Return what holds before the lens the side that a page asks for, once it is shown."""
    shown = [""]

    def turn() -> None:
        if kiosk.window.shown != shown[0]:
            shown[0] = kiosk.window.shown
            camera.show(shown[0])

    return turn
