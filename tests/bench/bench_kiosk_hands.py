"""kiosk.ink, kiosk.frames, kiosk.lock: what the eye sees of a hand, and of a tablet without one."""

import tempfile
import time
from pathlib import Path
from typing import Final
from unittest import mock

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from capture_kiosk.painted.signature_pad import SignaturePad
from capture_kiosk.practice.scenes import draw_scenes
from core.clock import SystemClock
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import folio
from core.domain.device.tablet import KeptReceipt
from core.domain.values.signed import Signed
from core.tablet.receipts import FolderLedger
from tests.bench.figure import Figure
from tests.bench.kiosk_person import Person, opened, to_pad
from tests.capture_kiosk import world

_SEED: Final = 5
_POINTS: Final = 120
_RECORDS: Final = 300
_STEP: Final = 40
_COVER_S: Final = 60
_LIMIT_S: Final = 1 / 30
"""Two frames of 60 a second: the software renderer's goal."""
_HOW: Final = "600x1024, offscreen, software renderer"


class _Frames:
    """How long this thread works for each frame, from the animations to the swap."""

    def __init__(self, window: QQuickWindow) -> None:
        self.swapped = 0
        self.seconds: list[float] = []
        self._begun = 0.0
        now = Qt.ConnectionType.DirectConnection
        window.afterAnimating.connect(self._begin, now)
        window.frameSwapped.connect(self._end, now)

    def _begin(self) -> None:
        self._begun = time.perf_counter()

    def _end(self) -> None:
        self.swapped += 1
        if self._begun:
            self.seconds.append(time.perf_counter() - self._begun)


def measure() -> list[Figure]:
    """Return the frames until ink is seen, those in time, and the seconds until all is hidden."""
    return [*_captured(), _lock()]


def _captured() -> tuple[Figure, Figure]:
    painted: list[int] = [0]
    paint = SignaturePad.paint

    def counted(pad: SignaturePad, painter: QPainter) -> None:
        paint(pad, painter)
        painted.append(sum(map(len, pad.strokes)))

    with (
        mock.patch.object(SignaturePad, "paint", counted),
        tempfile.TemporaryDirectory() as folder,
    ):
        _receipts(Path(folder) / "kiosk" / "receipts")
        with opened(Path(folder), draw_scenes(_SEED)) as who:
            frames = _Frames(who.window)
            to_pad(who)
            worst = _ink(who, frames, painted)
            who.press("Cancelar captura")
            _scroll(who)
    share = 100 * sum(each <= _LIMIT_S for each in frames.seconds) / len(frames.seconds)
    said = f"{_HOW}; {len(frames.seconds)} frames of a capture, a signature and {_RECORDS} rows"
    return (
        Figure("kiosk.ink", worst, "frames", None, f"{_HOW}; the worst of {_POINTS} points"),
        Figure("kiosk.frames", share, "%", None, f"{said}; at most 33.3 ms each"),
    )


def _receipts(folder: Path) -> None:
    folder.parent.mkdir()
    ledger = FolderLedger.at(folder)
    for number in range(1, _RECORDS + 1):
        name = folio(world.ANA.id_solicitante, number)
        signed = Signed("recibo", "", "", "")
        kept = KeptReceipt(number, world.ANA.id_solicitante, name, world.NOW, signed)
        ledger.keep(RecordId(f"{number:032x}"), kept)


def _ink(who: Person, frames: _Frames, painted: list[int]) -> int:
    """Draw one stroke; return the most frames that one of its points took to be painted."""
    corner = who.rect("Espacio para firmar").topLeft()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(who.window, left, none, corner + QPoint(40, 60))
    worst = 0
    for number in range(1, _POINTS + 1):
        before = frames.swapped
        QTest.mouseMove(who.window, corner + QPoint(40 + 3 * number, 60 + number % 7 * 9))
        who.wait(lambda number=number: painted[-1] > number, "trazo")  # type: ignore[misc]
        worst = max(worst, frames.swapped - before)
    QTest.mouseRelease(who.window, left, none, corner + QPoint(40, 60))
    return worst


def _scroll(who: Person) -> None:
    who.press("Ver envíos")
    who.find(f"Registro {_RECORDS}")
    item = who.find("Ver más").object()
    while isinstance(item, QQuickItem) and item.metaObject().indexOfProperty("contentY") < 0:
        item = item.parentItem()
    assert isinstance(item, QQuickItem)
    for place in range(0, int(item.property("contentHeight") - item.height()), _STEP):
        item.setProperty("contentY", place)
        QTest.qWait(17)


def _lock() -> Figure:
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder), {}, SystemClock(), _COVER_S) as who,
    ):
        who.tap(QPoint(300, 5))
        begun = time.monotonic()
        who.wait(lambda: "Tableta cubierta" in who.names(), "cubierta", 2 * _COVER_S)
        taken = time.monotonic() - begun
    return Figure("kiosk.lock", taken, "s", None, f"{_HOW}; the usual setting of {_COVER_S} s")
