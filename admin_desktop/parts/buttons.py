"""Buttons of the desk: main, secondary and text; painted here, as drawn."""

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from admin_desktop.framework import theme
from core.qt_support import icons

_SIDE, _GAP, _ICON = 14, 8, 18
_TALL = 40


class Look(Enum):
    """Which kind of button: one MAIN a screen. DANGER takes away, and never looks main."""

    MAIN = "main"
    SECONDARY = "secondary"
    TEXT = "text"
    DANGER = "danger"


class Button(QPushButton):
    """A button whose accessible name is its text. `keys` also press it, and are shown.

    `tall` is for a side panel; `said` names it where the text alone would not be unique.
    """

    def __init__(
        self,
        text: str,
        look: Look = Look.SECONDARY,
        *,
        keys: str = "",
        icon: str = "",
        tall: bool = False,
        said: str = "",
    ) -> None:
        super().__init__(text)
        self._rest, self._look, self._keys, self._icon = text, look, keys, icon
        self.setAccessibleName(said or text)
        self.setFixedHeight(_TALL if tall else theme.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if keys:
            shortcut = QShortcut(self)
            shortcut.setKeys(_sequences(keys))
            shortcut.activated.connect(self.click)

    def set_working(self, verb: str) -> None:
        """Show what is being done («Guardando…»), or rest with an empty one.

        It stays enabled, so that the focus stays here: a view model that works ignores a press.
        """
        self.setText(verb or self._rest)

    def rename(self, text: str) -> None:
        """Say something else, to eyes and to readers alike."""
        self._rest = text
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        bold = QFontMetrics(theme.font(theme.BODY, theme.SEMIBOLD))
        side = _SIDE if self._look is not Look.TEXT else 0
        width = bold.horizontalAdvance(self._rest) + 2 * side + 2
        if self._keys:
            plain = QFontMetrics(theme.font(theme.HELP))
            width += _GAP + plain.horizontalAdvance(self._keys)
        if self._icon:
            width += _ICON + _GAP
        return QSize(width, self.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, border, ink = self._colours()
        dashed = not self.isEnabled()
        if self._look is not Look.TEXT or dashed:
            pen = QPen(QColor(border), 1)
            pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(QColor(ground))
            place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(place, theme.CORNER, theme.CORNER)
        self._write(painter, ink)

    def _colours(self) -> tuple[str, str, str]:
        """Return ground, border and ink as the button stands now."""
        look, down = theme.tokens(), self.isDown()
        if not self.isEnabled():
            return look.sunk, look.edge, look.soft
        if self._look is Look.MAIN:
            ground = look.accent_press if down else look.accent
            return ground, ground, look.on_accent
        if self._look is Look.TEXT:
            return look.paper, look.paper, look.accent_press if down else look.accent
        if self._look is Look.DANGER:
            return look.sunk if down else look.card, look.error, look.error
        pressed = down or self.isChecked()
        return (
            (look.accent_soft, look.accent, look.ink)
            if pressed
            else (look.card, look.edge, look.ink)
        )

    def _write(self, painter: QPainter, ink: str) -> None:
        bold, plain = theme.font(theme.BODY, theme.SEMIBOLD), theme.font(theme.HELP)
        text, keys = self.text(), self._keys if self.text() == self._rest else ""
        wide = QFontMetrics(bold).horizontalAdvance(text)
        more = QFontMetrics(plain).horizontalAdvance(keys) + _GAP if keys else 0
        before = _ICON + _GAP if self._icon else 0
        left = (self.width() - wide - more - before) // 2
        if self._icon:
            top = (self.height() - _ICON) / 2
            icons.paint(painter, self._icon, ink, QRectF(left, top, _ICON, _ICON))
        painter.setPen(QColor(ink))
        painter.setFont(bold)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left + before, 0, wide + 2, self.height()), centre, text)
        if keys:
            painter.setFont(plain)
            place = QRect(left + before + wide + _GAP, 0, more, self.height())
            painter.drawText(place, centre, keys)


def main_button(text: str, *, keys: str = "", icon: str = "", tall: bool = False) -> Button:
    """Return the one main action of a screen."""
    return Button(text, Look.MAIN, keys=keys, icon=icon, tall=tall)


def danger_button(text: str, *, tall: bool = False) -> Button:
    """Return a button that takes something away: outlined, in the colour of what is wrong."""
    return Button(text, Look.DANGER, tall=tall)


def text_button(text: str, *, said: str = "") -> Button:
    """Return a button that is only its words."""
    return Button(text, Look.TEXT, said=said)


def add_shortcut(owner: QWidget, keys: str) -> QShortcut:
    """Return a shortcut that works while `owner` is on the screen; both Enter keys are one."""
    shortcut = QShortcut(owner)
    shortcut.setKeys(_sequences(keys))
    return shortcut


def _sequences(keys: str) -> list[QKeySequence]:
    if keys.endswith("Enter"):
        return [QKeySequence(keys), QKeySequence(keys.replace("Enter", "Return"))]
    return [QKeySequence(keys)]
