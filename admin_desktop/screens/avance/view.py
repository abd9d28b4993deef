"""Avance: every aspirante against the umbral, and the chosen one in INE's words."""

from PySide6.QtCore import Slot

from admin_desktop.parts.bar import Share
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.figures import CountedBar, Counts
from admin_desktop.parts.form import tell
from admin_desktop.parts.list_screen import ListScreen
from admin_desktop.parts.panels import PANEL
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Rule, Text
from admin_desktop.screens.avance.vm import AvanceVm

_TABLE = 460
"""Least width in pixels at which every column is readable."""


class AvanceView(ListScreen):
    """Search and table; at its side the figures of the chosen aspirante."""

    def __init__(self, vm: AvanceVm) -> None:
        self._vm = vm
        self._name, self._id = Text("", "section", wrap=True), Text("", "help")
        self._figure, self._results = CountedBar(), Counts()
        self._more = Text("", "help", wrap=True)
        search = SearchField(
            self.tr("Buscar aspirante"), self.tr("Nombre, Id Solicitante, clave o cargo")
        )
        super().__init__(self.tr("Avance"), vm, search, self._make_table(), self._make_panel())
        self._table.opened.connect(self._open_file)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch the figures, as they are now; `subject` may name an aspirante."""
        super().arrive(subject)
        if wanted := str(subject or self._vm.wanted):
            self._vm.choose(wanted)

    def _make_table(self) -> Table:
        table = Table(
            self.tr("Avance por aspirante"),
            (
                Column(self.tr("Aspirante y cargo"), sort="nombre"),
                Column(self.tr("Recibidos"), 100, right=True, sort="recibidos"),
                Column(self.tr("Cuentan"), 92, right=True, sort="cuentan"),
                Column(self.tr("Del umbral"), 152),
            ),
            empty=self.tr("Aquí aparece cada aspirante en cuanto se concluye su registro."),
        )
        table.setMinimumWidth(_TABLE)
        return table

    def _make_panel(self) -> SideCard:
        card = SideCard(PANEL - 64)
        card.box.addWidget(self._name)
        card.box.addWidget(self._id)
        card.box.addWidget(self._figure)
        card.box.addWidget(self._more)
        detail = Button(self.tr("Ver en detalle"), tall=True)
        detail.clicked.connect(self._open_detail)
        card.box.addWidget(detail)
        card.box.addSpacing(4)
        card.box.addWidget(Rule())
        card.box.addWidget(Text(self.tr("Resultados de la verificación"), "strong"))
        card.box.addWidget(self._results)
        card.box.addStretch(1)
        return card

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._vm.lines):
            self._vm.choose(self._vm.lines[row].id_solicitante)

    @Slot(int)
    def _open_file(self, row: int) -> None:
        self.wanted.emit("expediente", self._vm.lines[row].id_solicitante)

    @Slot()
    def _open_detail(self) -> None:
        self.wanted.emit("avance_detalle", self._vm.wanted)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        lines, detail = self._vm.lines, self._vm.detail
        ids = [line.id_solicitante for line in lines]
        wanted = self._vm.wanted
        rows = [
            (
                TableCell(line.name, line.office),
                TableCell(line.received),
                TableCell(line.counted),
                TableCell(line.percent, share=Share(line.share)),
            )
            for line in lines
        ]
        chosen = ids.index(wanted) if wanted in ids else -1
        self._table.show_rows(
            rows, self._vm.foot, more=self._vm.has_more, chosen=chosen, nothing=self._vm.nothing
        )
        if not wanted and ids:
            self._vm.choose(ids[0])
        self._panel.setVisible(detail is not None)
        self._show_detail()

    def _show_detail(self) -> None:
        detail = self._vm.detail
        if detail is None:
            return
        self._name.setText(self._vm.detail_name)
        self._id.setText(self.tr("Id Solicitante {0}").format(detail.id_solicitante))
        share = Share(detail.counted_share, detail.review_share)
        self._figure.show_count(detail.counted, detail.of_umbral, share)
        parts = (detail.received, detail.unverified, detail.in_review, detail.not_counting)
        self._more.setText(
            "\n".join((" · ".join(parts[:2]), " · ".join(parts[2:]), detail.pending))
        )
        self._results.show_counts(detail.results)
