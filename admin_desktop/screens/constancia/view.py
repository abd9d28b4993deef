"""Constancias (numeral 3): the list and the chosen one, the form of a new one, the document."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.framework.subjects import ToDeliver
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.document import DocumentView, Leaving
from admin_desktop.parts.leaving import nothing, when_clean
from admin_desktop.parts.panels import PANEL, Card, Facts, Scrolled
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.constancia.delivery import DeliveryForm, VoidForm
from admin_desktop.screens.constancia.form import IssueForm
from admin_desktop.screens.constancia.vm import ConstanciaVm
from core.domain.registration.constancia import ConstanciaRow


class ConstanciaView(Screen):
    """Three pages of one subject: list, form, document."""

    def __init__(self, vm: ConstanciaVm, *, may_issue: bool = True) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm, self._may_issue = vm, may_issue
        self._pages, self._office, self._inner = QStackedWidget(), QWidget(), QStackedWidget()
        padded = QVBoxLayout(self._office)
        padded.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        padded.addWidget(self._inner, 1)
        self._pages.addWidget(self._office)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(self._pages)

    def build(self) -> Iterator[None]:
        """Build the list, the form of a new one, and where a document is shown."""
        self._list = _List(self._vm, may_issue=self._may_issue)
        yield
        self._inner.addWidget(self._list)
        yield
        self._form = IssueForm(self._vm)
        self._inner.addWidget(self._form)
        yield
        self._document = DocumentView()
        self._pages.addWidget(self._document)
        self._connect()

    def arrive(self, subject: object) -> None:
        """Show the list anew; a row asked for from elsewhere opens as a document."""
        self._pages.setCurrentWidget(self._office)
        self._inner.setCurrentWidget(self._list)
        self._vm.dismiss()
        self._vm.load()
        if isinstance(subject, ConstanciaRow):
            self._vm.show_row(subject)
            self._vm.open_document()
        elif isinstance(subject, ToDeliver):
            self._vm.show_row(subject.row)

    def has_unsaved(self) -> bool:
        """Tell whether a constancia was begun and not issued, or a delivery and not noted."""
        begun = self._inner.currentWidget() is self._form and self._form.is_touched()
        return begun or self._list.delivery.is_touched() or self._list.voiding.is_touched()

    def discard(self) -> None:
        """Forget both forms, and show the list."""
        self._list.delivery.open_new()
        self._list.voiding.close_form()
        self._close_form()

    def _connect(self) -> None:
        vm = self._vm
        self._list.issue.connect(self._open_form)
        self._list.voiding.replace.connect(self._open_replacing)
        self._list.register.connect(lambda: self.wanted.emit("registro", vm.chosen))
        self._list.opened.connect(lambda number: self.wanted.emit("expediente", number))
        self._form.back.connect(self._leave_form)
        self._document.back.connect(lambda: self._pages.setCurrentWidget(self._office))
        vm.changed.connect(self._show)
        vm.issued.connect(self._issued)
        vm.dropped.connect(self.discard)
        vm.document.connect(self._show_document)
        vm.several.connect(self._show_several)
        self._document.left.connect(vm.load)

    @Slot()
    def _open_form(self) -> None:
        self._vm.dismiss()
        self._inner.setCurrentWidget(self._form)
        self._form.open_new()

    @Slot()
    def _open_replacing(self) -> None:
        typed = self._list.voiding.reason.text()
        self._vm.dismiss()
        self._list.voiding.close_form()
        self._inner.setCurrentWidget(self._form)
        self._form.open_new(self._vm.chosen, typed)

    @Slot()
    def _leave_form(self) -> None:
        touched = self._form.is_touched()
        when_clean(self, self._close_form, dirty=touched, discard=nothing)

    @Slot()
    def _close_form(self) -> None:
        self._vm.dismiss()
        self._inner.setCurrentWidget(self._list)

    @Slot()
    def _issued(self) -> None:
        self._inner.setCurrentWidget(self._list)
        self._list.focus_register()

    @Slot(bytes)
    def _show_document(self, pdf: bytes) -> None:
        vm = self._vm
        chosen, leaving = vm.chosen, None
        if chosen is not None and self._may_issue and vm.may_print:
            leaving = self._leaving((chosen.id,))
        self._document.show_pdf(pdf, vm.document_title, vm.file_name, leaving)
        self._pages.setCurrentWidget(self._document)

    def _leaving(self, ids: tuple[int, ...]) -> Leaving:
        """Return what is printed or kept of these: copies that count as they leave."""
        vm = self._vm
        return Leaving(partial(vm.issue_copies, ids), tuple(vm.copy_of(each) for each in ids))

    @Slot(bytes, object)
    def _show_several(self, pdf: bytes, ids: tuple[int, ...]) -> None:
        title, name = self.tr("Constancias de la lista"), self.tr("constancias.pdf")
        self._document.show_pdf(pdf, title, name, self._leaving(ids))
        self._pages.setCurrentWidget(self._document)

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        if vm.trouble and self._pages.currentWidget() is self._document:
            self._document.say_trouble(vm.trouble)
        self._list.show_all()
        self._form.show_errors(vm.errors, vm.working)
        for banner in (self._list.banner, self._form.banner):
            if vm.trouble:
                banner.say_trouble(vm.trouble, vm.errors.values(), beside=True)
            else:
                banner.clear()


class _List(QWidget):
    """The constancias and the chosen one."""

    issue = Signal()
    register = Signal()
    opened = Signal(str)
    """The file of the aspirante with this Id Solicitante is asked for."""

    def __init__(self, vm: ConstanciaVm, *, may_issue: bool) -> None:
        super().__init__()
        self._vm, self._may_issue = vm, may_issue
        self._search = SearchField(self.tr("Buscar constancia"), self.tr("Nombre o número"))
        self._table = Table(
            self.tr("Lista de constancias"),
            (
                Column(self.tr("Aspirante y cargo"), sort="nombre"),
                Column(self.tr("Número y fecha"), 230, spare=True, sort="fecha"),
                Column(self.tr("Estado"), 178),
            ),
            empty=self.tr("Todavía no hay constancias. Expida la primera.")
            if may_issue
            else self.tr("Todavía no hay constancias."),
        )
        self.delivery, self.voiding, self.banner = DeliveryForm(vm), VoidForm(vm), Banner()
        self._print = Button(self.tr("Imprimir las de la lista"), icon="imprimir")
        self._name = Text("", "section", wrap=True)
        self._facts = Facts()
        self._see = Button(self.tr("Ver constancia"))
        self._register = main_button(self.tr("Registrar aspirante"), tall=True)
        self._panel = self._side()
        self._arrange()
        self._connect()

    def focus_register(self) -> None:
        """Put the focus on what comes next."""
        QTimer.singleShot(0, self._register.setFocus)

    def show_all(self) -> None:
        """Show the list and the chosen one as the view model has them."""
        vm = self._vm
        rows = [
            (
                TableCell(line.name, line.cargo),
                TableCell(line.number, line.day),
                TableCell(line.state, mark=line.mark),
            )
            for line in vm.lines
        ]
        self._table.show_rows(
            rows, vm.foot, more=vm.has_more, chosen=vm.chosen_place, nothing=vm.nothing
        )
        chosen = vm.chosen
        self._panel.setVisible(chosen is not None)
        self._print.setVisible(self._may_issue and bool(vm.listed))
        self._print.set_working(vm.working)
        if chosen is None:
            return
        self._name.setText(vm.document_title.removeprefix("Constancia de "))
        self._facts.show_facts(vm.facts)
        self._see.set_working(vm.working)
        self._register.setVisible(self._may_issue and vm.may_register)
        may_deliver = self._may_issue and vm.may_deliver
        if may_deliver and self.delivery.isHidden():
            self.delivery.open_new()
        self.delivery.setVisible(may_deliver)
        self.delivery.show_errors(vm.errors, vm.working)
        self.voiding.setVisible(self._may_issue and vm.may_void)
        self.voiding.show_errors(vm.errors, vm.working)

    def _connect(self) -> None:
        self._search.searched.connect(self._vm.load)
        self._table.chosen.connect(self._choose)
        self._table.serve(self._vm)
        self._table.opened.connect(self._open_row)
        self._see.clicked.connect(self._vm.open_document)
        self._print.clicked.connect(self._vm.see_listed)
        self._vm.voided.connect(self.voiding.close_form)
        self._register.clicked.connect(self.register)

    @Slot(int)
    def _choose(self, place: int) -> None:
        """Choose another, unless a delivery is being typed for this one and is to stay."""
        typed = self.delivery.is_touched() or self.voiding.is_touched()
        dirty = typed and place != self._vm.chosen_place
        choose = partial(self._choose_cleanly, place)
        when_clean(self, choose, dirty=dirty, discard=self.delivery.open_new, stay=self.show_all)

    def _choose_cleanly(self, place: int) -> None:
        if place != self._vm.chosen_place:
            self.voiding.close_form()
        self._vm.choose(place)

    @Slot(int)
    def _open_row(self, row: int) -> None:
        """Open the file of who was registered with it, or the document of who was not."""
        self._vm.choose(row)
        chosen = self._vm.chosen
        if chosen is not None and chosen.registered_as:
            self.opened.emit(chosen.registered_as)
        else:
            self._vm.open_document()

    def _arrange(self) -> None:
        new = main_button(self.tr("Nueva constancia"), keys="Ctrl+N")
        new.clicked.connect(self.issue)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._search, 1)
        tools.addWidget(new)
        if not self._may_issue:
            new.hide()
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addLayout(tools)
        left.addWidget(self._table, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 640)
        row.addWidget(self._panel, 360)  # shares of the width, as drawn at 1280
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        head = QHBoxLayout()  # beside the search it left no room for it
        head.addWidget(Text(self.tr("Constancias"), "title"), 1)
        head.addWidget(self._print)
        box.addLayout(head)
        box.addWidget(self.banner)
        box.addLayout(row, 1)

    def _side(self) -> Card:
        card = Card(width=PANEL - 64)
        card.box.addWidget(self._name)
        card.box.addWidget(self._see)
        inner = Scrolled(ground="onCard")
        inner.box.setContentsMargins(0, 0, 0, 0)  # the labels of the delivery need all of it
        inner.box.addWidget(self._facts)
        inner.box.addWidget(self.delivery)
        inner.box.addWidget(self.voiding)
        inner.box.addStretch(1)
        card.box.addWidget(inner, 1)
        card.box.addWidget(self._register)
        card.hide()
        self.delivery.hide()
        self.voiding.hide()
        return card
