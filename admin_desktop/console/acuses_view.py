"""Acuses: one an envío, to see, to print and to keep with its signature (numeral 27)."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.console.acuses_vm import ConsoleAcuseLine, ConsoleAcusesVm, stem
from admin_desktop.framework import theme
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.document_screen import DocumentScreen
from admin_desktop.parts.folder_field import FolderField
from admin_desktop.parts.form import tell
from admin_desktop.parts.panels import PANEL
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text

_TABLE = 420
"""Least width in pixels at which every column is readable."""


class AcusesView(DocumentScreen):
    """The list; the chosen one is seen, or kept as PDF and as signed JSON."""

    def __init__(self, vm: ConsoleAcusesVm) -> None:
        super().__init__(self.tr("Acuses"))
        self._vm = vm
        vm.setParent(self)
        self._banner, self._folder = Banner(), FolderField()
        self._table = Table(
            self.tr("Acuses recibidos"),
            (
                Column(self.tr("Acuse y auxiliar"), sort="llegada"),
                Column(self.tr("Recibidos y folios"), 228),
            ),
            empty=self.tr("El primer acuse llega cuando se cierra el primer envío."),
        )
        self._table.setMinimumWidth(_TABLE)
        self._title, self._about = Text("", "section", wrap=True), Text("", "help", wrap=True)
        self._see = main_button(self.tr("Ver acuse"), icon="documento", tall=True)
        self._keep = Button(self.tr("Guardar PDF"), icon="descargar", tall=True)
        self._sign = Button(self.tr("Guardar JSON firmado"), icon="descargar", tall=True)
        self._panel = self._make_panel()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._table, 1)
        row.addWidget(self._panel)
        self.body.box.addWidget(self._banner)
        self.body.box.addLayout(row, 1)
        self._connect()
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch the acuses, as they are now."""
        del subject
        self.close_document()
        self._vm.load()

    def _make_panel(self) -> SideCard:
        card = SideCard(PANEL - 84)
        card.box.setSpacing(theme.SMALL)
        for each in (self._title, self._about, self._see):
            card.box.addWidget(each)
        card.box.addSpacing(12)
        for widget in (self._folder, self._keep, self._sign):
            card.box.addWidget(widget)
        card.box.addStretch(1)
        said = self.tr(
            "Llevan los folios y ningún dato personal. El JSON firmado se comprueba sin red."
        )
        card.box.addWidget(Text(said, "help", wrap=True))
        return card

    def _connect(self) -> None:
        self._see.clicked.connect(self._open)
        self._keep.clicked.connect(self._save_pdf)
        self._sign.clicked.connect(self._save_signed)
        self._table.chosen.connect(self._choose)
        self._table.opened.connect(self._open)
        self._table.serve(self._vm)
        self._vm.pdf_ready.connect(self._show_pdf)
        self._vm.changed.connect(self._show)

    def _chosen(self) -> ConsoleAcuseLine | None:
        row = self._table.chosen_row()
        return self._vm.lines[row] if 0 <= row < len(self._vm.lines) else None

    @Slot()
    def _open(self) -> None:
        if line := self._chosen():
            self._vm.show_pdf(line.number)

    @Slot()
    def _save_pdf(self) -> None:
        if line := self._chosen():
            self._vm.save_pdf(line.number, self._folder.path_of(f"{stem(line.number)}.pdf"))

    @Slot()
    def _save_signed(self) -> None:
        if line := self._chosen():
            self._vm.save_signed(line.number, self._folder.path_of(f"{stem(line.number)}.json"))

    @Slot(bytes, str)
    def _show_pdf(self, content: bytes, name: str) -> None:
        line = self._chosen()
        title = line.title.partition(" · ")[0] if line else self.tr("Acuse")
        self.open_document(content, title, name)

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._vm.lines):
            line = self._vm.lines[row]
            self._title.setText(line.title)
            self._about.setText(f"{line.auxiliar}\n{line.counts}\n{line.folios}")

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._folder.show_error(self._vm.errors.get("ruta", ""))
        self._see.set_working(self._vm.working)
        lines = self._vm.lines
        chosen = self._table.kept_row([line.number for line in lines])
        rows = [
            (TableCell(line.title, line.auxiliar), TableCell(line.counts, line.folios))
            for line in lines
        ]
        foot = f"{self._vm.foot}, el más reciente primero" if lines else ""
        self._table.show_rows(
            rows, foot, more=self._vm.has_more, chosen=chosen, nothing=self._vm.nothing
        )
        self._panel.setVisible(bool(lines))
        self._choose(chosen)
