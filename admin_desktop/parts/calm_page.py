"""A page with one thing to do, in one column of calm: the way in, and the way back in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.panels import Card, FollowsFocus
from admin_desktop.parts.text import Text

_WIDTH = 480


class CalmPage(QWidget):
    """Name of the program, a banner, and what `show_content` gives."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner()

    def show_content(self, content: QWidget) -> None:
        """Put the content in the middle of the window. Once."""
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, theme.MARGIN, 0, theme.MARGIN)
        box.setSpacing(16)
        box.addWidget(Text("Apoyo Ciudadano", "name"))
        box.addWidget(self.banner)
        box.addWidget(content)
        middle = QWidget()
        middle.setObjectName("scrolled")
        row = QHBoxLayout(middle)
        row.addStretch(1)
        row.addWidget(column, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(FollowsFocus(middle))


def calm_card(title: str, about: str, rows: Sequence[QWidget], buttons: Sequence[Button]) -> Card:
    """Return a card: title, what it is about, its rows, and its buttons in one line."""
    card = Card(inside=24)
    card.box.setSpacing(16)
    card.box.addWidget(Text(title, "title"))
    if about:
        card.box.addWidget(Text(about, wrap=True))
    for row in rows:
        card.box.addWidget(row)
    line = QHBoxLayout()
    line.setSpacing(16)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    card.box.addLayout(line)
    return card
