"""Reads every control and text of a window of widgets, and walks it by Tab."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from admin_desktop.parts.marks import Mark
from admin_desktop.parts.text import OneLine, Sign
from tests.screens.catalogue import TEXT, Control, Shown, with_overlaps

_MOST_STEPS = 160
_ROOM = 24
_HAIR = 2  # Qt rounds the width of a text up
_LARGE = 24
_ROLES: tuple[tuple[type[QWidget], str], ...] = (
    (QRadioButton, "radio"),
    (QCheckBox, "check"),
    (QAbstractButton, "button"),
    (QLineEdit, "field"),
    (QPlainTextEdit, "field"),
    (QComboBox, "choice"),
    (QTableView, "table"),
    (QLabel, TEXT),
)


def look_at(window: QWidget, screen: str, state: str, theme: str) -> Shown:
    """Return what the window shows now."""
    picture = window.grab().toImage()
    pairs = [(each, role) for each in window.findChildren(QWidget) if (role := _role(each))]
    nested = {
        (at, beyond)
        for at, (one, _) in enumerate(pairs)
        for beyond, (other, _) in enumerate(pairs)
        if at < beyond and (one.isAncestorOf(other) or other.isAncestorOf(one))
    }
    found = [_control(window, each, role) for each, role in pairs]
    return Shown(
        app="desk",
        screen=screen,
        state=state,
        size=(window.width(), window.height()),
        theme=theme,
        scale=picture.devicePixelRatio(),
        controls=tuple(with_overlaps(found, nested)),
        image=picture,
        device_pixels=picture.devicePixelRatio(),
    )


def tab_faults(window: QWidget) -> list[str]:
    """Return the controls that Tab does not come to, and those it comes to against reading."""
    walked: list[QWidget] = []
    for _ in range(_MOST_STEPS):
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now in walked:
            break
        walked.append(now)
    wanted = [each for each in window.findChildren(QWidget) if _wants_tab(each)]
    missed = [f"Tab no llega a «{_name(each)}»" for each in wanted if each not in walked]
    pairs = pairwise(walked)
    against = [
        f"Tab va de «{_name(one)}» a «{_name(other)}», que se lee antes"
        for one, other in pairs
        if _against_reading(one, other)
    ]
    return missed + against


def sideways_faults(window: QWidget) -> list[str]:
    """Return the pages of which a part is reached only by scrolling sideways, or not at all."""
    return [
        f"{_name(area.widget() or area)}: faltan {beyond} px a lo ancho"
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and (beyond := area.horizontalScrollBar().maximum()) > 0
    ]


def _role(widget: QWidget) -> str:
    if not widget.isVisible() or widget.visibleRegion().isEmpty() or isinstance(widget, Sign):
        return ""
    role = next((role for kind, role in _ROLES if isinstance(widget, kind)), "")
    if role == TEXT:
        return role if isinstance(widget, QLabel) and widget.text() else ""
    inner = widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QComboBox)
    return "" if inner else role


def _control(window: QWidget, widget: QWidget, role: str) -> Control:
    seen = widget.visibleRegion().boundingRect()
    corner = widget.mapTo(window, seen.topLeft())
    hidden = seen.size() != widget.size() and not _scrolls(widget)
    return Control(
        name=_text(widget) if role == TEXT else widget.accessibleName(),
        role=role,
        rect=(corner.x(), corner.y(), seen.width(), seen.height()),
        target=(widget.width(), widget.height()),
        text=_text(widget),
        enabled=widget.isEnabled(),
        cut=hidden or _is_cut(widget),
        large=widget.font().pixelSize() >= _LARGE,
    )


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText() or widget.placeholderText()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""


def _is_cut(widget: QWidget) -> bool:
    """Tell whether a text has less room than it needs."""
    if isinstance(widget, OneLine):
        return False  # it ends in «…», and its tool tip has the whole
    if isinstance(widget, QLabel):
        needs = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
        narrow = not widget.wordWrap() and widget.sizeHint().width() > widget.width() + _HAIR
        return narrow or needs > widget.height()
    if isinstance(widget, QPushButton):
        return widget.sizeHint().width() > widget.width()
    wrong = widget.property("mark") == Mark.ERROR.value
    if isinstance(widget, QLineEdit) and not widget.text() and not wrong:
        # What is marked wrong has its own sentence below; the sign may cover its example.
        margins = widget.textMargins()
        wide = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
        return wide > widget.width() - margins.left() - margins.right() - _ROOM
    return False


def _scrolls(widget: QWidget) -> bool:
    """Tell whether some page around it scrolls, so that all of it can be seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return False


def _wants_tab(widget: QWidget) -> bool:
    if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, QRadioButton):
        return False
    if isinstance(widget, QAbstractButton) and (group := widget.group()) and group.exclusive():
        return False  # Tab comes to one of them, the arrows to the others
    kinds = QPushButton | QLineEdit | QPlainTextEdit | QComboBox | QCheckBox | QTableView
    inner = widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QComboBox)
    return isinstance(widget, kinds) and not inner


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or _text(widget) or type(widget).__name__


def _against_reading(one: QWidget, other: QWidget) -> bool:
    """Tell whether `other`, in the same box, is above `one` or before it on its line."""
    if one.parentWidget() is not other.parentWidget() or isinstance(one, QLineEdit):
        return False
    mine, theirs = _place(one), _place(other)
    above = theirs.bottom() < mine.top()
    same_line = theirs.top() < mine.bottom() and mine.top() < theirs.bottom()
    return above or (same_line and theirs.right() < mine.left())


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
