"""From the pad to what is sealed: where, when and how hard, of every point and of no other."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capture_kiosk.capture.record import apoyo_of
from capture_kiosk.painted.signature_pad import SignaturePad
from capture_kiosk.view_models.chip_vm import ChipVm
from capture_kiosk.view_models.firma_vm import FirmaVm
from capture_kiosk.view_models.page_vm import Ways
from core.domain.apoyos.apoyo import InkPoint, Signature
from core.sealing.payload import decode, encode
from tests.capture_kiosk import drafts, world
from tests.capture_kiosk.eyes import finger

LEFT, TOP, WIDTH, HEIGHT = 40, 60, 500, 300
"""Where the pad lies on its window."""
Marks = Sequence[tuple[float, float, float]]
"""Places on the pad, and how hard the pen is pressed there."""
LINE: Marks = [(60 + 9 * n, 100 + 3 * n, round(0.1 + n / 40, 3)) for n in range(30)]
_TYPE = QEvent.Type


@pytest.fixture
def pad(qtbot: QtBot) -> Iterator[SignaturePad]:
    """Return a pad that lies in the middle of a window."""
    assert qtbot
    window = QQuickWindow()
    window.resize(800, 600)
    made = SignaturePad()
    made.setParentItem(window.contentItem())
    made.setX(LEFT)
    made.setY(TOP)
    turned(made, WIDTH, HEIGHT)
    yield made
    made.setParentItem(None)  # type: ignore[arg-type]  Qt takes none
    for each in (made, window):
        shiboken6.delete(each)  # type: ignore[arg-type]


def turned(pad: SignaturePad, width: float, height: float) -> None:
    """Give the pad another shape, as a turned tablet does."""
    pad.setWidth(width)
    pad.setHeight(height)


def test_a_finger_that_was_never_said_to_be_lifted_leaves_the_pad_to_the_next(
    pad: SignaturePad,
) -> None:
    window = pad.window()
    begun, turn = QPoint(LEFT + 50, TOP + 50), QPoint(LEFT + 150, TOP + 160)
    QTest.touchEvent(window, finger()).press(0, begun, window).commit()
    turned(pad, HEIGHT, WIDTH)  # while the finger is down
    QTest.touchEvent(window, finger()).move(0, turn, window).commit()
    QTest.touchEvent(window, finger()).press(5, begun, window).commit()
    QTest.touchEvent(window, finger()).move(5, turn, window).commit()
    QTest.touchEvent(window, finger()).release(5, turn, window).commit()
    strokes, width, height = pad.saved()
    assert [len(stroke) for stroke in strokes] == [2, 2]
    for point in (point for stroke in strokes for point in stroke):
        assert 0 <= point.x <= width
        assert 0 <= point.y <= height


def pen(pad: SignaturePad, marks: Marks) -> None:
    """Draw one stroke with a pen that tells how hard it is pressed."""
    for number, (x, y, pressure) in enumerate(marks):
        _send(pad, _TYPE.TabletMove if number else _TYPE.TabletPress, QPointF(x, y), pressure)
    _send(pad, _TYPE.TabletRelease, QPointF(*marks[-1][:2]), 0.0)


def touch(pad: SignaturePad, places: Sequence[tuple[int, int]]) -> None:
    """Draw one stroke with a finger."""
    first, *others = (QPoint(LEFT + x, TOP + y) for x, y in places)
    window = pad.window()
    QTest.touchEvent(window, finger()).press(0, first, window).commit()
    for place in others:
        QTest.touchEvent(window, finger()).move(0, place, window).commit()
    QTest.touchEvent(window, finger()).release(0, others[-1], window).commit()


def sealed(pad: SignaturePad) -> Signature:
    """Confirm what is on the pad; return what whoever opens the record finds."""
    flow = drafts.to_data(drafts.a_flow())
    flow.confirm_data()
    flow.answer_face(given=False, now=world.NOW)
    page = FirmaVm(Ways(ChipVm(_nothing), _nothing, _nothing_of, _nothing), flow)
    page.confirm(pad)
    return decode(encode(apoyo_of(flow.draft, {}))).signature


def test_each_point_of_a_pen_is_sealed_where_it_was_and_as_hard_as_it_was(
    pad: SignaturePad,
) -> None:
    pen(pad, LINE)
    (stroke,) = sealed(pad).strokes
    assert [(point.x, point.y, point.pressure) for point in stroke] == LINE


def test_a_turn_and_what_is_taken_back_change_no_pressure(pad: SignaturePad) -> None:
    pen(pad, LINE)
    turned(pad, HEIGHT, WIDTH)
    beyond = [(150.0, 10.0 + n, round(0.9 - n / 50, 3)) for n in range(20)]
    pen(pad, beyond)  # above the first shape: all of the ink is moved
    pen(pad, LINE[:3])
    pad.undo()
    pad.clear()
    pad.redo()
    pad.redo()
    kept = sealed(pad)
    assert kept.height > HEIGHT
    first, second = ([point.pressure for point in stroke] for stroke in kept.strokes)
    assert first == [pressure for _, _, pressure in LINE]
    assert second == [pressure for _, _, pressure in beyond]


def test_a_signature_that_is_shown_again_is_sealed_as_it_was(pad: SignaturePad) -> None:
    pen(pad, LINE)
    before = sealed(pad)
    pad.clear()
    pad.restore(before.strokes, before.width, before.height)
    assert sealed(pad) == before


def test_a_stroke_that_leaves_the_pad_stays_at_its_edge(pad: SignaturePad) -> None:
    pen(pad, LINE)
    pen(pad, [(WIDTH - 50 + 20 * n, HEIGHT - 30 + 20 * n, 0.5) for n in range(8)])
    pen(pad, [(40 - 20 * n, 30 - 20 * n, 0.5) for n in range(8)])
    touch(pad, [(250, 150), (250, -50), (250, HEIGHT + 70)])
    kept = sealed(pad)
    assert (kept.width, kept.height) == (WIDTH, HEIGHT)
    points = [(point.x, point.y) for stroke in kept.strokes for point in stroke]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert {(WIDTH, HEIGHT), (0, 0), (250, 0), (250, HEIGHT)} <= set(points)


@pytest.mark.parametrize("begin", [(-10, 50), (50, -10), (WIDTH + 10, 50), (50, HEIGHT + 10)])
def test_what_begins_outside_of_the_pad_draws_nothing_even_inside(
    pad: SignaturePad, begin: tuple[int, int]
) -> None:
    pen(pad, LINE)
    before = pad.strokes
    assert len(before) == 1
    pen(pad, [(*begin, 0.5), (100, 100, 0.5), (200, 200, 0.5)])
    touch(pad, [begin, (100, 100), (200, 200)])
    QTest.mousePress(pad.window(), Qt.MouseButton.LeftButton, pos=QPoint(*begin) + _CORNER)
    QTest.mouseMove(pad.window(), _CORNER + QPoint(100, 100))
    QTest.mouseRelease(pad.window(), Qt.MouseButton.LeftButton, pos=_CORNER)
    assert pad.strokes == before


class Ticking:
    """A clock that says seven milliseconds more each time that it is asked."""

    def __init__(self) -> None:
        self.said = 0

    def restart(self) -> None:
        self.said = 0

    def elapsed(self) -> int:
        self.said += 7
        return self.said


def test_each_point_has_the_time_at_which_it_was_drawn(
    pad: SignaturePad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pad, "_clock", Ticking())
    pen(pad, LINE)
    (stroke,) = sealed(pad).strokes
    assert [point.ms for point in stroke] == [7 * number for number in range(1, len(LINE) + 1)]


def test_times_never_go_back_whatever_draws(pad: SignaturePad) -> None:
    pen(pad, LINE)
    touch(pad, [(10, 20), (60, 90), (120, 20)])
    points: list[InkPoint] = [point for stroke in sealed(pad).strokes for point in stroke]
    assert all(one.ms <= other.ms for one, other in pairwise(points))


_CORNER = QPoint(LEFT, TOP)


def _send(pad: SignaturePad, kind: QEvent.Type, place: QPointF, pressure: float) -> None:
    at, left = place + QPointF(_CORNER), Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind, _pen(), at, at, pressure,
        0.0, 0.0, 0.0, 0.0, 0.0, Qt.KeyboardModifier.NoModifier, left, left,
    )  # fmt: skip
    QCoreApplication.sendEvent(pad.window(), event)


@cache
def _pen() -> QPointingDevice:
    can = QInputDevice.Capability
    return QPointingDevice(
        "pluma de muestra", 7102, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        can.Position | can.Pressure, 1, 1,
    )  # fmt: skip


def _nothing() -> None:
    """Lead nowhere."""


def _nothing_of(_page: str) -> None:
    """Show nothing."""
