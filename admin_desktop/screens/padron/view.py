"""Lista nominal: of who verifies, and who reads it (numeral 9). Key, cuts and runs."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.figures import Counts
from admin_desktop.parts.form import tell
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import PANEL, Facts
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.tabs import Tabs
from admin_desktop.parts.text import Text
from admin_desktop.screens.bitacora.vm import head
from admin_desktop.screens.importacion.panel import (
    ImportForm,
    ImportReview,
    NothingOpen,
    Turning,
)
from admin_desktop.screens.lotes.page import LotesPage
from admin_desktop.screens.padron.vm import PadronVm
from core.messages import Explanation

_HEADER = "clave_elector,cic,numero_emision,seccion,estatus,causa"
_REVIEW = "Revisión del corte"
_ROW, _RUNS = 40, 456


class PadronView(Screen):
    """Two parts: what the padrón is, and what came of looking records up in it."""

    def __init__(
        self, vm: PadronVm, make_lotes: Callable[[], LotesPage], *, may_verify: bool = True
    ) -> None:
        """Show nothing but its name: `build` makes the parts."""
        super().__init__(self.tr("Lista nominal"))
        self._vm, self._make_lotes, self._may = vm, make_lotes, may_verify
        vm.setParent(self)
        self._banner = Banner()
        self.box.addWidget(self._banner)
        self._tabs = Tabs(self.box)
        self._speaker: WorkingVm = vm
        self._heard: dict[WorkingVm, tuple[str, Explanation | None]] = {}

    def build(self) -> Iterator[None]:
        """Build one part after the other."""
        vm = self._vm
        self._tabs.add(self.tr("Verificación"), RunsPage(vm, may_verify=self._may))
        yield
        self._cuts_page = CutsPage(vm, may_verify=self._may)
        yield
        cuts = self.tr("Padrón y llave") if self._may else self.tr("Padrón")
        self._tabs.add(cuts, self._cuts_page)
        yield
        self._lotes_page = self._make_lotes()
        yield
        self._tabs.add(self.tr("Lotes para la DERFE"), self._lotes_page)
        self._lotes = self._lotes_page.vm
        self._lotes.setParent(self)
        self._connect()

    def _connect(self) -> None:
        vm, lotes = self._vm, self._lotes_page
        vm.changed.connect(self._show)
        vm.importing.changed.connect(self._show_import)
        lotes.vm.changed.connect(self._show_lotes)
        lotes.vm.importing.changed.connect(self._show_answer)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch key, cuts, runs and the open import, as they are now."""
        del subject
        self._vm.load()
        self._vm.importing.load()
        self._lotes.load()
        self._lotes.importing.load()

    def has_unsaved(self) -> bool:
        """Tell whether an import was begun and not sent, or a reason typed and not applied."""
        return self._cuts_page.dirty or self._lotes_page.dirty

    def discard(self) -> None:
        """Let go of it."""
        self._cuts_page.discard()
        self._lotes_page.discard()

    @Slot()
    def _show(self) -> None:
        self._hear(self._vm)

    @Slot()
    def _show_import(self) -> None:
        self._hear(self._vm.importing)

    @Slot()
    def _show_lotes(self) -> None:
        self._hear(self._lotes)

    @Slot()
    def _show_answer(self) -> None:
        self._hear(self._lotes.importing)

    def _hear(self, vm: WorkingVm) -> None:
        """Let who spoke last have the banner; who only goes on says nothing new."""
        said = (vm.said, vm.trouble)
        if said != self._heard.get(vm) and any(said):
            self._speaker = vm
        self._heard[vm] = said
        tell(self._banner, self._speaker)


