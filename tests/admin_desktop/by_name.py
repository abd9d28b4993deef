"""Finds what is on the desk's window by its accessible name, as a screen reader does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QThreadPool
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget

from admin_desktop.parts.screen import Screen
from core.qt_support.background import finish_all

_QUIET_ROUNDS = 3
_PATIENCE_MS = 60_000
_TEXT = QAccessible.Text
_ACTED_ON = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.EditableText,
        QAccessible.Role.ComboBox,
        QAccessible.Role.Cell,
        QAccessible.Role.Table,
    }
)


@dataclass
class Eyes:
    """One window, seen through its accessible tree."""

    window: QWidget

    def everything(self) -> Iterator[QAccessibleInterface]:
        """Walk what is shown."""
        QAccessible.setActive(True)
        root = QAccessible.queryAccessibleInterface(self.window)
        yield from _walk(root) if root else ()

    def texts(self) -> list[str]:
        """Return every text on the window."""
        return [text for each in self.everything() if (text := _name(each))]

    def controls(self) -> list[str]:
        """Return the names of what can be acted on, in order."""
        return [_name(each) for each in self.everything() if each.role() in _ACTED_ON]

    def shows(self, words: str) -> bool:
        """Tell whether some text holds `words`."""
        return any(words in text for text in self.texts())

    def find(self, name: str) -> QAccessibleInterface:
        """Return the one control of that name."""
        found = [e for e in self.everything() if e.role() in _ACTED_ON and _name(e) == name]
        assert found, f"«{name}» is not among {self.controls()}"
        return found[0]

    def press(self, name: str) -> None:
        """Click on a control, scrolled into sight, once nothing under way moves it any more."""
        settle()
        _scroll_to(self.find(name).object())
        place = self.find(name).rect().center()
        QTest.mouseClick(
            self.window.windowHandle(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.window.mapFromGlobal(place),
        )

    def type(self, name: str, text: str) -> None:
        """Click into a field, empty it, and type."""
        self.go(name)
        QTest.keyClick(self.focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self.focused(), Qt.Key.Key_Delete)
        write(self.focused(), text)

    def write(self, text: str) -> None:
        """Type where the focus is."""
        write(self.focused(), text)

    def go(self, name: str) -> None:
        """Put the focus on a control, scrolled into sight."""
        widget = self.find(name).object()
        assert isinstance(widget, QWidget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, name: str, words: str) -> None:
        """Choose an entry of a list by typing how it begins."""
        box = self.find(name).object()
        assert isinstance(box, QComboBox)
        box.setFocus()
        box.view().keyboardSearch("")  # what was typed for the choice before is no part of this one
        write(box, words)
        assert box.currentText().startswith(words), box.currentText()

    def leave_form(self) -> None:
        """Open the page anew: what was typed in a form is let go."""
        for name in (
            "Volver a constancias",
            "Volver a solicitudes",
            "Volver a vulneraciones",
            "Regresar a capacitaciones",
            "No abrir",
            "No dar de alta",
            "Volver a la lista",
            "Volver a los lotes",
        ):
            if name in self.controls():
                self.press(name)

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.find(name).text(_TEXT.Value)

    def sentence(self, name: str) -> str:
        """Return what readers hear after the name of a field: its own sentence."""
        return self.find(name).text(_TEXT.Description)

    def focused(self) -> QWidget:
        """Return what has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def focused_name(self) -> str:
        """Return the name of what has the focus."""
        return self.focused().accessibleName()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Strike a key where the focus is."""
        QTest.keyClick(self.focused(), key, modifier or Qt.KeyboardModifier.NoModifier)


def _scroll_to(thing: QObject) -> None:
    """Scroll what holds a widget, as a person does: else the click lands on what covers it."""
    above = thing.parentWidget() if isinstance(thing, QWidget) else None
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(cast("QWidget", thing), 0, 0)
        above = above.parentWidget()


def settle() -> None:
    """Let every task end, its answer be shown, and what it shows be laid out."""
    quiet = 0
    while quiet < _QUIET_ROUNDS:
        busy = QThreadPool.globalInstance().activeThreadCount() or being_built()
        assert finish_all(_PATIENCE_MS)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        quiet = 0 if busy else quiet + 1


def being_built() -> bool:
    """Tell whether some screen is not whole yet: it is built a part at a time."""
    windows = QApplication.topLevelWidgets()
    return any(not each.is_whole for one in windows for each in one.findChildren(Screen))


def overlapping(eyes: Eyes) -> list[tuple[str, str]]:
    """Return pairs of controls that cover each other: nothing may."""
    plain = [e for e in eyes.everything() if e.role() in _ACTED_ON - {QAccessible.Role.Table}]
    places = [(_name(each), _seen(each)) for each in plain]
    return [
        (one, other)
        for number, (one, mine) in enumerate(places)
        for other, theirs in places[number + 1 :]
        if _crosses(mine, theirs)
    ]


def _seen(interface: QAccessibleInterface) -> QRect:
    """Return the part of a control that its page shows."""
    widget = interface.object()
    if not isinstance(widget, QWidget):
        table = interface.parent()  # a row that is scrolled away covers nothing
        return interface.rect() & table.rect() if table is not None else interface.rect()
    seen = widget.visibleRegion().boundingRect()
    return seen.translated(widget.mapToGlobal(QPoint(0, 0)))


def _crosses(one: QRect, other: QRect) -> bool:
    shared = one.intersected(other)
    inside = one.contains(other) or other.contains(one)
    return not inside and min(shared.width(), shared.height()) > 1


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if interface.state().invisible:
        return
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from _walk(child)


def _name(interface: QAccessibleInterface) -> str:
    """Return the accessible name; Qt gives a combo box its text instead."""
    widget = interface.object()
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return interface.text(_TEXT.Name)


def write(widget: QWidget, text: str) -> None:
    """Type text; QTest.keyClicks knows ASCII only."""
    for character in text:
        upper = character.upper()
        code = ord(upper) if upper.isascii() and upper.isalnum() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, event)
