"""Cuentas: who works at the desk, and what each may do, by a recorded act."""

from collections.abc import Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.form import tell
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import PANEL
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.screens.cuentas.account_panel import AccountPanel
from admin_desktop.screens.cuentas.new_panel import NewCuentaPanel
from admin_desktop.screens.cuentas.vm import CuentasVm

_TABLE = 426
"""Least width in pixels at which every column is readable."""


class CuentasView(Screen):
    """The list, and at its side either the chosen account or a new one."""

    def __init__(self, vm: CuentasVm, *, may_act: bool = True) -> None:
        super().__init__(self.tr("Cuentas"))
        self._vm, self._may_act = vm, may_act
        vm.setParent(self)
        self._banner = Banner()
        self._new = main_button(self.tr("Abrir cuenta nueva"), keys="Ctrl+N")
        self.head.addWidget(self._new)
        if not may_act:
            self._new.hide()
        self._search = SearchField(self.tr("Buscar cuenta"), self.tr("Persona, usuario o papel"))
        self._table = Table(
            self.tr("Cuentas del personal"),
            (
                Column(self.tr("Persona y usuario"), 180, sort="nombre"),
                Column(self.tr("Papeles")),
                Column(self.tr("Última entrada"), 136, sort="entrada"),
            ),
            empty=self.tr("Abra la primera cuenta."),
        )
        self._table.setMinimumWidth(_TABLE)
        self._panels = QStackedWidget()
        self._panels.setMinimumWidth(268)
        self._panels.setMaximumWidth(PANEL - 84)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._table, 2)
        row.addWidget(self._panels, 1)
        self.box.addWidget(self._banner)
        self.box.addWidget(self._search)
        self.box.addLayout(row, 1)

    def build(self) -> Iterator[None]:
        """Build both panels."""
        yield
        self._account = AccountPanel(self._vm, acts=self._may_act)
        self._panels.addWidget(self._account)
        yield
        self._form = NewCuentaPanel(self._vm)
        self._panels.addWidget(self._form)
        self._connect()
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch the accounts, as they are now."""
        del subject
        self._vm.load(self._search.text())

    def has_unsaved(self) -> bool:
        """Tell whether a form holds something typed."""
        return self._form.dirty or self._account.dirty

    def discard(self) -> None:
        """Forget what was typed for a new account, or about the chosen one."""
        self._form.keep()
        self._account.discard()
        self._panels.setCurrentWidget(self._account)

    def _connect(self) -> None:
        self._new.clicked.connect(self._start)
        self._search.searched.connect(self._vm.load)
        self._form.left.connect(self._stop)
        self._table.chosen.connect(self._choose)
        self._table.serve(self._vm)
        self._vm.opened.connect(self._opened)
        self._vm.changed.connect(self._show)

    @Slot()
    def _start(self) -> None:
        self._vm.dismiss()
        self._panels.setCurrentWidget(self._form)
        self._panels.show()
        self._form.start()

    @Slot()
    def _stop(self) -> None:
        self._vm.dismiss()
        self._panels.setCurrentWidget(self._account)

    @Slot(int)
    def _opened(self, account: int) -> None:
        """Choose the account that was just opened."""
        self._form.keep()
        self._panels.setCurrentWidget(self._account)
        self._show_rows(self._table.row_of([line.id for line in self._vm.lines], account))
        self._table.setFocus()

    @Slot(int)
    def _choose(self, row: int) -> None:
        """Show another account, unless something typed about this one is to stay."""
        if not 0 <= row < len(self._vm.lines):
            return
        line = self._vm.lines[row]
        dirty = self._account.dirty and line.id != self._account.shown_id

        def show() -> None:
            self._account.show_account(line)
            if not self._form.dirty:
                self._panels.setCurrentWidget(self._account)

        when_clean(self, show, dirty=dirty, discard=self._account.discard, stay=self._go_back)

    @Slot()
    def _go_back(self) -> None:
        """Choose the account again that is being typed about."""
        ids = [line.id for line in self._vm.lines]
        shown = self._account.shown_id
        if shown in ids:
            self._show_rows(ids.index(shown))

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._show_rows(self._table.kept_row([line.id for line in self._vm.lines]))

    def _show_rows(self, chosen: int) -> None:
        lines = self._vm.lines
        chosen = min(chosen, len(lines) - 1)
        rests = self._panels.currentWidget() is self._account
        self._panels.setHidden(rests and not lines)  # an empty card says nothing
        rows = [
            (
                TableCell(line.name, line.user),
                TableCell(line.roles, line.state, Mark.WARN if line.state else Mark.NONE),
                TableCell(line.last_login),
            )
            for line in lines
        ]
        self._table.show_rows(
            rows, self._vm.foot, more=self._vm.has_more, chosen=chosen, nothing=self._vm.nothing
        )
        if chosen >= 0:
            line = lines[chosen]
            if not self._account.dirty or line.id == self._account.shown_id:
                self._account.show_account(line)
