"""Bitácora: every act in its order, and the head of the chain that documents print."""

from PySide6.QtCore import Qt, Slot

from admin_desktop.framework.grouped import in_groups
from admin_desktop.parts.action_row import ActionRow
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.form import inside, tell
from admin_desktop.parts.list_screen import ListScreen
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import PANEL, Facts, Scrolled
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.bitacora.filter import BitacoraFilter
from admin_desktop.screens.bitacora.vm import BitacoraVm, EntryLine

_LONG = 24
_ROWS = 220
"""Least height in pixels of the table; a lower window scrolls."""

_TABLE = 440
"""Least width in pixels at which every column is readable."""


class BitacoraView(ListScreen):
    """Search, filter, table, and the whole of the chosen entry."""

    def __init__(self, vm: BitacoraVm) -> None:
        self._vm = vm
        self._head, self._chain = Text("", "coded"), Text("", "help", wrap=True)
        self._head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._check = Button(self.tr("Comprobar cadena"))
        self._sentence, self._facts = Text("", wrap=True), Facts()
        self._chosen_title = Text(self.tr("Acto elegido"), "section")
        self._head_title = Text(self.tr("Cabeza de la bitácora"), "section")
        search = SearchField(self.tr("Buscar acto"), self.tr("Acto, persona o asunto"))
        super().__init__(self.tr("Bitácora"), vm, search, self._make_table(), self._make_panel())
        self._filter = BitacoraFilter(vm)
        self.box.insertWidget(self.box.indexOf(search) + 1, self._filter)
        self._filter.asked.connect(vm.ask)
        self._check.clicked.connect(vm.check)
        self._table.opened.connect(self._open_file)
        self._show()

    def _make_table(self) -> Table:
        table = Table(
            self.tr("Actos"),
            (
                Column(self.tr("Núm."), 88, right=True, sort="llegada"),
                Column(self.tr("Hora"), 164),
                Column(self.tr("Qué pasó")),
            ),
            empty=self.tr("La bitácora empieza con el primer acto."),
        )
        table.setMinimumWidth(_TABLE)
        table.setMinimumHeight(_ROWS)
        return table

    def _make_panel(self) -> SideCard:
        card = self._side = SideCard(PANEL - 84)
        inner = inside(Scrolled())
        inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll it
        inner.setAccessibleName(self.tr("Todo el acto elegido"))
        inner.box.setSpacing(8)
        for widget in (
            self._chosen_title,
            self._sentence,
            self._facts,
            self._head_title,
            self._head,
            self._chain,
            ActionRow(self._check),
        ):
            inner.box.addWidget(widget)
        inner.box.addStretch(1)
        card.box.addWidget(inner, 1)
        return card

    @Slot(int)
    def _choose(self, row: int) -> None:
        known = 0 <= row < len(self._vm.lines)
        self._show_entry(self._vm.lines[row] if known else None)

    @Slot(int)
    def _open_file(self, row: int) -> None:
        """Open the file of the aspirante that the act was about, if it was about one."""
        if number := self._vm.lines[row].aspirante:
            self.wanted.emit("expediente", number)

    def _show_entry(self, line: EntryLine | None) -> None:
        """Show the sentence, and the facts that were kept, as they were kept."""
        self._sentence.setText(line.sentence if line else "")
        self._chosen_title.setVisible(line is not None)
        if line is None:
            self._facts.show_facts(())
            return
        kept = [(name.replace("_", " "), value) for name, value in line.facts]
        self._facts.show_facts(
            (
                (self.tr("Número"), line.sequence),
                (self.tr("Hora"), line.at),
                (self.tr("Quién"), line.actor),
                (self.tr("Asunto"), line.subject),
                *((name[:1].upper() + name[1:], broken(value)) for name, value in kept),
                (self.tr("Huella"), in_groups(line.hash)),
            )
        )

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        tell(self._banner, vm)
        self._head.setText("\n".join(halves(vm.last_hash)))
        for each in (self._head_title, self._head, self._check):  # of a log that was not read: none
            each.setVisible(bool(vm.last_hash))
        self._side.setHidden(not (vm.last_hash or vm.lines))
        self._chain.setText(vm.chain)
        self._chain.set_mark(Mark.ERROR if vm.is_broken else Mark.NONE)
        self._check.setText(self.tr("Detener") if vm.checking else self.tr("Comprobar cadena"))
        lines = vm.lines
        kept = self._table.kept_row([line.sequence for line in lines])
        rows = [
            (
                TableCell(line.sequence),
                TableCell(line.at),
                TableCell(line.sentence, line.title),
            )
            for line in lines
        ]
        foot = f"{vm.foot}, lo último primero" if lines else ""
        self._table.show_rows(rows, foot, more=vm.has_more, chosen=kept, nothing=vm.nothing)
        self._choose(kept)


def broken(value: str) -> str:
    """Return a fact so that it may wrap: a hash in groups."""
    return in_groups(value) if len(value) >= _LONG and value.isalnum() else value


def halves(digest: str) -> list[str]:
    """Return a hash in lines of sixteen characters that a person can compare."""
    words = in_groups(digest).split()
    return [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
