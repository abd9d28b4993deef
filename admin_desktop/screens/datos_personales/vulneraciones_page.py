"""Vulneraciones: the list, the chosen one in full, and the form of one."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.form import inside, tell
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.panels import Facts, Scrolled, Steps
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.datos_personales.list_page import list_page
from admin_desktop.screens.datos_personales.vulneracion_form import VulneracionForm
from admin_desktop.screens.datos_personales.vulneraciones_vm import (
    VulneracionesVm,
    VulneracionLine,
)

_TABLE, _PANEL, _LABEL = 420, 400, 116


class VulneracionesPage(QWidget):
    """Who may attend notes and updates; the others read."""

    def __init__(self, vm: VulneracionesVm, *, may_attend: bool) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm, self._may_attend = vm, may_attend
        self._banner = Banner()
        self._new = main_button(self.tr("Asentar vulneración"), keys="Ctrl+N")
        if not may_attend:
            self._new.hide()
        self._search = SearchField(self.tr("Buscar vulneración"), self.tr("Qué pasó, qué datos"))
        self._table = Table(
            self.tr("Lista de vulneraciones"),
            (
                Column(self.tr("Qué pasó y cuándo se supo")),
                Column(self.tr("Avisos"), 216, sort="avisar"),
            ),
            empty=self.tr("Ninguna vulneración de datos se ha asentado."),
        )
        self._table.setMinimumWidth(_TABLE)
        self._title, self._facts = Text("", "section", wrap=True), Facts(_LABEL)
        self._update = Button(self.tr("Actualizar vulneración"), tall=True)
        self._panel = self._side()
        self._form = VulneracionForm(vm)
        self._pages = Steps()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(self._banner)
        box.addWidget(self._pages, 1)
        self._list = list_page(self._search, self._new, self._table, self._panel)
        for page in (self._list, self._form):
            self._pages.add(page)
        self._pages.show_page(self._list)
        self._connect()
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether something typed was not saved."""
        return self._form.dirty

    def load(self) -> None:
        """Fetch the list, as it is now."""
        self._vm.load(self._search.text())

    def discard(self) -> None:
        """Let go of what was typed."""
        self._form.keep()
        self._pages.show_page(self._list)

    def _side(self) -> SideCard:
        card = SideCard(_PANEL)
        inner = inside(Scrolled())
        inner.setAccessibleName(self.tr("Todo lo que se sabe de la vulneración"))
        inner.box.addWidget(self._facts)
        inner.box.addStretch(1)
        card.box.addWidget(self._title)
        card.box.addWidget(inner, 1)
        card.box.addWidget(self._update)
        return card

    def _connect(self) -> None:
        vm = self._vm
        self._new.clicked.connect(self._open_new)
        self._update.clicked.connect(self._open_chosen)
        self._search.searched.connect(vm.load)
        self._table.serve(vm)
        self._table.chosen.connect(self._tell)
        self._form.left.connect(self._leave_form)
        vm.noted.connect(self._noted)
        vm.dropped.connect(self._close_form)
        vm.changed.connect(self._show)

    @property
    def _chosen(self) -> VulneracionLine | None:
        row = self._table.chosen_row()
        return self._vm.lines[row] if 0 <= row < len(self._vm.lines) else None

    @Slot()
    def _open_new(self) -> None:
        self._vm.dismiss()
        self._pages.show_page(self._form)
        self._form.start(None)

    @Slot()
    def _open_chosen(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._vm.dismiss()
            self._pages.show_page(self._form)
            self._form.start(chosen.row)

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
    def _noted(self, vulneracion: int) -> None:
        self._form.keep()
        self._pages.show_page(self._list)
        self._show_rows(self._table.row_of([line.id for line in self._vm.lines], vulneracion))
        self._table.setFocus()

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._show_rows(self._table.kept_row([line.id for line in self._vm.lines]))

    def _show_rows(self, chosen: int) -> None:
        lines = self._vm.lines
        rows = [
            (TableCell(line.what, line.known), TableCell(line.told, line.due, line.mark))
            for line in lines
        ]
        chosen = min(chosen, len(lines) - 1)
        foot = f"{self._vm.foot}, la más reciente primero" if lines else ""
        self._table.show_rows(
            rows, foot, more=self._vm.has_more, chosen=chosen, nothing=self._vm.nothing
        )
        self._panel.setVisible(bool(lines))
        self._tell(chosen)

    @Slot(int)
    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._vm.lines):
            line = self._vm.lines[row]
            self._title.setText(f"{self.tr('Vulneración')} {line.id}")
            self._facts.show_facts(line.facts)
            self._update.setVisible(self._may_attend)
