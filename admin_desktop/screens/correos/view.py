"""Correos: where each mail of the procedure is, and sending one again."""

from PySide6.QtCore import Slot

from admin_desktop.parts.act_list import ActList
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.screens.correos.vm import CorreosVm
from core.domain.correo import MailState

_MARKS = {MailState.SENT: Mark.OK, MailState.WAITING: Mark.QUIET, MailState.FAILED: Mark.ERROR}


class CorreosView(ActList):
    """Search, table, and one action on the chosen mail."""

    def __init__(self, vm: CorreosVm, *, may_send: bool = True) -> None:
        self._vm, self._may_send = vm, may_send
        search = SearchField(self.tr("Buscar correo"), self.tr("Destinatario, asunto o número"))
        again = Button(self.tr("Reenviar correo"))
        super().__init__(self.tr("Correos"), vm, search, again, self._make_table())
        self._table.opened.connect(self._open_file)
        self._show()

    @Slot(int)
    def _open_file(self, row: int) -> None:
        """Open the file of the aspirante to whom the mail was written, if it was to one."""
        if number := self._vm.aspirante_of(row):
            self.wanted.emit("expediente", number)

    def _make_table(self) -> Table:
        return Table(
            self.tr("Correos enviados"),
            (
                Column(self.tr("Para y asunto")),
                Column(self.tr("Sobre"), 120, coded=True),
                Column(self.tr("Estado"), 320),
            ),
            empty=self.tr("Aquí aparece cada correo en cuanto el procedimiento lo pide."),
        )

    def _act_on(self, row: int) -> None:
        self._vm.send_again(self._vm.lines[row].id)

    @Slot()
    def _show(self) -> None:
        rows = [
            (
                TableCell(line.to, line.subject),
                TableCell(line.about),
                TableCell(line.state_said, line.detail, _MARKS[line.state]),
            )
            for line in self._vm.lines
        ]
        self._show_rows(rows, "el más reciente primero", may_act=self._may_send)
