"""Apartados: what a job of the server could not do, why, and trying it again."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.form import tell
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.apartados.vm import ApartadosVm


class ApartadosView(Screen):
    """Search, table, and one action on the chosen item."""

    def __init__(self, vm: ApartadosVm, *, may_try: bool = True) -> None:
        super().__init__(self.tr("Apartados"))
        self._vm, self._may_try = vm, may_try
        vm.setParent(self)
        self._banner = Banner()
        self._search = SearchField(self.tr("Buscar apartado"), self.tr("Folio, envío o número"))
        self._again = Button(self.tr("Intentar de nuevo"))
        self._advice = Text(wrap=True)
        self._table = Table(
            self.tr("Lo que el servidor apartó"),
            (
                Column(self.tr("Trabajo y por qué")),
                Column(self.tr("Folio, envío o número"), 280, coded=True),
                Column(self.tr("Estado"), 200),
            ),
            empty=self.tr("Nada está apartado. Lo que falle aparece aquí y no detiene lo demás."),
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._search, 1)
        row.addWidget(self._again)
        self.box.addWidget(self._banner)
        self.box.addLayout(row)
        self.box.addWidget(self._table, 1)
        self.box.addWidget(self._advice)
        self._search.searched.connect(vm.load)
        self._again.clicked.connect(self._try_again)
        self._table.more.connect(vm.more)
        self._table.chosen.connect(self._advise)
        vm.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch what is set aside, as it is now."""
        del subject
        self._vm.load(self._search.text())

    @Slot()
    def _try_again(self) -> None:
        row = self._table.chosen_row()
        if row >= 0:
            self._vm.again(self._vm.lines[row].id)

    @Slot(int)
    def _advise(self, row: int) -> None:
        """Say all that there is to know of the chosen one, and what to do."""
        known = 0 <= row < len(self._vm.lines)
        self._advice.setText(self._vm.lines[row].advice if known else "")

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        lines = self._vm.lines
        kept = max(0, self._table.chosen_row())
        self._table.show_rows(
            [
                (
                    TableCell(line.what, line.why),
                    TableCell(line.item),
                    TableCell(line.state, line.detail, Mark.WARN if line.waits else Mark.QUIET),
                )
                for line in lines
            ],
            f"{self._vm.foot}, lo más reciente primero" if lines else "",
            more=self._vm.has_more,
            nothing=self._vm.nothing,
            chosen=min(kept, len(lines) - 1),
        )
        self._advise(self._table.chosen_row())
        self._again.setVisible(self._may_try and bool(lines))
        self._again.set_working(self._vm.working)
