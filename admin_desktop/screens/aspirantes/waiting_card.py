"""«Falta registrar hoy» (numeral 4): every constancia without registration, today's first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card, Scrolled
from admin_desktop.parts.text import Sign, Text

_MOST_HIGH = 132
"""Three rows and a part of the fourth, so that one sees that the list goes on."""


class WaitingCard(Card):
    """How many wait, and all of them; they scroll where they are many."""

    asked = Signal(int)
    """The registration of the one at this place is wanted."""

    def __init__(self) -> None:
        super().__init__(inside=16)
        self._sign, self._title = Sign(Mark.WARN), Text("", "strong")
        self._title.set_mark(Mark.WARN)
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        self.box.addLayout(head)
        self._rows = _Rows()
        self.box.addWidget(self._rows)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    def show_waiting(self, waiting: tuple[tuple[str, str], ...], today: int) -> None:
        """Show name and cargo of all that wait; nothing where nobody does."""
        self.setVisible(bool(waiting))
        before = len(waiting) - today
        said = [f"Falta registrar hoy: {today:,}"] if today else []
        if before:
            said.append(f"{'de días anteriores' if today else 'Falta registrar'}: {before:,}")
        self._title.setText(" · ".join(said))
        if waiting != self._shown:
            self._shown = waiting
            names = [name for name, _ in waiting]
            rows = enumerate(waiting)
            self._rows.show_rows(
                [self._row(at, each, names[:at].count(each[0])) for at, each in rows]
            )

    def _row(self, place: int, named: tuple[str, str], same_before: int) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = Text(" · ".join(named), wrap=True)
        said = f"{self.tr('Registrar a')} {named[0]}"
        button = Button(
            self.tr("Registrar"), said=f"{said}, {same_before + 1}" if same_before else said
        )
        button.clicked.connect(lambda: self.asked.emit(place))
        line.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(button)
        return row


class _Rows(Scrolled):
    """As high as its rows, up to a limit."""

    def __init__(self) -> None:
        super().__init__(ground="onCard")
        self.box.setSpacing(4)

    def show_rows(self, rows: list[QWidget]) -> None:
        """Show these rows instead of the ones before."""
        while item := self.box.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for row in rows:
            self.box.addWidget(row)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        wanted = self.box.heightForWidth(width) if self.box.hasHeightForWidth() else 0
        self.setFixedHeight(min(max(wanted, self.box.minimumSize().height()), _MOST_HIGH))
