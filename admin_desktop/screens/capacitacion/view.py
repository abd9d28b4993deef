"""Capacitación: the sessions held, a new one, and the attendance list of each (numeral 3)."""

from collections.abc import Iterator

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from admin_desktop.framework.subjects import ToTrain
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.document_screen import DocumentScreen
from admin_desktop.parts.form import tell
from admin_desktop.parts.panels import PANEL, Facts
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.capacitacion.form import CapacitacionForm
from admin_desktop.screens.capacitacion.vm import CapacitacionVm
from core.messages import with_noun

_TABLE = 440
"""Least width in pixels at which every column is readable."""
_PEOPLE = 180
"""Least height in pixels of who attended: two of them are seen."""


class CapacitacionView(DocumentScreen):
    """Three pages: the list, the form, the document. `may_record` is false for who only reads."""

    def __init__(self, vm: CapacitacionVm, *, may_record: bool) -> None:
        super().__init__(self.tr("Capacitación"))
        self._vm = vm
        vm.setParent(self)
        self._banner = Banner()
        self._start = main_button(self.tr("Registrar capacitación"), keys="Ctrl+N")
        self._may_record = may_record
        self.body.head.addWidget(self._start)
        self._start.setVisible(may_record)
        self._parts = QStackedWidget()
        self.body.box.addWidget(self._banner)
        self.body.box.addWidget(self._parts, 1)

    def build(self) -> Iterator[None]:
        """Build the list and the form."""
        vm = self._vm
        self._list = SessionsPage(vm, may_record=self._may_record)
        self._parts.addWidget(self._list)
        yield
        self._form = CapacitacionForm(vm)
        self._parts.addWidget(self._form)
        self._start.clicked.connect(self._open_form)
        self._form.left.connect(self._open_list)
        self._list.opened.connect(lambda number: self.wanted.emit("expediente", number))
        vm.recorded.connect(self._recorded)
        vm.pdf_ready.connect(self._show_pdf)
        vm.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch the sessions, and who may be ticked."""
        self.close_document()
        self._vm.load()
        if isinstance(subject, ToTrain) and self._may_record and not self._form.dirty:
            self._open_form()

    def has_unsaved(self) -> bool:
        """Tell whether the form holds something that was not saved."""
        return self._form.dirty

    def discard(self) -> None:
        """Forget the session that was typed."""
        self._form.keep()
        self._turn(self._list)

    @Slot()
    def _open_form(self) -> None:
        self._vm.dismiss()
        self._turn(self._form)
        self._form.start()

    @Slot()
    def _open_list(self) -> None:
        self._vm.dismiss()
        self._turn(self._list)

    @Slot(int)
    def _recorded(self, session: int) -> None:
        self._form.keep()
        self._turn(self._list)
        self._list.choose(session)

    @Slot(bytes, str)
    def _show_pdf(self, content: bytes, name: str) -> None:
        self.open_document(content, self.tr("Lista de asistencia"), name)

    def _turn(self, page: QWidget) -> None:
        self._parts.setCurrentWidget(page)
        self._start.setVisible(self._may_record and page is self._list)

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)


class SessionsPage(QWidget):
    """The sessions, and the chosen one in full."""

    opened = Signal(str)
    """The file of an Id Solicitante is asked for."""

    def __init__(self, vm: CapacitacionVm, *, may_record: bool) -> None:
        super().__init__()
        self._vm = vm
        self._table = Table(
            self.tr("Capacitaciones"),
            (
                Column(self.tr("Sesión y lugar"), sort="hora"),
                Column(self.tr("Instructor"), 168, sort="instructor"),
                Column(self.tr("Asistentes"), 104, right=True),
            ),
            empty=self.tr("Registre la primera capacitación después de entregar las constancias.")
            if may_record
            else self.tr("Todavía no hay capacitaciones."),
        )
        self._table.setMinimumWidth(_TABLE)
        self._facts = Facts()
        self._people = Table(
            self.tr("Quienes asistieron"),
            (Column(self.tr("Asistentes y constancia")),),
            empty=self.tr("Nadie asistió."),
        )
        self._people.setMinimumHeight(_PEOPLE)
        self._see = Button(self.tr("Ver lista de asistencia"), tall=True)
        self._panel = self._make_panel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._table, 1)
        row.addWidget(self._panel)
        self._see.clicked.connect(self._show_pdf)
        self._table.chosen.connect(self._show_row)
        self._table.serve(vm)
        self._people.opened.connect(self._open_file)
        vm.changed.connect(self._show)
        self._show()

    def choose(self, session: int) -> None:
        """Choose a session by its number."""
        self._show_rows(self._table.row_of([line.id for line in self._vm.lines], session))

    def _make_panel(self) -> SideCard:
        card = SideCard(PANEL - 64)
        card.box.addWidget(Text(self.tr("Sesión elegida"), "section"))
        card.box.addWidget(self._facts)
        card.box.addWidget(self._people, 1)
        card.box.addWidget(self._see)
        return card

    @Slot()
    def _show_pdf(self) -> None:
        row = self._table.chosen_row()
        if row >= 0:
            self._vm.show_pdf(self._vm.lines[row].id)

    @Slot()
    def _show(self) -> None:
        self._see.set_working(self._vm.working)
        self._show_rows(self._table.kept_row([line.id for line in self._vm.lines]))

    def _show_rows(self, chosen: int) -> None:
        lines = self._vm.lines
        chosen = min(chosen, len(lines) - 1)
        rows = [
            (
                TableCell(line.held, line.place),
                TableCell(line.instructor),
                TableCell(str(len(line.people))),
            )
            for line in lines
        ]
        foot = f"{self._vm.foot}, la más reciente primero" if lines else ""
        self._table.show_rows(
            rows, foot, more=self._vm.has_more, chosen=chosen, nothing=self._vm.nothing
        )
        self._panel.setVisible(bool(lines))
        self._show_row(chosen)

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._vm.lines):
            return
        line = self._vm.lines[row]
        self._facts.show_facts(
            (
                (self.tr("Fecha"), line.held),
                (self.tr("Lugar"), line.place),
                (self.tr("Instructor"), line.instructor),
                (self.tr("Temas"), line.topics),
            )
        )
        self._people.show_rows(
            [(TableCell(each.name, each.constancia),) for each in line.people],
            with_noun(len(line.people), "asistente", "asistentes"),
            chosen=self._people.kept_row(line.people),
        )

    @Slot(int)
    def _open_file(self, place: int) -> None:
        """Open the file of who attended as an aspirante."""
        row = self._table.chosen_row()
        people = self._vm.lines[row].people if 0 <= row < len(self._vm.lines) else ()
        if place < len(people) and (number := self._vm.file_of(people[place])):
            self.opened.emit(number)
