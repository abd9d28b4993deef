"""Tabletas: what was reported stolen, and suspending it or setting the report aside."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.framework.subjects import ToFind
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, danger_button
from admin_desktop.parts.fields import ChoiceField
from admin_desktop.parts.form import tell
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.screens.tabletas.vm import TabletaLine, TabletasVm
from core.domain.device.dispositivo import SUSPENSION_REASONS


class TabletasView(Screen):
    """Search, table, and the acts on the chosen tablet, each with its reason."""

    def __init__(self, vm: TabletasVm, *, may_suspend: bool = True) -> None:
        super().__init__(self.tr("Tabletas reportadas"))
        self._vm, self._may_suspend = vm, may_suspend
        vm.setParent(self)
        self._banner = Banner()
        self._search = SearchField(self.tr("Buscar tableta"), self.tr("Número de auxiliar"))
        self._reason = ChoiceField(self.tr("Motivo"))
        self._reason.offer(list(SUSPENSION_REASONS.items()))
        self._suspend = danger_button(self.tr("Suspender tableta"))
        self._withdraw = Button(self.tr("Retirar reporte"))
        self._reopen = Button(self.tr("Reabrir tableta"))
        self._table = Table(
            self.tr("Tabletas reportadas o suspendidas"),
            (
                Column(self.tr("Auxiliar"), 120, coded=True, sort="auxiliar"),
                Column(self.tr("Estado y quién reportó")),
                Column(self.tr("Tableta"), 180, coded=True),
            ),
            empty=self.tr("Ninguna candidatura ha reportado una tableta como robada."),
        )
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addWidget(self._reason, 1)
        acts.addWidget(self._suspend)
        acts.addWidget(self._withdraw)
        acts.addWidget(self._reopen)
        self.box.addWidget(self._banner)
        self.box.addWidget(self._search)
        self.box.addWidget(self._table, 1)
        self.box.addLayout(acts)
        self._search.searched.connect(vm.load)
        self._suspend.clicked.connect(self._ask_suspend)
        self._withdraw.clicked.connect(self._ask_withdraw)
        self._reopen.clicked.connect(self._ask_reopen)
        self._table.serve(vm)
        self._table.chosen.connect(self._choose)
        self._table.opened.connect(self._open_file)
        vm.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch the tablets, as they are now."""
        if isinstance(subject, ToFind):
            self._search.setText(subject.search)
        self._vm.load(self._search.text())

    @property
    def _chosen(self) -> TabletaLine | None:
        row = self._table.chosen_row()
        return self._vm.lines[row] if 0 <= row < len(self._vm.lines) else None

    @Slot()
    def _ask_suspend(self) -> None:
        if self._chosen is not None:
            self._vm.suspend(self._chosen, self._reason.text())

    @Slot()
    def _ask_withdraw(self) -> None:
        if self._chosen is not None:
            self._vm.withdraw(self._chosen, self._reason.text())

    @Slot()
    def _ask_reopen(self) -> None:
        if self._chosen is not None:
            self._vm.reopen(self._chosen, self._reason.text())

    @Slot(int)
    def _open_file(self, row: int) -> None:
        """Open the file of the aspirante who reported the tablet last."""
        if number := self._vm.lines[row].aspirante:
            self.wanted.emit("expediente", number)

    @Slot(int)
    def _choose(self, _row: int) -> None:
        line = self._chosen if self._may_suspend else None
        acts = line is not None and (line.can_suspend or line.can_withdraw or line.can_reopen)
        self._reason.setVisible(acts)
        self._suspend.setVisible(line is not None and line.can_suspend)
        self._withdraw.setVisible(line is not None and line.can_withdraw)
        self._reopen.setVisible(line is not None and line.can_reopen)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._reason.show_error(self._vm.errors.get("motivo", ""))
        lines = self._vm.lines
        kept = self._table.kept_row([line.device for line in lines], -1)
        self._table.show_rows(
            [
                (
                    TableCell(line.auxiliar),
                    TableCell(
                        line.state, line.detail, Mark.WARN if line.can_suspend else Mark.QUIET
                    ),
                    TableCell(line.device),
                )
                for line in lines
            ],
            f"{self._vm.foot}, la más reciente primero" if lines else "",
            more=self._vm.has_more,
            nothing=self._vm.nothing,
            chosen=min(kept, len(lines) - 1),
        )
        self._choose(self._table.chosen_row())
        for button in (self._suspend, self._withdraw, self._reopen):
            button.set_working(self._vm.working)
