"""The sidebar: what this person may do, in the order of the procedure; the server at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import text_button
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Scrolled
from admin_desktop.parts.text import Rule, Sign, Text

WIDTH, NARROW = 216, 188
_WIDE_WINDOW = 1000
_INSIDE, _BAR = 12, 3
_NUMBERED = 9
"""So many places are reached by Ctrl and their number; a tool tip says it."""
_LEAVE, _RING = 24, 6
"""Height of the way out, and the room above and below it that its ring takes when it has focus."""


class Place(QPushButton):
    """One row of the sidebar; the open one has its bar and its ground."""

    def __init__(self, area: str, title: str) -> None:
        super().__init__(title)
        self.area = area
        self._waiting = 0
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFixedHeight(theme.CONTROL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_waiting(self, count: int) -> None:
        """Show how many wait there; zero shows nothing."""
        self._waiting = count
        self.setAccessibleDescription(f"{count} en espera" if count else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        look, painter, open_ = theme.tokens(), QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if open_:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft))
            painter.drawRoundedRect(self.rect(), theme.CORNER, theme.CORNER)
            painter.setBrush(QColor(look.accent))
            painter.drawRoundedRect(QRectF(0, 8, _BAR, self.height() - 16), 1.5, 1.5)
        painter.setPen(QColor(look.accent if open_ else look.ink))
        painter.setFont(theme.font(theme.BODY, theme.SEMIBOLD if open_ else theme.REGULAR))
        room = self.rect().adjusted(_INSIDE, 0, -_INSIDE, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._waiting:
            painter.setPen(QColor(look.soft))
            painter.setFont(theme.font(theme.HELP))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, side, f"{self._waiting:,}")


class Sidebar(QFrame):
    """Name of the program and of the proceso, places, server and hour."""

    chosen = Signal(str)
    """The id of the area that the person went to."""
    leave = Signal()
    """The person signs out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setMaximumWidth(WIDTH)
        self._about = Text("", "help", wrap=True)
        self._mode = Text("PRÁCTICA", "strong")
        self._mode.set_mark(Mark.WARN)
        self._mode.hide()
        self._room, self._places = Scrolled("sunk"), QVBoxLayout()
        self._places.setSpacing(4)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._sign, self._state = Sign(size=16), Text("", "help", wrap=True)
        self._hour, self._who = Text("", "help"), Text("", "help", wrap=True)
        self._leave = text_button("Salir de la cuenta")
        self._leave.setFixedHeight(_LEAVE)
        self._arrange()

    def show_about(self, about: str, who: str, *, practice: bool) -> None:
        """Show which office, who is in, and the word PRÁCTICA where it is so."""
        self._about.setText(about)
        self._who.setText(who)
        self._mode.setVisible(practice)

    def show_places(self, groups: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Show pairs of area and title; groups are divided by a hairline."""
        count = 0
        for number, group in enumerate(groups):
            if number and group:
                self._places.addSpacing(6)
                self._places.addWidget(Rule())
                self._places.addSpacing(6)
            for area, title in group:
                place = Place(area, title)
                count += 1
                if count <= _NUMBERED:
                    place.setToolTip(f"Ctrl+{count}")
                self._group.addButton(place)
                self._places.addWidget(place)
                self.setTabOrder(place, self._leave)

    def open_place(self, area: str) -> None:
        """Mark the place that is open, and show it whole where the window is too low for all."""
        for place in self._group.buttons():
            if isinstance(place, Place) and place.area == area:
                place.setChecked(True)
                self._room.ensureWidgetVisible(place)

    def show_waiting(self, area: str, count: int) -> None:
        """Show how many wait in an area."""
        for place in self._group.buttons():
            if isinstance(place, Place) and place.area == area:
                place.show_waiting(count)

    def show_server(self, mark: Mark, words: str, hour: str) -> None:
        """Show the server's status («Servidor al día») and the local hour."""
        self._sign.show_mark(mark)
        self._state.setText(words)
        self._state.set_mark(mark)
        self._hour.setText(hour)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep the open place in sight where the window became lower."""
        super().resizeEvent(event)
        open_ = self._group.checkedButton()
        if open_ is not None:
            QTimer.singleShot(0, open_, lambda: self._room.ensureWidgetVisible(open_))

    def take_width(self, window: int) -> None:
        """Leave more room to the screen in a narrow window."""
        self.setFixedWidth(WIDTH if window >= _WIDE_WINDOW else NARROW)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(_INSIDE, theme.MARGIN, _INSIDE, theme.MARGIN)
        box.setSpacing(2)
        head = QVBoxLayout()
        head.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
        head.setSpacing(2)
        for text in (Text("Apoyo Ciudadano", "name"), self._about, self._mode):
            head.addWidget(text)
        box.addLayout(head)
        box.addSpacing(16)
        self._room.box.setContentsMargins(0, 0, 0, 0)
        self._room.box.addLayout(self._places)
        self._room.box.addStretch(1)
        box.addWidget(self._room, 1)
        box.addWidget(Rule())
        box.addSpacing(6)
        foot = QVBoxLayout()
        foot.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
        foot.setSpacing(2)
        state = QHBoxLayout()
        state.setSpacing(theme.SMALL)
        state.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, 1)
        self._leave.clicked.connect(self.leave)
        foot.addWidget(self._who)
        foot.addSpacing(_RING)
        foot.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addSpacing(_RING)
        foot.addLayout(state)
        foot.addWidget(self._hour)
        box.addLayout(foot)

    @Slot(QAbstractButton)
    def _tell(self, button: QAbstractButton) -> None:
        if isinstance(button, Place):
            self.chosen.emit(button.area)
