"""Reading a screen as a screen reader would: names, values, states and places of what is shown."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QGuiApplication,
    QImage,
    QPixmap,
    QWindow,
)
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

_TEXT = QAccessible.Text
_MOST_DEPTH = 60
_EDGE = 3
_UNNAMED_BY_QT = (QAccessible.Role.ComboBox,)


class LetGo(Exception):
    """The app went on since this was seen: look again."""


@dataclass
class Seen:
    """One thing on a screen. What is asked of it is read at that moment, until `blink`.

    It holds Qt's own object no longer than that. Qt destroys those with their page, and where a
    Python object still stands for a dead one, PySide6 6.11 crashes as soon as Qt destroys another
    object at the same address (PYSIDE-3452; seen once, inside the tablet).
    """

    name: str
    role: QAccessible.Role
    window: QWindow
    held: QAccessibleInterface | None

    @property
    def interface(self) -> QAccessibleInterface:
        """Return what Qt says it with. Raises LetGo."""
        if self.held is None:
            raise LetGo(self.name)
        return self.held

    @property
    def value(self) -> str:
        """Return what it holds."""
        return str(self.interface.text(_TEXT.Value))

    @property
    def description(self) -> str:
        """Return what is said of it besides its name."""
        return str(self.interface.text(_TEXT.Description))

    @property
    def rect(self) -> QRect:
        """Return where it stands, in screen pixels."""
        return self.interface.rect()

    @property
    def enabled(self) -> bool:
        """Tell whether it may be used."""
        return not self.interface.state().disabled

    @property
    def checked(self) -> bool:
        """Tell whether it is ticked or chosen."""
        state = self.interface.state()
        return bool(state.checked or state.selected)

    @property
    def words(self) -> str:
        """Return what a person would read of it."""
        if self.role not in _EDITED:
            return self.name
        return self.value or self.name


_EDITED = (
    QAccessible.Role.EditableText,
    QAccessible.Role.SpinBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.StaticText,
)


def windows() -> list[QWindow]:
    """Return the windows shown, the one that has the person's attention last."""
    shown = [each for each in QGuiApplication.topLevelWindows() if isValid(each)]
    modal, active = QGuiApplication.modalWindow(), QGuiApplication.focusWindow()
    chosen = modal if modal is not None and isValid(modal) else active
    visible = [each for each in shown if each.isVisible()]
    return sorted(visible, key=lambda each: each is chosen)


_KEPT: list[list[Seen]] = []


def look() -> list[Seen]:
    """Return everything on every window, the active window's things last.

    What was seen stays true until `blink`: nothing changes while a script holds the app.
    """
    if not _KEPT:
        _KEPT.append([seen for window in windows() for seen in _in_window(window)])
    return _KEPT[0]


def blink() -> None:
    """Forget what was seen: the app went on, or hands did something."""
    for seen in itertools.chain(*_KEPT):
        seen.held = None
    _KEPT.clear()


def _in_window(window: QWindow) -> Iterator[Seen]:
    root = _root(window)
    if root is not None and root.isValid():
        yield from _walk(root, window, 0)


def widget_of(window: QWindow) -> QWidget | None:
    """Return the widget that fills a window; None for a window of QML."""
    if not isinstance(QApplication.instance(), QApplication):
        return None
    tops = [each for each in QApplication.topLevelWidgets() if isValid(each)]
    return next((each for each in tops if each.windowHandle() is window), None)


def _root(window: QWindow) -> QAccessibleInterface | None:
    """Return the accessible object of a window, QML's or Widgets'."""
    return QAccessible.queryAccessibleInterface(widget_of(window) or window)


def _walk(interface: QAccessibleInterface, window: QWindow, depth: int) -> Iterator[Seen]:
    state = interface.state()
    if state.invisible or depth > _MOST_DEPTH:
        return
    yield Seen(_name(interface), interface.role(), window, interface)
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from _walk(child, window, depth + 1)


def _name(interface: QAccessibleInterface) -> str:
    """Return the accessible name; on Linux Qt gives a combo box its current text instead."""
    if interface.role() in _UNNAMED_BY_QT:
        named = getattr(interface.object(), "accessibleName", None)
        if callable(named) and named():
            return str(named())
    if interface.state().passwordEdit:  # Qt gives what is typed, as bullets, for its name
        return str(_unhidden(interface))
    return str(interface.text(_TEXT.Name))


def _unhidden(interface: QAccessibleInterface) -> str:
    """Return the label of a password field."""
    named = getattr(interface.object(), "accessibleName", None)
    return str(named()) if callable(named) else interface.text(_TEXT.Description)


def texts() -> list[str]:
    """Return every text on the screen, in order, without repeats in a row."""
    found: list[str] = []
    for seen in look():
        for text in dict.fromkeys((seen.name, seen.value, seen.description)):
            if text and (not found or found[-1] != text):
                found.append(text)
    return found


def topmost(seen: Seen, at: QPoint) -> bool:
    """Tell whether what a finger would touch at a screen position is this thing or part of it."""
    target = seen.interface.object()
    if isinstance(target, QWidget):
        around = target.window()
        top = around.childAt(around.mapFromGlobal(at)) or around
        return top is target or (top is not None and target.isAncestorOf(top))
    return not isinstance(target, QQuickItem) or _unclipped(target, seen.window.mapFromGlobal(at))


def rolling(seen: Seen) -> bool:
    """Tell whether a page of QML around a thing still scrolls: a press would only stop it."""
    around = seen.interface.object()
    while isinstance(around, QQuickItem):
        if around.property("moving"):
            return True
        around = around.parentItem()
    return False


def scroll_place(seen: Seen) -> QPoint:
    """Return where to turn the wheel so that the page around a thing scrolls, and nothing in it."""
    around: object = seen.interface.object()
    while isinstance(around, QWidget):
        around = around.parentWidget()
        if isinstance(around, QAbstractScrollArea):
            port = around.viewport()
            return port.mapToGlobal(QPoint(_EDGE, port.height() // 2))
    return seen.window.geometry().center()


def _unclipped(item: QQuickItem, at: QPoint) -> bool:
    """Tell whether no frame around an item hides what lies at a window position."""
    around = item.parentItem()
    while around is not None:
        if around.clip():
            shown = around.mapRectToScene(QRectF(0, 0, around.width(), around.height()))
            if not shown.contains(QPointF(at)):
                return False
        around = around.parentItem()
    return True


def options(box: Seen) -> list[str]:
    """Return the options that a combo box holds."""
    found: list[str] = []
    for number in range(box.interface.childCount()):
        part = box.interface.child(number)
        for row in range(part.childCount() if part else 0):
            option = part.child(row)
            if option is not None:
                found.append(option.text(QAccessible.Text.Name))
    return found


def picture_of(window: QWindow) -> QPixmap | QImage:
    """Return the picture of a window."""
    if isinstance(window, QQuickWindow):
        return window.grabWindow()
    widget = widget_of(window)
    if widget is not None:
        return widget.grab()
    return window.screen().grabWindow(window.winId())
