"""Pointer and key events, as a person's hands would make them."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tests.walkthrough.drive.eyes import blink, widget_of

_WHEEL_STEP = 120
_NOT_INVERTED = False


def press(window: QWindow, at: QPoint) -> None:
    """Press and release at a screen position, once the script has given way to the app.

    It is posted because a button may open a dialog, whose loop would keep the script waiting.
    """
    place = window.mapFromGlobal(at)
    QTimer.singleShot(
        0,
        lambda: QTest.mouseClick(
            window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        ),
    )


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


def stroke(window: QWindow, points: list[QPoint]) -> None:
    """Draw a line through screen positions with the button held."""
    blink()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    local = [window.mapFromGlobal(point) for point in points]
    QTest.mousePress(window, left, none, local[0])
    for point in local[1:]:
        QTest.mouseMove(window, point, 6)
    QTest.mouseRelease(window, left, none, local[-1])


def _code(character: str) -> int:
    """Return Qt's key of an ASCII letter or digit; 0 for the rest, whose text says it all."""
    upper = character.upper()
    return ord(upper) if upper.isascii() and upper.isalnum() else 0


def _shift(character: str) -> Qt.KeyboardModifier:
    shifted = character.isalpha() and character.isupper()
    return Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
