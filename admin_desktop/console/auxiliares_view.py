"""Avance y auxiliares: the aspirante's first page (numeral 6), and the alta of an auxiliar."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from admin_desktop.console.alta_view import AltaForm
from admin_desktop.console.auxiliar_panel import AuxiliarPanel
from admin_desktop.console.auxiliares_vm import AuxiliaresVm, Standing
from admin_desktop.console.avance_view import AvanceCards
from admin_desktop.console.avance_vm import OwnAvanceVm
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.form import tell
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text

_MARKS = {
    Standing.PENDING: Mark.WARN,
    Standing.ACTIVE: Mark.OK,
    Standing.NEVER: Mark.WARN,
    Standing.REPORTED: Mark.ERROR,
    Standing.SUSPENDED: Mark.ERROR,
    Standing.DECLINED: Mark.QUIET,
    Standing.ENDED: Mark.QUIET,
}

_TABLE = 460
"""Least width in pixels at which every column is readable."""


class AuxiliaresView(Screen):
    """Figures above, auxiliares below; the alta takes the page while it lasts."""

    def __init__(self, vm: AuxiliaresVm, avance: OwnAvanceVm) -> None:
        super().__init__(self.tr("Avance y auxiliares"))
        self._vm, self._avance = vm, avance
        for each in (vm, avance):
            each.setParent(self)
        self._until, self._banner = Text("", "help"), Banner()
        self.head.addWidget(self._until)
        self._list, self._form = _Overview(vm, avance), AltaForm(vm)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._form)
        self.box.addWidget(self._banner)
        self.box.addWidget(self._pages, 1)
        self._list.start.clicked.connect(self._open_form)
        self._form.left.connect(self._open_list)
        vm.enlisted.connect(self._enlisted)
        vm.changed.connect(self._show)
        avance.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch figures and auxiliares, as they are now."""
        del subject
        self._vm.load()
        self._avance.load()

    def has_unsaved(self) -> bool:
        """Tell whether an alta, or a question about an auxiliar, holds something not sent."""
        return self._form.dirty or self._list.dirty

    def discard(self) -> None:
        """Forget the alta that was typed, and what was asked about an auxiliar."""
        self._form.keep()
        self._list.discard()
        self._pages.setCurrentWidget(self._list)

    @Slot()
    def _open_form(self) -> None:
        self._vm.start_alta()
        self._pages.setCurrentWidget(self._form)
        self._form.start()

    @Slot()
    def _open_list(self) -> None:
        self._vm.dismiss()
        self._pages.setCurrentWidget(self._list)

    @Slot()
    def _enlisted(self) -> None:
        self._form.keep()
        self._pages.setCurrentWidget(self._list)

    @Slot()
    def _show(self) -> None:
        if self._avance.trouble is not None and self._vm.trouble is None:
            tell(self._banner, self._avance)
        else:
            tell(self._banner, self._vm)
        self._until.setText(self._avance.until)


class _Overview(QWidget):
    """The cards, the table, and what may be done with the chosen auxiliar."""

    def __init__(self, vm: AuxiliaresVm, avance: OwnAvanceVm) -> None:
        super().__init__()
        self._vm = vm
        self.start = main_button(self.tr("Dar de alta a un auxiliar"), keys="Ctrl+N")
        self._table = Table(
            self.tr("Auxiliares"),
            (
                Column(self.tr("Nombre")),
                Column(self.tr("Cuenta y último aviso"), 156),
                Column(self.tr("Recibidos"), 84, right=True),
                Column(self.tr("Pendientes"), 108, right=True),
            ),
            empty=self.tr("Todavía no hay auxiliares. Dé de alta al primero."),
        )
        self._table.setMinimumWidth(_TABLE)
        self._search = SearchField(self.tr("Buscar auxiliar"), self.tr("Nombre, correo o número"))
        self._panel = AuxiliarPanel(vm)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(self.tr("Auxiliares"), "section"))
        head.addWidget(self._search, 1)
        head.addWidget(self.start)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(head)
        left.addWidget(self._table, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._panel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(AvanceCards(avance))
        box.addLayout(row, 1)
        self._search.searched.connect(vm.load)
        self._table.chosen.connect(self._choose)
        self._table.serve(vm)
        vm.changed.connect(self._show)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether a question about the chosen one holds something typed."""
        return self._panel.dirty

    def discard(self) -> None:
        """Forget what was typed about the chosen one."""
        self._panel.discard()

    @Slot(int)
    def _choose(self, row: int) -> None:
        """Choose another, unless something typed about this one is to stay."""
        lines = self._vm.lines
        line = lines[row] if 0 <= row < len(lines) else None
        other = line is not None and line.vinculo != self._panel.shown
        when_clean(
            self,
            lambda: self._panel.show_auxiliar(line),
            dirty=other and self.dirty,
            discard=self.discard,
            stay=self._go_back,
        )

    @Slot()
    def _go_back(self) -> None:
        """Choose the one again that is being typed about."""
        shown = [line.vinculo for line in self._vm.lines]
        if self._panel.shown in shown:
            self._show_rows(shown.index(self._panel.shown))

    @Slot()
    def _show(self) -> None:
        self._show_rows(self._table.kept_row([line.vinculo for line in self._vm.lines], -1))

    def _show_rows(self, chosen: int) -> None:
        lines = self._vm.lines
        rows = [
            (
                TableCell(line.name),
                TableCell(line.standing.value, line.as_of, _MARKS[line.standing]),
                TableCell(line.received),
                TableCell(line.pending),
            )
            for line in lines
        ]
        self._table.show_rows(
            rows, self._vm.foot, more=self._vm.has_more, chosen=chosen, nothing=self._vm.nothing
        )
        line = lines[chosen] if 0 <= chosen < len(lines) else None
        if not self.dirty or (line is not None and line.vinculo == self._panel.shown):
            self._panel.show_auxiliar(line)
