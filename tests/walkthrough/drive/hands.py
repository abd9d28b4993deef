"""Pointer and key events, as a person's hands would make them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QInputDevice,
    QKeyEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tests.walkthrough.drive.eyes import blink, widget_of

_WHEEL_STEP = 120
_NOT_INVERTED = False
_MOVE_MS = 6


class Mark(NamedTuple):
    """One event of a stroke: screen pixels, pressure, and between which moments it was sent, ms."""

    x: float
    y: float
    pressure: float
    begun: float
    ended: float


@dataclass
class Press:
    """A press on its way: `landed` is None until it was made, then whether it was still meant."""

    landed: bool | None = None


def press(window: QWindow, at: QPoint, meant: Callable[[], bool] = lambda: True) -> Press:
    """Press and release at a screen position, once the script has given way to the app.

    It is posted because a button may open a dialog, whose loop would keep the script waiting. What
    the app did meanwhile may have moved the button away: then `meant` says no, and nothing happens.
    """
    place, made = window.mapFromGlobal(at), Press()

    def deliver() -> None:
        blink()
        made.landed = meant()
        blink()
        if made.landed:
            QTest.mouseClick(
                window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
            )

    QTimer.singleShot(0, deliver)
    return made


def key(
    window: QWindow, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Strike a key, posted like a press."""
    QTimer.singleShot(0, lambda: QTest.keyClick(window, which, modifier))


def write(window: QWindow, text: str) -> None:
    """Type text one character at a time; a line break is Enter."""
    blink()
    for character in text:
        if character == "\n":
            QTest.keyClick(window, Qt.Key.Key_Return)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, _code(character), _shift(character), character)
            QCoreApplication.sendEvent(window, event)


def clear(window: QWindow) -> None:
    """Select everything in the field that has the focus and delete it."""
    blink()
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Delete)


def wheel(window: QWindow, at: QPoint, steps: int) -> None:
    """Turn the wheel over a screen position: positive steps go down."""
    target: QWindow | QWidget = window
    around = widget_of(window)
    if around is not None:  # Qt passes an event made here to no parent: it goes where it scrolls
        target = _scrolls(around.childAt(around.mapFromGlobal(at)) or around)
    local = QPointF(target.mapFromGlobal(at))
    event = QWheelEvent(
        local,
        QPointF(at),
        QPoint(),
        QPoint(0, -steps * _WHEEL_STEP),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        _NOT_INVERTED,
    )
    event.setTimestamp(time.monotonic_ns() // 1_000_000)  # a page of QML moves by the time between
    QCoreApplication.sendEvent(target, event)
    blink()


def _scrolls(widget: QWidget) -> QWidget:
    """Return what would take a turn of the wheel over a widget."""
    found: QWidget | None = widget
    while found is not None and not isinstance(found, QAbstractScrollArea):
        found = found.parentWidget()
    return found.viewport() if isinstance(found, QAbstractScrollArea) else widget


def stroke(window: QWindow, points: list[QPoint]) -> list[Mark]:
    """Draw a line through screen positions with the button held; return the events."""
    blink()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    local = [window.mapFromGlobal(point) for point in points]
    press = partial(QTest.mousePress, window, left, none, local[0])
    marks = [_timed(points[0], 0.0, press)]
    for point, place in zip(points[1:], local[1:], strict=True):
        marks.append(_timed(point, 0.0, partial(QTest.mouseMove, window, place, _MOVE_MS)))
    QTest.mouseRelease(window, left, none, local[-1])
    return marks


def pen_stroke(window: QWindow, points: list[QPoint]) -> list[Mark]:
    """Draw a line through screen positions with a pen that tells how hard it is pressed."""
    blink()
    kinds = QEvent.Type
    marks = []
    for number, point in enumerate(points):
        pressure = round(0.2 + 0.6 * ((number * 5) % 13) / 12, 3)
        kind = kinds.TabletMove if number else kinds.TabletPress
        event = _pen(kind, window, point, pressure)
        if number:
            QTest.qWait(_MOVE_MS)
        marks.append(_timed(point, pressure, partial(QCoreApplication.sendEvent, window, event)))
    QCoreApplication.sendEvent(window, _pen(kinds.TabletRelease, window, points[-1], 0.0))
    return marks


def _timed(point: QPoint, pressure: float, act: Callable[[], object]) -> Mark:
    begun = time.monotonic()
    act()
    ended = time.monotonic()
    return Mark(float(point.x()), float(point.y()), pressure, begun * 1000, ended * 1000)


def _pen(kind: QEvent.Type, window: QWindow, at: QPoint, pressure: float) -> QTabletEvent:
    left = Qt.MouseButton.LeftButton
    return QTabletEvent(
        kind, _pen_device(), QPointF(window.mapFromGlobal(at)), QPointF(at), pressure,
        0.0, 0.0, 0.0, 0.0, 0.0, Qt.KeyboardModifier.NoModifier, left, left,
    )  # fmt: skip


@cache
def _pen_device() -> QPointingDevice:
    """Return a pen of our own, which tells its pressure."""
    can = QInputDevice.Capability
    return QPointingDevice(
        "pluma de muestra", 7101, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        can.Position | can.Pressure, 1, 1,
    )  # fmt: skip


def _code(character: str) -> int:
    """Return Qt's key of an ASCII letter or digit; 0 for the rest, whose text says it all."""
    upper = character.upper()
    return ord(upper) if upper.isascii() and upper.isalnum() else 0


def _shift(character: str) -> Qt.KeyboardModifier:
    shifted = character.isalpha() and character.isupper()
    return Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
