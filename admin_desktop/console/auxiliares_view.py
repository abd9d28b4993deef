"""Avance y auxiliares: the aspirante's first page (numeral 6), and the alta of an auxiliar."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.console.alta_view import AltaForm
from admin_desktop.console.auxiliar_panel import AuxiliarPanel
from admin_desktop.console.auxiliares_vm import AuxiliaresVm
from admin_desktop.console.avance_view import AvanceCards
from admin_desktop.console.avance_vm import OwnAvanceVm
from admin_desktop.console.lista_view import ListaView
from admin_desktop.console.lista_vm import ListaVm
from admin_desktop.console.resend_vm import ResendVm
from admin_desktop.console.standing import Standing
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.parts.action_row import ActionRow
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.document_screen import DocumentScreen
from admin_desktop.parts.form import tell
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Steps
from admin_desktop.parts.question import Question
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from core.messages import with_noun

_MARKS = {
    Standing.PENDING: Mark.WARN,
    Standing.ACTIVE: Mark.OK,
    Standing.WAITING: Mark.WARN,
    Standing.SILENT: Mark.WARN,
    Standing.NEVER: Mark.WARN,
    Standing.REPORTED: Mark.ERROR,
    Standing.SUSPENDED: Mark.ERROR,
    Standing.DECLINED: Mark.QUIET,
    Standing.ENDED: Mark.QUIET,
}

_TABLE = 460
"""Least width in pixels at which every column is readable."""


class AuxiliaresView(DocumentScreen):
    """Figures above, auxiliares below; the alta takes the page while it lasts."""

    def __init__(
        self, vm: AuxiliaresVm, avance: OwnAvanceVm, lista: ListaVm, resend: ResendVm
    ) -> None:
        super().__init__(self.tr("Avance y auxiliares"))
        self._vm, self._avance, self._altas, self._resend = vm, avance, lista, resend
        for each in (vm, avance, lista, resend):
            each.setParent(self)
        self._until, self._banner = Text("", "help"), Banner()
        self.body.head.addWidget(self._until)
        self._list, self._form = _Overview(vm, avance), AltaForm(vm)
        self._file = ListaView(lista)
        self._steps = Steps()
        self._open: QWidget = self._list
        for page in (self._list, self._form, self._file):
            self._steps.add(page)
        self.body.box.addWidget(self._banner)
        self.body.box.addWidget(self._steps, 1)
        self._turn(self._list)
        self._connect()
        self._show()

    def _connect(self) -> None:
        vm, avance, lista, resend = self._vm, self._avance, self._altas, self._resend
        self._list.start.clicked.connect(self._open_form)
        cards = self._list.cards
        cards.acuses.clicked.connect(lambda: self.wanted.emit("acuses", None))
        cards.detail.clicked.connect(lambda: self.wanted.emit("avance_propio", None))
        self._list.again.clicked.connect(resend.count)
        self._list.stop.clicked.connect(resend.stop)
        self._list.contacts.clicked.connect(vm.print_contacts)
        vm.contacts_ready.connect(self._open_contacts)
        resend.counted.connect(self._ask_resend)
        resend.changed.connect(self._show_resend)
        self._list.from_file.clicked.connect(self._open_file)
        for page in (self._form, self._file):
            page.left.connect(self._open_list)
        lista.enlisted.connect(vm.load)
        lista.changed.connect(self._show)
        vm.enlisted.connect(self._enlisted)
        vm.changed.connect(self._show)
        avance.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch figures and auxiliares, as they are now."""
        del subject
        self.close_document()
        self._vm.load()
        self._avance.load()

    def first_thing(self) -> QWidget | None:
        """Return the search over the auxiliares: the links above it lead away."""
        return self._list.search if self._open is self._list else super().first_thing()

    def has_unsaved(self) -> bool:
        """Tell whether an alta, or a question about an auxiliar, holds something not sent."""
        return self._form.dirty or self._list.dirty or self._file.dirty

    def discard(self) -> None:
        """Forget the alta that was typed, and what was asked about an auxiliar."""
        self._form.keep()
        self._list.discard()
        self._file.discard()
        self._turn(self._list)

    def _turn(self, page: QWidget) -> None:
        self._open = page
        self._steps.show_page(page)

    @Slot()
    def _open_form(self) -> None:
        self._vm.start_alta()
        self._turn(self._form)
        self._form.start()

    @Slot(int)
    def _ask_resend(self, people: int) -> None:
        """Say to how many it goes before it goes."""
        self._vm.dismiss()
        words = self.tr("Hay {0} que todavía no entran. Cada una recibe otra vez, en su correo, ")
        text = words.format(with_noun(people, "persona auxiliar", "personas auxiliares"))
        text += self.tr("su invitación o un código nuevo; el anterior deja de servir.")
        yes = self.tr("Reenviar a {0}").format(f"{people:,}")
        title = self.tr("Reenviar a quienes no han entrado")
        question = Question(self, title, text, yes=yes, no=self.tr("No reenviar"))
        question.agreed.connect(self._resend.send)
        question.rejected.connect(self._resend.forget)
        question.open()

    @Slot(bytes)
    def _open_contacts(self, pdf: bytes) -> None:
        self.open_document(pdf, self.tr("Lista de contacto"), "contacto_auxiliares.pdf")

    @Slot()
    def _show_resend(self) -> None:
        sending = self._resend.sending
        self._list.show_sending(sending=sending)
        self._show()
        if not sending and self._resend.said:
            self._vm.load()

    @Slot()
    def _open_file(self) -> None:
        self._vm.dismiss()
        self._turn(self._file)
        self._file.start()

    @Slot()
    def _open_list(self) -> None:
        self._vm.dismiss()
        self._turn(self._list)
        self._show()

    @Slot()
    def _enlisted(self) -> None:
        self._form.keep()
        self._turn(self._list)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._speaking())
        self._until.setText(self._avance.until)

    def _speaking(self) -> WorkingVm:
        """Return who has something to say here: what went wrong goes before what was done."""
        if self._open is self._file:
            return self._altas
        every = (self._vm, self._avance, self._resend)
        failed = next((each for each in every if each.trouble is not None), None)
        return failed or next((each for each in every if each.said), self._vm)


