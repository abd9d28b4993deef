"""Apartados: what a job of the server could not do, why, and trying it again."""

from PySide6.QtCore import Slot

from admin_desktop.parts.act_list import ActList
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.apartados.vm import ApartadosVm


class ApartadosView(ActList):
    """Search, table, and one action on the chosen item."""

    def __init__(self, vm: ApartadosVm, *, may_try: bool = True) -> None:
        self._vm, self._may_try = vm, may_try
        self._advice = Text(wrap=True)
        search = SearchField(self.tr("Buscar apartado"), self.tr("Folio, envío o número"))
        again = Button(self.tr("Intentar de nuevo"))
        super().__init__(self.tr("Apartados"), vm, search, again, self._make_table())
        self.box.addWidget(self._advice)
        self._table.chosen.connect(self._advise)
        self._show()

    def _make_table(self) -> Table:
        return Table(
            self.tr("Lo que el servidor apartó"),
            (
                Column(self.tr("Trabajo y por qué"), sort="trabajo"),
                Column(self.tr("Folio, envío o número"), 280, coded=True, sort="nombre"),
                Column(self.tr("Estado"), 200, sort="ultima_vez"),
            ),
            empty=self.tr("Nada está apartado. Lo que falle aparece aquí y no detiene lo demás."),
        )

    def _act_on(self, row: int) -> None:
        self._vm.again(self._vm.lines[row].id)

    @Slot(int)
    def _advise(self, row: int) -> None:
        """Say all that there is to know of the chosen one, and what to do."""
        known = 0 <= row < len(self._vm.lines)
        self._advice.setText(self._vm.lines[row].advice if known else "")

    @Slot()
    def _show(self) -> None:
        rows = [
            (
                TableCell(line.what, line.why),
                TableCell(line.item),
                TableCell(line.state, line.detail, Mark.WARN if line.waits else Mark.QUIET),
            )
            for line in self._vm.lines
        ]
        ids = [line.id for line in self._vm.lines]
        self._show_rows(rows, ids, "lo más reciente primero", may_act=self._may_try)
        self._advise(self._table.chosen_row())
