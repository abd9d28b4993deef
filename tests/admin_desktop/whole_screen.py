"""What a whole screen owes everyone: each control reached by Tab, named once, and nothing cut."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from tests.admin_desktop.by_name import Eyes, overlapping, settle

_MOST_STEPS = 120
_ROOM = 24
_HAIR = 2  # Qt rounds the width of a text up


def faults(eyes: Eyes) -> list[str]:
    """Return what the screen that is shown owes; none is right."""
    settle()
    crossed = [f"se enciman {pair}" for pair in overlapping(eyes)]
    return unreached(eyes) + badly_named(eyes) + cut(eyes.window) + crossed


def unreached(eyes: Eyes) -> list[str]:
    """Return the controls that Tab does not come to. Of radio buttons it comes to one."""
    walked: list[QWidget] = []
    for _ in range(_MOST_STEPS):
        eyes.key(Qt.Key.Key_Tab)
        now = eyes.focused()
        if now in walked:
            break
        walked.append(now)
    wanted = [each for each in _controls(eyes.window) if not isinstance(each, QRadioButton)]
    return [f"Tab no llega a «{_called(each)}»" for each in wanted if each not in walked]


def badly_named(eyes: Eyes) -> list[str]:
    """Return the names that two controls share, and the controls without one."""
    names = Counter(_called(each) for each in _controls(eyes.window))
    return [f"«{name}» nombra a {count}" for name, count in names.items() if count > 1 or not name]


def cut(window: QWidget) -> list[str]:
    """Return the texts that have less room than they need."""
    shown = [each for each in window.findChildren(QWidget) if each.isVisibleTo(window)]
    return [f"cortado: «{said}»" for each in shown if (said := _cut(each))]


def _cut(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.text():
        needs = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
        narrow = not widget.wordWrap() and widget.sizeHint().width() > widget.width() + _HAIR
        return widget.text() if narrow or needs > widget.height() else ""
    if isinstance(widget, QPushButton):
        return widget.text() if widget.sizeHint().width() > widget.width() else ""
    if isinstance(widget, QLineEdit) and not widget.text():
        margins = widget.textMargins()
        wide = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
        room = widget.width() - margins.left() - margins.right() - _ROOM
        return widget.placeholderText() if wide > room else ""
    return ""


def _controls(window: QWidget) -> list[QWidget]:
    """Return what is shown, enabled and takes the focus by Tab."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window)
        and each.isEnabled()
        and each.focusProxy() is None
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.visibleRegion().isEmpty() | (each is QApplication.focusWidget())
    ]


def _called(widget: QWidget) -> str:
    return widget.accessibleName()
