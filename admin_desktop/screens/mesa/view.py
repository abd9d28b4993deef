"""Mesa de control: what waits for a person, and what to look at."""

from PySide6.QtCore import Slot

from admin_desktop.parts.form import tell
from admin_desktop.parts.list_screen import ListScreen
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import PANEL, Facts
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Rule, Text
from admin_desktop.screens.mesa.vm import MesaVm

_TABLE = 440
"""Least width in pixels at which every column is readable."""


class MesaView(ListScreen):
    """Search and table; at its side all that is known of the chosen folio."""

    def __init__(self, vm: MesaVm) -> None:
        self._vm = vm
        self._folio, self._cause = Text("", "section"), Text("", wrap=True)
        self._facts, self._advice = Facts(), Text("", wrap=True)
        search = SearchField(self.tr("Buscar folio"), self.tr("Folio, auxiliar o causa"))
        title = self.tr("Por revisar")
        super().__init__(title, vm, search, self._make_table(), self._make_panel())
        self._show()

    def _make_table(self) -> Table:
        table = Table(
            self.tr("Folios en mesa de control"),
            (
                Column(self.tr("Folio y causa")),
                Column(self.tr("Recibido"), 150, sort="llegada"),
            ),
            empty=self.tr(
                "Nada espera en mesa de control. Lo que la verificación deje aparece aquí."
            ),
        )
        table.setMinimumWidth(_TABLE)
        return table

    def _make_panel(self) -> SideCard:
        card = SideCard(PANEL - 64)
        self._cause.set_mark(Mark.WARN)
        card.box.addWidget(self._folio)
        card.box.addWidget(self._cause)
        card.box.addWidget(self._facts)
        card.box.addWidget(Rule())
        card.box.addWidget(Text(self.tr("Qué revisar"), "strong"))
        card.box.addWidget(self._advice)
        card.box.addStretch(1)
        return card

    @Slot(int)
    def _choose(self, row: int) -> None:
        lines = self._vm.lines
        self._panel.setVisible(0 <= row < len(lines))
        if 0 <= row < len(lines):
            line = lines[row]
            self._folio.setText(line.folio)
            self._cause.setText(line.cause)
            self._facts.show_facts(line.facts)
            self._advice.setText(line.advice)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        lines = self._vm.lines
        chosen = self._table.kept_row([line.folio for line in lines])
        rows = [
            (TableCell(line.folio, line.cause, Mark.WARN), TableCell(line.received))
            for line in lines
        ]
        foot = f"{self._vm.foot}, el último recibido primero" if lines else ""
        self._table.show_rows(
            rows, foot, more=self._vm.has_more, chosen=chosen, nothing=self._vm.nothing
        )
        self._choose(chosen)
