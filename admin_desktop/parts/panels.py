"""Surfaces: a card, the panel of the chosen one with its facts, a page with room around it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from admin_desktop.framework import theme
from admin_desktop.parts.text import Rule, Text

PANEL, PRINT_PANEL = 424, 296
"""Widths in pixels."""
_LEAST_PANEL = 232
_FACT_ROW, _FACT_LABEL = 36, 104
_LEAST_VALUE, _BAR = 112, 24
_AROUND = 60


class Card(QFrame):
    """A white surface with a hairline. Its `box` takes the content."""

    def __init__(self, *, width: int = 0, inside: int = 20) -> None:
        super().__init__()
        self.setObjectName("card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(inside, inside - 4, inside, inside - 4)
        self.box.setSpacing(theme.SMALL)
        if width:
            self.setMaximumWidth(width)
            self.setMinimumWidth(min(width, _LEAST_PANEL))


class Facts(QWidget):
    """Pairs of a label and a value, in rows divided by hairlines; `label` pixels for the first."""

    def __init__(self, label: int = _FACT_LABEL) -> None:
        super().__init__()
        self._label = label
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._shown: list[tuple[str, str]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these pairs; one without a value is left out."""
        wanted = [(label, value) for label, value in facts if value]
        if wanted == self._shown:
            return
        self._shown = wanted
        while item := self._box.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for label, value in wanted:
            self._box.addWidget(Rule())
            self._box.addWidget(_Fact(label, value, self._label))


class _Fact(QWidget):
    """A label and its value, which goes below where it has no room for a long word beside."""

    def __init__(self, label: str, value: str, wide: int) -> None:
        super().__init__()
        self._beside = wide + theme.SMALL + _LEAST_VALUE
        self.setMinimumHeight(_FACT_ROW - 1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 7, 0, 7)
        self._line.setSpacing(theme.SMALL)
        name = Text(label, "help", wrap=True)
        policy = name.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)  # a wrapped text takes any width else
        name.setSizePolicy(policy)
        name.setFixedWidth(wide)
        name.setContentsMargins(0, 1, 0, 0)
        self._line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(Text(value, wrap=True), 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Choose anew; a scroll bar that comes or goes because of it changes nothing."""
        super().resizeEvent(event)
        below = self._line.direction() is QBoxLayout.Direction.TopToBottom
        below = self.width() < self._beside + (_BAR if below else 0)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        self._line.setSpacing(2 if below else theme.SMALL)


class ScreenPage(QWidget):
    """A screen: margins of 24, its `box` from top to bottom."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        self.box.setSpacing(16)
        self.title = Text(title, "title")
        self.head = QHBoxLayout()
        self.head.setSpacing(16)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        if title:
            self.box.addLayout(self.head)


class FollowsFocus(QScrollArea):
    """A page that scrolls where it lacks room, and brings what has the focus into sight."""

    def __init__(self, inner: QWidget | None = None) -> None:
        super().__init__()
        if inner is not None:
            self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the focus into sight, however it got it."""
        if now is not None and self.isAncestorOf(now):
            # A sentence that just appeared under a field is laid out first.
            QTimer.singleShot(0, self, self._see_focus)

    def _see_focus(self) -> None:
        now, inner = QApplication.focusWidget(), self.widget()
        if now is not None and inner is not None and inner.isAncestorOf(now):
            corner = now.mapTo(inner, QPoint(0, 0))
            self.ensureVisible(0, corner.y() + now.height(), 0, _AROUND)
            self.ensureVisible(0, corner.y(), 0, _AROUND)


class Scrolled(FollowsFocus):
    """A column that scrolls when there is no room for it; never sideways.

    With `least` it asks for that height alone, in pixels: the page around it scrolls no sooner.
    """

    def __init__(self, ground: str = "scrolled", *, least: int = 0) -> None:
        inner = QWidget()
        super().__init__(inner)
        self._inner = inner
        self.take_ground(ground)
        self.box = QVBoxLayout(inner)
        self.box.setContentsMargins(0, 0, theme.SMALL, 0)
        self.box.setSpacing(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._least = least

    def take_ground(self, name: str) -> None:
        """Take the ground that the style sheet gives to that name."""
        for each in (self, self._inner):
            each.setObjectName(name)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        hint = super().sizeHint()
        return QSize(hint.width(), self._least or hint.height())


class Steps(QWidget):
    """Pages of which one is shown, as high as that one needs."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._pages: list[QWidget] = []

    def add(self, page: QWidget) -> None:
        """Take a page; it stays hidden until it is shown."""
        self._pages.append(page)
        self._box.addWidget(page)
        page.hide()

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages instead of the others."""
        for each in self._pages:
            each.setVisible(each is page)


class Columns(QWidget):
    """Fields side by side in equal columns, their tops aligned."""

    def __init__(self, *widgets: QWidget, stretches: Sequence[int] = ()) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for place, widget in enumerate(widgets):
            top = Qt.AlignmentFlag.AlignTop
            row.addWidget(widget, stretches[place] if stretches else 1, top)
