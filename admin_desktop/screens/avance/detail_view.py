"""Progress in detail: the picture over time, what it says, and a table behind each thing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from admin_desktop.framework.csv_file import Cell
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.fields import ChoiceField
from admin_desktop.parts.form import tell
from admin_desktop.parts.panels import Card
from admin_desktop.parts.progress_chart import DrawnProgress, ProgressChart
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import OneLine, Text
from admin_desktop.screens.avance.detail_vm import DetailVm, TableVm
from core.spanish_dates import short_day

_PLACES = {
    "dia": "Por día",
    "municipio": "Por municipio",
    "distrito": "Por distrito",
    "seccion": "Por sección",
    "dispersion": "Dispersión",
    "auxiliar": "Por auxiliar",
    "ritmo": "Ritmos",
}
_NOTHING = {
    "dia": "Todavía no se recibe ningún apoyo.",
    "municipio": "Todavía no cuenta ningún apoyo.",
    "distrito": "Todavía no cuenta ningún apoyo.",
    "seccion": "Todavía no cuenta ningún apoyo.",
    "dispersion": "El cargo no tiene una regla de dispersión, o falta importar su geografía.",
    "auxiliar": "Todavía no se recibe ningún apoyo.",
    "ritmo": "Todavía no hay registros de ninguna tableta.",
}
_NUMBER, _CHOICE = 112, 280
_LEAST_TABLE, _PICTURE = 190, 3


class AvanceDetailView(Screen):
    """The same for the UTI and for the aspirante; `back` leads to where the UTI came from."""

    def __init__(self, vm: DetailVm, *, back: str = "") -> None:
        super().__init__(self.tr("Avance en detalle"))
        vm.setParent(self)
        self._vm, self._back = vm, back
        self._whose, self._banner = OneLine("", "help"), Banner()
        if back:
            leave = Button(self.tr("Volver al avance"))
            leave.clicked.connect(self._leave)
            self.head.addWidget(leave)
        self._chart = ProgressChart(self.tr("Apoyos recibidos, día por día"))
        self._said, self._spread = Text("", "help", wrap=True), Text("", "help", wrap=True)
        self._rates = Text("", "help", wrap=True)
        self._units = Text("", "help", wrap=True)
        self._tables = {kind: _table(kind, each) for kind, each in vm.tables.items()}
        self._card = card = Card()
        card.box.addWidget(Text(self.tr("Apoyos recibidos, día por día"), "strong"))
        card.box.addWidget(self._chart, 1)
        card.box.addWidget(self._said)
        card.box.addWidget(self._spread)
        self._which, self._stack = ChoiceField(self.tr("Tabla")), QStackedWidget()
        self._which.setMaximumWidth(_CHOICE)
        self._which.offer([(kind, _PLACES[kind]) for kind in self._tables])
        for table in self._tables.values():
            self._stack.addWidget(table)
        self._rates.hide()
        self._units.hide()
        for widget, share in (
            (self._whose, 0),
            (self._banner, 0),
            (card, _PICTURE),
            (self._which, 0),
            (self._rates, 0),
            (self._units, 0),
            (self._stack, 2),
        ):
            self.box.addWidget(widget, share)
        self._which.changed.connect(self._turn)
        self._which.set_text(next(iter(self._tables)))
        for kind, each in vm.tables.items():
            self._tables[kind].serve(each)
            each.changed.connect(self._show_tables)
        vm.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch it, as it is now; `subject` may name an aspirante."""
        self._vm.open(str(subject or self._vm.wanted))

    @Slot(str)
    def _turn(self, kind: str) -> None:
        self._stack.setCurrentWidget(self._tables[kind])
        self._rates.setVisible(kind == "ritmo" and bool(self._vm.rates_said))
        self._units.setVisible(kind == "dispersion" and bool(self._vm.dispersion_said))

    @Slot()
    def _leave(self) -> None:
        self.wanted.emit(self._back, self._vm.wanted)

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        tell(self._banner, vm)
        self._whose.setText(vm.title)
        band, figures = vm.band, vm.figures
        ahead = tuple(zip(band.days, band.low, band.high, strict=True)) if band else ()
        progress = DrawnProgress(vm.days, figures.umbral if figures else 0, ahead)
        self._chart.setVisible(bool(vm.days))
        self.box.setStretchFactor(self._card, _PICTURE if vm.days else 0)
        if vm.days:
            self._chart.show_progress(progress, vm.picture_said)
        nothing = self.tr("Todavía no se recibe ningún apoyo.") if figures is not None else ""
        self._said.setText(vm.forecast_said if vm.days else nothing)
        self._spread.setText(vm.spread_said)
        self._rates.setText(vm.rates_said)
        self._units.setText(vm.dispersion_said)
        self._turn(self._which.text())
        self._show_tables()

    @Slot()
    def _show_tables(self) -> None:
        for kind, table in self._tables.items():
            shown = self._vm.tables[kind]
            cells = [_cells(kind, row) for row in shown.rows]
            chosen = table.kept_row(shown.rows)
            table.show_rows(cells, shown.foot, chosen=chosen, nothing=self._vm.nothing)


def _table(kind: str, vm: TableVm) -> Table:
    first, *rest = vm.titles
    columns = [
        Column(first, sort="0"),
        *(_column(title, f"{place}") for place, title in enumerate(rest, 1)),
    ]
    table = Table(_PLACES[kind], columns, empty=_NOTHING[kind], row_height=36)
    table.setMinimumHeight(_LEAST_TABLE)
    return table


def _column(title: str, sort: str) -> Column:
    named = title in ("Nombre", "Auxiliar", "Estado")
    return Column(title, 0 if named else _NUMBER, right=not named, sort=sort)


def _cells(kind: str, row: Sequence[Cell]) -> list[TableCell]:
    """Return a row as people read it; its file has days that sort by themselves."""
    said = [f"{each:,}" if isinstance(each, int) else each for each in row]
    if kind == "dia":
        said[0] = short_day(date.fromisoformat(said[0]))
    return [TableCell(each) for each in said]
