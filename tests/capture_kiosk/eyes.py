"""Finds what is on the kiosk's window by its accessible name; sends only pointer and key events."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

_TEXT = QAccessible.Text
_ROLE = QAccessible.Role
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

    def press(self, name: str) -> None:
        self.click(self.rect(name).center())
        self.qtbot.wait(20)

    def click(self, place: QPoint) -> None:
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, none, place)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self.window, character)  # type: ignore[call-overload]

    def draw(self, name: str, points: list[tuple[int, int]]) -> None:
        """Draw one stroke on a pad, points in its own pixels."""
        corner = self.rect(name).topLeft()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        places = [corner + QPoint(x, y) for x, y in points]
        QTest.mousePress(self.window, left, none, places[0])
        for place in places[1:]:
            QTest.mouseMove(self.window, place)
        QTest.mouseRelease(self.window, left, none, places[-1])

    def wait(self, until: Callable[[], bool], what: str, seconds: int = 20) -> None:
        try:
            self.qtbot.waitUntil(until, timeout=seconds * 1000)
        except Exception as error:
            message = f"«{what}» never came; there is {self.names()}"
            raise AssertionError(message) from error


def _walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and not child.state().invisible:
            yield child
            yield from _walk(child)
