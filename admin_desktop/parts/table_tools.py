"""What may be done with a whole table: copied as text, and taken out as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from admin_desktop.framework.export_vm import ExportVm
from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.parts.buttons import text_button
from admin_desktop.parts.file_dialog import ask_to_save
from admin_desktop.parts.marks import Mark

_GAP = 14
_WORKBOOK = "Excel (*.xlsx)"


class TableTools(QWidget):
    """«Vista», «Copiar», and «Exportar» where a list may leave; `said` tells what came of it."""

    said = Signal(str, object)
    """A sentence and its Mark; an empty one is no longer true."""
    view_asked = Signal()
    """The menu of «Vista» is wanted."""

    def __init__(self, name: str, rows: Callable[[], str], *, may_copy: bool) -> None:
        super().__init__()
        self._may_copy = may_copy
        self._name, self._rows = name, rows
        self._vm: PagedVm[Any] | None = None
        self._copy = text_button(self.tr("Copiar"), said=f"{self.tr('Copiar')}: {name}")
        self._export = text_button(self.tr("Exportar"), said=f"{self.tr('Exportar')}: {name}")
        self._stop = text_button(self.tr("Detener"), said=f"{self.tr('Detener')}: {name}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        self.view = text_button(self.tr("Vista"), said=f"{self.tr('Vista')}: {name}")
        self.view.clicked.connect(self.view_asked)
        for button in (self.view, self._copy, self._export, self._stop):
            line.addWidget(button)
        self._export.hide()
        self._stop.hide()
        self._copy.clicked.connect(self.copy)
        self._export.clicked.connect(self._ask_where)
        self._stop.clicked.connect(self._give_up)

    def serve(self, vm: PagedVm[Any]) -> None:
        """Offer the whole list of a view model, where it may leave as a file."""
        if vm.sheet is not None:
            self._vm = vm
            vm.export.changed.connect(self._show)
            self._show()

    def offer(self, *, rows: bool, view: bool) -> None:
        """Offer what there is something to be done with: rows to take out, a view to arrange."""
        self.view.setVisible(view)
        self._copy.setVisible(rows and self._may_copy)
        if self._vm is not None:
            runs = bool(self._vm.export.working)
            self._export.setVisible(rows and not runs)

    @Slot()
    def copy(self) -> None:
        """Put the rows that are shown on the clipboard, as text with tabs."""
        QGuiApplication.clipboard().setText(self._rows())
        self.said.emit(self.tr("Se copiaron los renglones que se ven."), Mark.OK)

    @Slot(str)
    def export_to(self, name: str) -> None:
        """Write the whole list to a file."""
        if self._vm is not None:
            self._vm.export_to(Path(name))

    @Slot()
    def _ask_where(self) -> None:
        vm = self._vm
        if vm is None or vm.sheet is None:
            return
        title, kinds = self.tr("Exportar lista"), (self.tr("CSV (*.csv)"), _WORKBOOK)
        ask_to_save(self, title, f"{vm.sheet.lista.value}.csv", kinds, self.export_to)

    @Slot()
    def _give_up(self) -> None:
        if self._vm is not None:
            self._vm.export.give_up()

    @Slot()
    def _show(self) -> None:
        export: ExportVm | None = self._vm.export if self._vm else None
        if export is None:
            return
        runs = bool(export.working)
        had = self._export.hasFocus() or self._stop.hasFocus()
        self._stop.setVisible(runs)
        self._export.setVisible(not runs)
        if had:
            (self._stop if runs else self._export).setFocus()
        if export.trouble is not None:
            self.said.emit(export.trouble.sentence, Mark.ERROR)
        elif export.said:
            self.said.emit(export.said, Mark.OK)
        else:
            self.said.emit(export.progress, Mark.NONE)
