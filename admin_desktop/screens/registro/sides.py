"""What stands beside the form of numeral 4: its sections with their signs, and the summary."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card
from admin_desktop.parts.text import Rule, Text
from admin_desktop.screens.registro.fields import TITLES
from core.qt_support import icons

_WIDTH, _ROW, _SUMMARY = 208, 40, 232
_SIGN, _INSIDE = 16, 12


class SectionRow(QPushButton):
    """One section: its letter, its title, its sign; pressing it goes there."""

    def __init__(self, letter: str, title: str) -> None:
        super().__init__(title)
        self._letter = letter
        self._mark = Mark.NONE
        self.setAccessibleName(f"Ir a {title}")
        self.setFixedHeight(_ROW)
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def show_mark(self, mark: Mark) -> None:
        """Show how the section stands."""
        self._mark = mark
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        del event
        look, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft))
            painter.drawRoundedRect(self.rect(), theme.CORNER, theme.CORNER)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(theme.HELP))
        painter.setPen(QColor(look.soft))
        painter.drawText(self.rect().adjusted(_INSIDE, 0, 0, 0), middle, self._letter)
        painter.setFont(theme.font(theme.BODY, theme.SEMIBOLD if here else theme.REGULAR))
        painter.setPen(QColor(look.accent if here else look.ink))
        painter.drawText(self.rect().adjusted(36, 0, -32, 0), middle, self.text())
        if self._mark.icon:
            place = QRectF(self.width() - _SIGN - _INSIDE, (_ROW - _SIGN) / 2, _SIGN, _SIGN)
            icons.paint(painter, self._mark.icon, self._mark.colour, place)


class Sections(QWidget):
    """The five sections of numeral 4."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._rows = {letter: SectionRow(letter, title) for letter, title in TITLES.items()}
        for letter, row in self._rows.items():
            row.clicked.connect(lambda _on=False, letter=letter: self.wanted.emit(letter))
            box.addWidget(row)
        box.addSpacing(12)
        box.addWidget(Rule())
        box.addSpacing(12)
        about = Text(
            self.tr("Se revisa mientras escribe. Los datos opcionales dicen «si tiene»."),
            "help",
            wrap=True,
        )
        about.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
        box.addWidget(about)
        box.addStretch(1)

    def show_marks(self, marks: Mapping[str, Mark]) -> None:
        """Show how each section stands."""
        for letter, row in self._rows.items():
            row.show_mark(marks[letter])

    def light(self, letter: str) -> None:
        """Show in which section the person is."""
        self._rows[letter].setChecked(True)


class Summary(Card):
    """What the form says so far, in the words of a reader."""

    def __init__(self) -> None:
        super().__init__(width=_SUMMARY)
        self.box.setSpacing(2)
        self.box.addWidget(Text(self.tr("Resumen"), "section"))
        self.box.addSpacing(6)
        self._values: dict[str, Text] = {}
        for label in ("Cargo", "Aspirante", "Contacto", "Acceso", "Manifestación", "Constancia"):
            self.box.addWidget(Text(label, "help"))
            value = Text("", wrap=True)
            self._values[label] = value
            self.box.addWidget(value)
            self.box.addSpacing(8)
        self.box.addStretch(1)

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show the values; an empty one reads as a dash."""
        for label, text in self._values.items():
            text.setText(values.get(label) or "–")
