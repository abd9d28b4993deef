"""Lotes para la DERFE: the list, the order of a new one, and the answer of one (numeral 9)."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.fields import ChoiceField
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Steps
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.importacion.panel import ImportForm, ImportReview
from admin_desktop.screens.lotes.panel import LotePanel
from admin_desktop.screens.lotes.vm import ASKS, LoteRow, LotesVm
from core.domain.verification.lote import LoteAsks

_HEADER = "referencia,estatus,causa,seccion"
_TABLE, _WHOM = 430, 340


class LotesPage(QWidget):
    """Who verifies asks, prepares, takes and answers; who reads sees the list.

    `answering` hears of which batch the next file is the answer.
    """

    def __init__(self, vm: LotesVm, answering: Callable[[int], None], *, may_act: bool) -> None:
        super().__init__()
        self.vm = self._vm = vm
        self._may, self._answering = may_act, answering
        self._whom = ChoiceField(self.tr("De quiénes se pregunta"))
        self._whom.offer([(each.value, words) for each, words in ASKS.items()])
        self._whom.set_text(LoteAsks.NEW.value)
        self._ask = main_button(self.tr("Pedir lote"))
        self._table = Table(
            self.tr("Lotes para la DERFE pedidos"),
            (
                Column(self.tr("Núm."), 60, right=True),
                Column(self.tr("Pedido"), 160, spare=True),
                Column(self.tr("Estado")),
                Column(self.tr("Personas"), 92, right=True),
                Column(self.tr("Contestadas"), 108, right=True, spare=True),
            ),
            empty=self.tr("Todavía no hay lotes."),
        )
        self._table.setMinimumWidth(_TABLE)
        self._warning = Text("", "help", wrap=True)
        self._panel = LotePanel(vm, may_act=may_act)
        labels = (
            self.tr("Archivo CSV de la DERFE"),
            self.tr("Día de su padrón"),
            self.tr("Revisar respuesta"),
        )
        title = self.tr("Respuesta de la DERFE")
        self._form = ImportForm(vm.importing, title, _HEADER, labels)
        self._of, self._back = Text("", "section"), Button(self.tr("Volver a los lotes"))
        review = self.tr("Revisión de la respuesta")
        self._review = ImportReview(vm.importing, review, may_decide=may_act)
        self._steps = Steps()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._steps, 1)
        self._list, self._answer = self._list_page(), self._answer_page()
        for page in (self._list, self._answer, self._review):
            self._steps.add(page)
        self._shown: QWidget = self._list
        self._steps.show_page(self._list)
        self._connect()
        self._show()

    def _list_page(self) -> QWidget:
        page, top, row = QWidget(), QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        self._whom.setMaximumWidth(_WHOM)
        side = QVBoxLayout()
        side.setContentsMargins(0, 24, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._ask)
        line.addWidget(self._warning, 1)
        side.addLayout(line)
        side.addStretch(1)
        top.addWidget(self._whom, 1)
        top.addLayout(side, 1)
        row.setSpacing(16)
        row.addWidget(self._table, 1)
        row.addWidget(self._panel)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addLayout(top)
        box.addLayout(row, 1)
        for each in (self._whom, self._ask):
            each.setVisible(self._may)
        return page

    def _answer_page(self) -> QWidget:
        page, head = QWidget(), QHBoxLayout()
        head.addWidget(self._of, 1)
        head.addWidget(self._back)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addLayout(head)
        box.addWidget(self._form, 1)  # it has room for the sentence of each field
        return page

    def _connect(self) -> None:
        vm = self._vm
        self._ask.clicked.connect(lambda: vm.ask(self._whom.text()))
        self._table.chosen.connect(self._tell)
        self._table.serve(vm)
        self._panel.answered.connect(self._open_answer)
        self._back.clicked.connect(self._leave_answer)
        vm.changed.connect(self._show)
        vm.pedido.connect(self._show_new)
        vm.importing.changed.connect(self._turn)

    @Slot(object)
    def _open_answer(self, line: LoteRow) -> None:
        self._answering(line.row.id)
        self._of.setText(f"Respuesta al lote {line.number}")
        self._vm.dismiss()
        self._go_to(self._answer)
        self._form.go_there()

    @property
    def dirty(self) -> bool:
        """Tell whether an answer was begun and not sent, or a reason typed and not applied."""
        return self._form.dirty or self._review.dirty

    def discard(self) -> None:
        """Let go of it."""
        self._form.discard()
        self._review.discard()
        if self._shown is self._answer:
            self._go_to(self._list)

    @Slot()
    def _leave_answer(self) -> None:
        form = self._form
        when_clean(self, self._close_answer, dirty=form.dirty, discard=form.discard)

    def _close_answer(self) -> None:
        self._vm.importing.dismiss()
        self._go_to(self._list)
        self._table.setFocus()

    @Slot()
    def _turn(self) -> None:
        """Show the answer that is open in the place of the list, until a person decides."""
        if self._vm.importing.is_open:
            if self._shown is not self._review:
                self._go_to(self._review)
                if self._review.isVisible():
                    self._review.go_there()
        elif self._shown is self._review:
            self._go_to(self._list)
            self._table.setFocus()

    def _go_to(self, page: QWidget) -> None:
        self._shown = page
        self._steps.show_page(page)

    @Slot(int)
    def _tell(self, row: int) -> None:
        lines = self._vm.lines
        self._panel.show_line(lines[row] if 0 <= row < len(lines) else None)

    @Slot()
    def _show(self) -> None:
        self._show_rows(self._table.kept_row([each.row.id for each in self._vm.lines]))

    @Slot(int)
    def _show_new(self, number: int) -> None:
        """Choose the batch that was asked for just now."""
        self._show_rows(self._table.row_of([each.row.id for each in self._vm.lines], number))

    def _show_rows(self, chosen: int) -> None:
        vm, lines = self._vm, self._vm.lines
        self._ask.set_working(vm.working)
        lacks = self.tr("Todavía no hay padrón: sin un corte ninguna respuesta juzga apoyos.")
        self._warning.set_mark(Mark.WARN if vm.without_cut else Mark.NONE)
        self._warning.setText(lacks if vm.without_cut else "")
        rows = [
            (
                TableCell(each.number),
                TableCell(each.row.asked_by, each.asked),
                TableCell(each.state, ASKS[each.row.asks], each.mark),
                TableCell(each.people),
                TableCell(each.answered),
            )
            for each in lines
        ]
        foot = f"{vm.foot}, el más reciente primero" if lines else ""
        nothing = vm.nothing
        self._table.show_rows(rows, foot, more=vm.has_more, chosen=chosen, nothing=nothing)
        self._tell(chosen)
