"""Correos: where each mail of the procedure is, what it says, and sending it again."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.framework import theme
from admin_desktop.parts.act_list import ActList
from admin_desktop.parts.action_row import ActionRow
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.form import inside
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import PANEL, Scrolled
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.correos.vm import CorreosVm
from core.domain.desk.correo import MailState

_MARKS = {MailState.SENT: Mark.OK, MailState.WAITING: Mark.QUIET, MailState.FAILED: Mark.ERROR}
_ROWS = 440
"""Least width in pixels of the table beside what a mail says."""


class CorreosView(ActList):
    """Search, table, what the chosen mail says at its side, and sending again: one, or all."""

    def __init__(self, vm: CorreosVm, *, may_send: bool = True) -> None:
        self._vm, self._may_send = vm, may_send
        search = SearchField(self.tr("Buscar correo"), self.tr("Destinatario, asunto o número"))
        again = Button(self.tr("Reenviar correo"))
        super().__init__(self.tr("Correos"), vm, search, again, self._make_table())
        self._failed = Button(self.tr("Solo fallidos"))
        self._failed.setCheckable(True)
        self._all = Button(self.tr("Reenviar todos los fallidos"))
        self._stop = Button(self.tr("Detener reenvío"))
        self._read = Button(self.tr("Leer correo"))
        self._actions = ActionRow(self._failed, self._all, self._stop, self._read)
        self._said = Text("", wrap=True)
        self._panel = self._make_panel()
        self.box.removeWidget(self._table)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._table, 1)
        row.addWidget(self._panel)
        self.box.addWidget(self._actions)
        self.box.addLayout(row, 1)
        self._failed.clicked.connect(lambda on: vm.show_failed(only=on))
        self._all.clicked.connect(vm.send_all_failed)
        self._stop.clicked.connect(vm.stop_resending)
        self._read.clicked.connect(self._read_chosen)
        self._table.opened.connect(self._open_file)
        self._show()

    def _make_table(self) -> Table:
        table = Table(
            self.tr("Correos enviados"),
            (
                Column(self.tr("Para y asunto"), sort="para"),
                Column(self.tr("De quién trata"), 190, spare=True),
                Column(self.tr("Estado"), 250, sort="estado"),
            ),
            empty=self.tr("Aquí aparece cada correo en cuanto el procedimiento lo pide."),
        )
        table.setMinimumWidth(_ROWS)
        return table

    def _make_panel(self) -> SideCard:
        card = SideCard(PANEL)
        page = inside(Scrolled())
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll it
        page.box.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        page.setAccessibleName(self.tr("Todo lo que dice el correo"))
        page.box.addWidget(Text(self.tr("Lo que dice el correo"), "section"))
        veiled = self.tr("Contraseñas, códigos y ligas se tapan.")
        page.box.addWidget(Text(veiled, "help", wrap=True))
        page.box.addWidget(self._said)
        page.box.addStretch(1)
        card.box.addWidget(page, 1)
        return card

    def _act_on(self, row: int) -> None:
        self._vm.send_again(self._vm.lines[row].id)

    @Slot()
    def _read_chosen(self) -> None:
        row = self._table.chosen_row()
        if 0 <= row < len(self._vm.lines):
            self._vm.read(self._vm.lines[row].id)

    @Slot(int)
    def _open_file(self, row: int) -> None:
        """Open the file of the aspirante to whom the mail was written, if it was to one."""
        if number := self._vm.aspirante_of(row):
            self.wanted.emit("expediente", number)

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        rows = [
            (
                TableCell(line.to, line.subject),
                TableCell(line.whom, line.number),
                TableCell(line.state_said, line.detail, _MARKS[line.state]),
            )
            for line in vm.lines
        ]
        ids = [line.id for line in vm.lines]
        self._show_rows(rows, ids, "el más reciente primero", may_act=self._may_send)
        self._failed.setChecked(vm.only_failed)
        acted = self._all.hasFocus() and vm.resending
        may = self._may_send and vm.only_failed
        self._all.setVisible(may and bool(rows) and not vm.resending)
        self._stop.setVisible(self._may_send and vm.resending)
        if acted:  # a second Enter stops nothing
            self._table.setFocus()
        self._read.setVisible(bool(rows))
        self._actions.fit()
        self._panel.setVisible(bool(vm.body_of))
        self._said.setText(vm.body)