class _Overview(QWidget):
    """The cards, the table, and what may be done with the chosen auxiliar."""

    def __init__(self, vm: AuxiliaresVm, avance: OwnAvanceVm) -> None:
        super().__init__()
        self._vm = vm
        self.start = main_button(self.tr("Dar de alta a un auxiliar"), keys="Ctrl+N")
        self.from_file = Button(self.tr("Alta con un archivo"))
        self.again = Button(self.tr("Reenviar a quienes no han entrado"))
        self.stop = Button(self.tr("Detener el reenvío"))
        self.stop.hide()
        self.contacts = Button(self.tr("Lista de contacto"))
        self._table = Table(
            self.tr("Auxiliares"),
            (
                Column(self.tr("Nombre"), sort="nombre"),
                Column(self.tr("Cuenta y último aviso"), 156),
                Column(self.tr("Recibidos"), 84, right=True),
                Column(self.tr("Pendientes"), 108, right=True),
            ),
            empty=self.tr("Todavía no hay auxiliares. Dé de alta al primero."),
        )
        self._table.setMinimumWidth(_TABLE)
        self.search = SearchField(self.tr("Buscar auxiliar"), self.tr("Nombre, correo o número"))
        self._panel = AuxiliarPanel(vm)
        self._arrange(avance)
        self.search.searched.connect(vm.load)
        self._table.chosen.connect(self._choose)
        self._table.serve(vm)
        vm.changed.connect(self._show)
        self._show()

    def _arrange(self, avance: OwnAvanceVm) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(self.tr("Auxiliares"), "section"))
        head.addWidget(self.search, 1)
        head.addWidget(self.start)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(head)
        self._actions = ActionRow(self.from_file, self.again, self.stop, self.contacts)
        left.addWidget(self._actions)
        left.addWidget(self._table, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._panel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        self.cards = AvanceCards(avance)
        box.addWidget(self.cards)
        box.addLayout(row, 1)

    def show_sending(self, *, sending: bool) -> None:
        """Offer to stop while it is sent; a second Enter on what began it stops nothing."""
        acted, goes_on = self.again.hasFocus(), self.stop.hasFocus()
        self.again.setVisible(not sending)
        self.stop.setVisible(sending)
        self._actions.fit()
        if sending and acted:
            self.search.setFocus()
        elif not sending and goes_on:
            self.again.setFocus()

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
