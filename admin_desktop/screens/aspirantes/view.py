"""Aspirantes: what must be registered today, search, list, and the chosen one."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.screens.aspirantes.panel import AspirantePanel
from admin_desktop.screens.aspirantes.vm import AspirantesVm
from admin_desktop.screens.aspirantes.waiting_card import WaitingCard
from core.domain.registration.aspirante import Registered


class AspirantesView(Screen):
    """Search first; one chosen at a time."""

    def __init__(self, vm: AspirantesVm, *, may_register: bool) -> None:
        super().__init__(self.tr("Aspirantes"))
        vm.setParent(self)
        self._vm = vm
        self._may_register = may_register
        self._banner = Banner()
        self._waiting = WaitingCard()
        self._search = SearchField(
            self.tr("Buscar aspirante"), self.tr("Nombre, Id Solicitante, clave, oficio o correo")
        )
        self._new = main_button(self.tr("Registrar aspirante"), keys="Ctrl+N")
        if not may_register:
            self._new.hide()
        self._table = Table(
            self.tr("Lista de aspirantes"),
            (
                Column(self.tr("Aspirante y cargo"), sort="nombre"),
                Column(self.tr("Avance"), 158, spare=True, sort="cuentan"),
                Column(self.tr("Estado"), 158),
            ),
            empty=self.tr("Todavía no hay aspirantes. Registre al primero desde su constancia.")
            if may_register
            else self.tr("Todavía no hay aspirantes."),
        )
        self._panel = AspirantePanel(vm, may_register=may_register)
        self._arrange()
        self._connect()

    def arrive(self, subject: object) -> None:
        """Show the list anew; a concluded registration is said and chosen."""
        self._vm.dismiss()
        self._vm.load_all(self._search.text().strip())
        if isinstance(subject, Registered):
            self._vm.show_registered(subject)
        self._search.setFocus()

    def has_unsaved(self) -> bool:
        """Tell whether a corrected address was typed and not sent."""
        return self._panel.is_correcting()

    def discard(self) -> None:
        """Forget the address that was typed."""
        self._panel.discard()

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._new)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addLayout(tools)
        left.addWidget(self._waiting)
        left.addWidget(self._table, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 576)
        row.addWidget(self._panel, 424)  # shares of the width, as drawn at 1280
        self.box.addWidget(self._banner)
        self.box.addLayout(row, 1)

    def _connect(self) -> None:
        vm = self._vm
        self._search.searched.connect(vm.load)
        self._table.chosen.connect(self._choose)
        self._table.opened.connect(self._open_file)
        self._table.serve(vm)
        self._new.clicked.connect(lambda: self.wanted.emit("registro", None))
        self._waiting.asked.connect(self._register_waiting)
        self._panel.opened.connect(lambda: self._open_file(vm.chosen_place))
        self._panel.document.connect(lambda row: self.wanted.emit("constancias", row))
        vm.changed.connect(self._show)

    @Slot(int)
    def _open_file(self, place: int) -> None:
        vm = self._vm
        if place >= 0:
            vm.choose(place)
        if vm.chosen is not None:
            self.wanted.emit("expediente", vm.chosen.row.id_solicitante)

    @Slot(int)
    def _choose(self, place: int) -> None:
        """Choose another, unless an address is being typed for this one and is to stay."""
        dirty = self._panel.is_correcting() and place != self._vm.chosen_place
        choose = partial(self._vm.choose, place)
        when_clean(self, choose, dirty=dirty, discard=self.discard, stay=self._show)

    @Slot(int)
    def _register_waiting(self, place: int) -> None:
        self.wanted.emit("registro", self._vm.waiting_row(place))

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        rows = [
            (
                TableCell(line.name, line.cargo),
                TableCell(line.percent, share=line.share),
                TableCell(line.state, mark=line.mark),
            )
            for line in vm.lines
        ]
        foot = f"{vm.foot}, el más reciente primero" if vm.foot else ""
        self._table.show_rows(
            rows, foot, more=vm.has_more, chosen=vm.chosen_place, nothing=vm.nothing
        )
        if self._may_register:
            self._waiting.show_waiting(vm.waiting, vm.due_today)
        self._panel.show_all()
        if vm.trouble:
            self._banner.say_trouble(vm.trouble, vm.errors.values(), beside=True)
        elif vm.said:
            self._banner.say(Mark.OK, vm.said)
        else:
            self._banner.clear()
