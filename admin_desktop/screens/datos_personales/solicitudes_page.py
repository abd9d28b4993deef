"""Solicitudes: the list, the chosen one with what it waits for, and the form of a new one."""

from collections.abc import Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.form import tell
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.panels import Steps
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.screens.datos_personales.case_panel import CasePanel
from admin_desktop.screens.datos_personales.list_page import list_page
from admin_desktop.screens.datos_personales.solicitud_acts import acts_of
from admin_desktop.screens.datos_personales.solicitud_form import SolicitudForm
from admin_desktop.screens.datos_personales.solicitudes_vm import SolicitudesVm, SolicitudLine

_TABLE = 420
"""Least width in pixels at which every column is readable."""


class SolicitudesPage(QWidget):
    """Who may receive sees the form; who may attend, the acts."""

    def __init__(self, vm: SolicitudesVm, *, may_receive: bool, may_attend: bool) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm, self._may_attend = vm, may_attend
        self._told: SolicitudLine | None = None
        self._banner = Banner()
        self._new = main_button(self.tr("Nueva solicitud"), keys="Ctrl+N")
        if not may_receive:
            self._new.hide()
        self._search = SearchField(
            self.tr("Buscar solicitud"), self.tr("Folio, derecho o de quién son los datos")
        )
        self._table = Table(
            self.tr("Lista de solicitudes"),
            (
                Column(self.tr("Folio y derecho"), sort="recibida"),
                Column(self.tr("De quién"), 110, spare=True),
                Column(self.tr("Estado y plazo"), 190, sort="vence"),
            ),
            empty=self.tr("Todavía no hay solicitudes sobre datos personales."),
        )
        self._table.setMinimumWidth(_TABLE)
        self._pages = Steps()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(self._banner)
        box.addWidget(self._pages, 1)

    def build(self) -> Iterator[None]:
        """Build the panel, the list and the form."""
        vm = self._vm
        self._panel = CasePanel(vm, acts_of(vm))
        yield
        self._list = list_page(self._search, self._new, self._table, self._panel)
        self._pages.add(self._list)
        yield
        self._form = SolicitudForm(vm)
        self._pages.add(self._form)
        self._pages.show_page(self._list)
        self._connect()
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether something typed was not saved."""
        return self._form.dirty or self._panel.dirty

    def search_for(self, search: str) -> None:
        """Show what matches; "" shows all."""
        self._search.setText(search)
        self._vm.load(search)

    def load(self) -> None:
        """Fetch the list, as it is now."""
        self._vm.load(self._search.text())

    def discard(self) -> None:
        """Let go of what was typed."""
        self._form.keep()
        self._panel.rest()
        self._pages.show_page(self._list)

    def _connect(self) -> None:
        vm = self._vm
        self._new.clicked.connect(self._open_form)
        self._search.searched.connect(vm.load)
        self._table.serve(vm)
        self._table.chosen.connect(self._choose)
        self._panel.agreed.connect(self._act)
        self._form.left.connect(self._leave_form)
        vm.received.connect(self._received)
        vm.acted.connect(self._panel.rest)
        vm.changed.connect(self._show)

    @Slot()
    def _open_form(self) -> None:
        self._vm.dismiss()
        self._pages.show_page(self._form)
        self._form.start()

    @Slot()
    def _leave_form(self) -> None:
        when_clean(self, self._close_form, dirty=self._form.dirty, discard=self._form.keep)

    @Slot()
    def _close_form(self) -> None:
        self._vm.dismiss()
        self._form.keep()
        self._pages.show_page(self._list)
        self._new.setFocus()

    @Slot(int)
    def _received(self, solicitud: int) -> None:
        self._form.keep()
        self._pages.show_page(self._list)
        self._show_rows(self._table.row_of([line.id for line in self._vm.lines], solicitud))
        self._table.setFocus()

    @Slot(str)
    def _act(self, act: str) -> None:
        if self._told is not None:
            self._vm.act(self._told, act, self._panel.texts(act))

    @Slot(int)
    def _choose(self, row: int) -> None:
        """Show another one, unless something typed about this one is to stay."""
        if not 0 <= row < len(self._vm.lines):
            return
        line = self._vm.lines[row]
        another = self._told is not None and line.id != self._told.id
        when_clean(
            self,
            lambda: self._tell(line),
            dirty=self._panel.dirty and another,
            discard=self._panel.rest,
            stay=self._go_back,
        )

    @Slot()
    def _go_back(self) -> None:
        """Choose the one again that is being typed about."""
        ids = [line.id for line in self._vm.lines]
        if self._told is not None and self._told.id in ids:
            self._show_rows(ids.index(self._told.id))

    def _tell(self, line: SolicitudLine) -> None:
        self._told = line
        offered = line.acts if self._may_attend else frozenset()
        self._panel.show_case(line.id, line.row.folio, line.facts, offered)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._show_rows(self._table.kept_row([line.id for line in self._vm.lines]))

    def _show_rows(self, chosen: int) -> None:
        lines = self._vm.lines
        rows = [
            (
                TableCell(line.row.folio, line.what),
                TableCell(line.whose),
                TableCell(line.state, line.due, line.mark),
            )
            for line in lines
        ]
        foot = f"{self._vm.foot}, la más reciente primero" if lines else ""
        self._table.show_rows(
            rows,
            foot,
            more=self._vm.has_more,
            chosen=min(chosen, len(lines) - 1),
            nothing=self._vm.nothing,
        )
        self._panel.setVisible(bool(lines) or self._panel.dirty)
        if chosen >= 0 and lines:
            line = lines[min(chosen, len(lines) - 1)]
            if not self._panel.dirty or (self._told is not None and line.id == self._told.id):
                self._tell(line)
