"""«Falta registrar hoy» (numeral 4): every constancia without registration, today's first."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card, Scrolled
from admin_desktop.parts.text import Sign, Text

_WHOLE_ROWS, _PART = 3, 16
"""So many rows are shown whole, and so many pixels of the next: one sees that the list goes on."""


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
        inner = self.widget()
        if inner is not None:
            inner.installEventFilter(self)

    def show_rows(self, rows: list[QWidget]) -> None:
        """Show these rows instead of the ones before."""
        while item := self.box.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for row in rows:
            self.box.addWidget(row)
            row.show()  # a layout counts no hidden row, and Qt shows new ones only later

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Measure once the rows are laid out, and whenever that changes; nothing is consumed."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Take the height of the rows, as long as names make them, up to the limit."""
        width = self.viewport().width()
        rows = [row for at in range(self.box.count()) if (row := self.box.itemAt(at))]
        highs = [max(row.heightForWidth(width), row.minimumSize().height()) for row in rows]
        shown = highs[:_WHOLE_ROWS]
        between = self.box.spacing() * max(0, len(shown) - 1)
        beyond = self.box.spacing() + _PART if len(highs) > _WHOLE_ROWS else 0
        self.setFixedHeight(sum(shown) + between + beyond)
