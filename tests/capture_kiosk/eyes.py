"""Finds what is on the kiosk's window by its accessible name; sends only pointer and key events."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPointingDevice
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

_TEXT = QAccessible.Text
_ROLE = QAccessible.Role
PATIENCE_S = 180
"""A busy machine takes long, and reads a card in a minute; a quiet one waits for nothing."""
_TOUCHES = 5
_CONTROLS = frozenset({_ROLE.Button, _ROLE.RadioButton, _ROLE.EditableText, _ROLE.CheckBox})


@dataclass
class Eyes:
    """One window, seen as a screen reader sees it."""

    window: QQuickWindow
    qtbot: QtBot

    def everything(self) -> Iterator[QAccessibleInterface]:
        root = QAccessible.queryAccessibleInterface(self.window)
        yield from _walk(root) if root else ()

    def controls(self) -> list[QAccessibleInterface]:
        return [each for each in self.everything() if each.role() in _CONTROLS]

    def names(self) -> list[str]:
        return [each.text(_TEXT.Name) for each in self.everything()]

    def shows(self, words: str) -> bool:
        return any(words in name for name in self.names())

    def find(self, name: str) -> QAccessibleInterface:
        self.wait(lambda: name in self.names(), name)
        found = [each for each in self.everything() if each.text(_TEXT.Name) == name]
        return next((each for each in found if each.role() in _CONTROLS), found[0])

    def said(self, name: str) -> str:
        """Return the description of what has this name: the value of a box."""
        return self.find(name).text(_TEXT.Description)

    def rect(self, name: str) -> QRect:
        place = self.find(name).rect()
        return QRect(self.window.mapFromGlobal(place.topLeft()), place.size())

    def enabled(self, name: str) -> bool:
        return not self.find(name).state().disabled

    def press(self, name: str) -> None:
        """Touch what has this name once it may be done, as a person who saw it would.

        What the app shows meanwhile, such as how near the end is, may take the act from under the
        finger, and then nothing is done: a person sees that and touches it again where it is now.
        """
        for _ in range(_TOUCHES):
            self.find(name)
            self.wait(lambda: name in self.names() and self.enabled(name), f"{name}, activo")
            self.into_view(name)
            item = self.find(name).object()
            clicks = _clicks(item)
            self.tap(self.rect(name).center())
            self.qtbot.wait(20)
            if clicks is None or clicks.count():
                return
        raise AssertionError(f"«{name}» was touched {_TOUCHES} times, and nothing was done")

    def into_view(self, name: str) -> None:
        """Scroll the page around a control until it lies in sight."""
        item = self.find(name).object()
        while isinstance(item, QQuickItem):
            if item.metaObject().indexOfProperty("contentY") >= 0:
                here = self.rect(name)
                seen = item.mapRectToScene(item.boundingRect()).toRect()
                below, above = here.bottom() - seen.bottom(), seen.top() - here.top()
                move = max(0, below) - max(0, above)
                item.setProperty("contentY", item.property("contentY") + move)
                break
            item = item.parentItem()

    def tap(self, place: QPoint) -> None:
        """Put a finger down and lift it."""
        touch = QTest.touchEvent(self.window, finger())
        touch.press(0, place, self.window).commit()
        touch.release(0, place, self.window).commit()

    def click(self, place: QPoint) -> None:
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, none, place)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self.window, character)  # type: ignore[call-overload]

    def finger_down(self, place: QPoint) -> Callable[[], object]:
        """Put a finger down and leave it there; return what lifts it."""
        QTest.touchEvent(self.window, finger()).press(0, place, self.window).commit()
        up = QTest.touchEvent(self.window, finger()).release(0, place, self.window)
        return up.commit

    def evaluate(self, script: str) -> object:
        """Return what an expression of QML says on the window."""
        context = QQmlEngine.contextForObject(self.window)
        said = QQmlExpression(context, self.window, script)
        value, _undefined = said.evaluate()
        assert not said.hasError(), said.error().toString()
        return value

    def painted(self) -> None:
        """Wait until the window has been painted anew, with all that was asked of it before."""
        frames = QSignalSpy(self.window.frameSwapped)
        self.window.update()
        self.wait(lambda: frames.count() > 0, "un cuadro pintado")

    def stands(self, name: str) -> QRect:
        """Return where something is once a painted frame moves it no more."""
        before = QRect()
        while (here := self.rect(name)) != before:
            before = here
            self.painted()
        return here

    def draw(self, name: str, points: list[tuple[int, int]]) -> None:
        """Draw one stroke on a pad that stands, points in its own pixels."""
        corner = self.stands(name).topLeft()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        places = [corner + QPoint(x, y) for x, y in points]
        QTest.mousePress(self.window, left, none, places[0])
        for place in places[1:]:
            QTest.mouseMove(self.window, place)
        QTest.mouseRelease(self.window, left, none, places[-1])

    def wait(self, until: Callable[[], bool], what: str, seconds: int = PATIENCE_S) -> None:
        try:
            self.qtbot.waitUntil(until, timeout=seconds * 1000)
        except Exception as error:
            there = [
                f"{each.text(_TEXT.Name)} ({said})" if said else each.text(_TEXT.Name)
                for each in self.everything()
                for said in (each.text(_TEXT.Description),)
            ]
            message = f"«{what}» never came; there is {there}"
            raise AssertionError(message) from error


def _clicks(item: QObject) -> QSignalSpy | None:
    kind = item.metaObject()
    place = kind.indexOfSignal("clicked()")
    return QSignalSpy(item, kind.method(place)) if place >= 0 else None


@cache
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


def _walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and not child.state().invisible:
            yield child
            yield from _walk(child)