class RunsPage(QWidget):
    """The runs, and the counts of the chosen one in INE's words."""

    def __init__(self, vm: PadronVm, *, may_verify: bool) -> None:
        super().__init__()
        self._vm, self._may_verify = vm, may_verify
        self._verify = main_button(self.tr("Verificar ahora"), tall=True)
        self._table = Table(
            self.tr("Verificaciones"),
            (
                Column(self.tr("Núm."), 60, right=True),
                Column(self.tr("Pedida"), 132),
                Column(self.tr("Estado")),
                Column(self.tr("Registros"), 98, right=True),
            ),
            empty=self.tr("Todavía no hay verificaciones. Importe un padrón y pida la primera.")
            if may_verify
            else self.tr("Todavía no hay verificaciones."),
            row_height=_ROW,
        )
        self._table.setMinimumWidth(_RUNS)
        self._title, self._counts = Text("", "section"), Counts()
        card = self._card = SideCard(PANEL - 64)
        card.box.addWidget(self._verify)
        if not may_verify:
            self._verify.hide()
        card.box.addWidget(self._title)
        card.box.addWidget(self._counts)
        card.box.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._table, 1)
        row.addWidget(card)
        self._table.serve(vm.runs_held)
        self._verify.clicked.connect(vm.verify)
        self._table.chosen.connect(self._choose)
        vm.changed.connect(self._show)
        self._show()

    @Slot(int)
    def _choose(self, row: int) -> None:
        known = 0 <= row < len(self._vm.runs)
        self._title.setVisible(known)
        self._counts.setVisible(known)
        self._card.setHidden(not (known or self._may_verify))
        if known:
            run = self._vm.runs[row]
            self._title.setText(self.tr("Verificación {0}").format(run.number))
            self._counts.show_counts(run.counts)

    @Slot()
    def _show(self) -> None:
        self._verify.set_working(self._vm.working)
        runs = self._vm.runs
        rows = [
            (
                TableCell(run.number),
                TableCell(run.asked),
                TableCell(run.state, mark=Mark.OK if run.ended else Mark.QUIET),
                TableCell(run.judged),
            )
            for run in runs
        ]
        chosen = self._table.kept_row([run.number for run in runs])
        foot = f"1 a {len(runs)} de {len(runs)}, la más reciente primero" if runs else ""
        self._table.show_rows(rows, foot, chosen=chosen)
        self._choose(chosen)


class CutsPage(QWidget):
    """The import of a cut, the cuts there are, and what may be told of the election key."""

    def __init__(self, vm: PadronVm, *, may_verify: bool) -> None:
        super().__init__()
        self._vm = vm
        self._facts = Facts()
        self._table = Table(
            self.tr("Cortes del padrón"),
            (
                Column(self.tr("Corte"), 128),
                Column(self.tr("Importado"), 150),
                Column(self.tr("Renglones"), 108, right=True),
                Column(self.tr("Huella del archivo"), coded=True),
            ),
            empty=self.tr("Todavía no hay padrón. Importe el primero.")
            if may_verify
            else self.tr("Todavía no hay padrón."),
            row_height=_ROW,
        )
        self._table.serve(vm.cuts_held)
        labels = (
            self.tr("Archivo CSV del padrón"),
            self.tr("Fecha de corte"),
            self.tr("Importar padrón"),
        )
        self._form = ImportForm(vm.importing, self.tr("Importar un corte"), _HEADER, labels)
        self._key = self._key_card()
        self._review = ImportReview(vm.importing, _REVIEW, may_decide=may_verify)
        nothing = NothingOpen(vm.importing, shown=not may_verify)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addLayout(_beside(self._form, self._key))
        box.addWidget(nothing)
        box.addWidget(self._table, 1)
        box.addWidget(self._review, 1)
        if not may_verify:
            self._key.hide()
        beside = (self._key, self._table) if may_verify else (self._table,)
        self._turning = Turning(self._form, self._review, beside, has_form=may_verify)
        vm.changed.connect(self._show)
        vm.importing.changed.connect(self._turn)
        self._show()
        self._turn()

    @property
    def dirty(self) -> bool:
        """Tell whether an import was begun and not sent, or a reason typed and not applied."""
        return self._form.dirty or self._review.dirty

    def discard(self) -> None:
        """Let go of it."""
        self._form.discard()
        self._review.discard()

    def _key_card(self) -> SideCard:
        card = SideCard(PANEL - 64)
        card.box.addWidget(Text(self.tr("Llave de la elección"), "section"))
        card.box.addWidget(self._facts)
        about = self.tr("Abre los registros en memoria y nunca sale del servidor que verifica.")
        card.box.addWidget(Text(about, "help", wrap=True))
        card.box.addStretch(1)
        return card

    @Slot()
    def _turn(self) -> None:
        self._turning.show(is_open=self._vm.importing.is_open)

    @Slot()
    def _show(self) -> None:
        self._facts.show_facts(self._vm.key_facts)
        cuts = self._vm.cuts
        rows = [
            (
                TableCell(cut.cut_on),
                TableCell(cut.loaded),
                TableCell(cut.rows),
                TableCell(head(cut.sha256)),
            )
            for cut in cuts
        ]
        foot = f"1 a {len(cuts)} de {len(cuts)}, el más reciente primero" if cuts else ""
        self._table.show_rows(rows, foot)


def _beside(form: QWidget, card: QWidget) -> QHBoxLayout:
    """Return a line: a form as wide as there is room, a card at its side."""
    line = QHBoxLayout()
    line.setSpacing(16)
    line.addWidget(form, 1)
    line.addWidget(card)
    return line
