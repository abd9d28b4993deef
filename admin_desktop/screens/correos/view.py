"""Correos: where each mail of the procedure is, and sending one again."""

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
from admin_desktop.screens.correos.vm import CorreosVm
from core.domain.correo import MailState

_MARKS = {MailState.SENT: Mark.OK, MailState.WAITING: Mark.QUIET, MailState.FAILED: Mark.ERROR}


class CorreosView(Screen):
    """Search, table, and one action on the chosen mail."""

    def __init__(self, vm: CorreosVm, *, may_send: bool = True) -> None:
        super().__init__(self.tr("Correos"))
        self._vm, self._may_send = vm, may_send
        vm.setParent(self)
        self._banner = Banner()
        self._search = SearchField(
            self.tr("Buscar correo"), self.tr("Destinatario, asunto o número")
        )
        self._again = Button(self.tr("Reenviar correo"))
        self._table = Table(
            self.tr("Correos enviados"),
            (
                Column(self.tr("Para y asunto")),
                Column(self.tr("Sobre"), 120, coded=True),
                Column(self.tr("Estado"), 320),
            ),
            empty=self.tr("Aquí aparece cada correo en cuanto el procedimiento lo pide."),
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._search, 1)
        row.addWidget(self._again)
        self.box.addWidget(self._banner)
        self.box.addLayout(row)
        self.box.addWidget(self._table, 1)
        self._search.searched.connect(vm.load)
        self._again.clicked.connect(self._send_again)
        self._table.more.connect(vm.more)
        vm.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch the mails, as they are now."""
        del subject
        self._vm.load(self._search.text())

    @Slot()
    def _send_again(self) -> None:
        row = self._table.chosen_row()
        if row >= 0:
            self._vm.send_again(self._vm.lines[row].id)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        lines = self._vm.lines
        kept = max(0, self._table.chosen_row())
        self._table.show_rows(
            [
                (
                    TableCell(line.to, line.subject),
                    TableCell(line.about),
                    TableCell(line.state_said, line.detail, _MARKS[line.state]),
                )
                for line in lines
            ],
            f"{self._vm.foot}, el más reciente primero" if lines else "",
            more=self._vm.has_more,
            nothing=self._vm.nothing,
            chosen=min(kept, len(lines) - 1),
        )
        self._again.setVisible(self._may_send and bool(lines))
        self._again.set_working(self._vm.working)
