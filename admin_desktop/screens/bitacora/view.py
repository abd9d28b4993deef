"""Bitácora: every act in its order, and the head of the chain that documents print."""

from PySide6.QtCore import Qt, Slot

from admin_desktop.parts.form import tell
from admin_desktop.parts.list_screen import ListScreen
from admin_desktop.parts.panels import PANEL, Facts
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.bitacora.vm import BitacoraVm, EntryLine

_ROW, _GROUP = 40, 8

_TABLE = 500
"""Least width in pixels at which every column is readable."""


class BitacoraView(ListScreen):
    """Search, table, and the whole of the chosen entry."""

    def __init__(self, vm: BitacoraVm) -> None:
        self._vm = vm
        self._head = Text("", "coded")
        self._head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = Facts()
        search = SearchField(self.tr("Buscar acto"), self.tr("Acto, persona o asunto"))
        super().__init__(self.tr("Bitácora"), vm, search, self._make_table(), self._make_panel())
        self._show()

    def _make_table(self) -> Table:
        table = Table(
            self.tr("Actos"),
            (
                Column(self.tr("Núm."), 76, right=True),
                Column(self.tr("Hora"), 164),
                Column(self.tr("Acto y asunto")),
                Column(self.tr("Quién"), 112),
            ),
            empty=self.tr("La bitácora empieza con el primer acto."),
        )
        table.setMinimumWidth(_TABLE)
        return table

    def _make_panel(self) -> SideCard:
        card = SideCard(PANEL - 84)
        card.box.addWidget(Text(self.tr("Cabeza de la bitácora"), "section"))
        card.box.addWidget(self._head)
        card.box.addWidget(
            Text(
                self.tr("Encadena todos los actos hasta el último. Los documentos la llevan."),
                "help",
                wrap=True,
            )
        )
        card.box.addSpacing(12)
        card.box.addWidget(Text(self.tr("Acto elegido"), "section"))
        card.box.addWidget(self._facts)
        card.box.addStretch(1)
        return card

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._vm.lines):
            self._show_facts(self._vm.lines[row])

    def _show_facts(self, line: EntryLine) -> None:
        self._facts.show_facts(
            (
                (self.tr("Número"), line.sequence),
                (self.tr("Hora"), line.at),
                (self.tr("Quién"), line.actor),
                (self.tr("Acto"), line.act),
                (self.tr("Asunto"), line.subject),
                (self.tr("Huella"), grouped(line.hash)),
            )
        )

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._head.setText("\n".join(halves(self._vm.last_hash)))
        lines = self._vm.lines
        kept = min(max(0, self._table.chosen_row()), len(lines) - 1)
        rows = [
            (
                TableCell(line.sequence),
                TableCell(line.at),
                TableCell(line.act, line.subject),
                TableCell(line.actor),
            )
            for line in lines
        ]
        foot = f"{self._vm.foot}, lo último primero" if lines else ""
        self._table.show_rows(
            rows, foot, more=self._vm.has_more, chosen=kept, nothing=self._vm.nothing
        )
        self._choose(kept)


def grouped(digest: str) -> str:
    """Return a hash in groups of eight, so that it may wrap."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def halves(digest: str) -> list[str]:
    """Return a hash in lines of sixteen characters that a person can compare."""
    words = grouped(digest).split()
    return [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
