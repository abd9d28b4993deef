"""Altas from a file: the file, what each of its rows would do, and how far it is."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from admin_desktop.console.lista_rows import RowState
from admin_desktop.console.lista_vm import FoundLine, ListaVm
from admin_desktop.framework import theme
from admin_desktop.parts.bar import Bar, Share
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.fields import ChoiceField
from admin_desktop.parts.file_dialog import ask_to_save
from admin_desktop.parts.file_field import FileField, dropped_file
from admin_desktop.parts.form import Form
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text

_MARKS = {
    RowState.READY: Mark.NONE,
    RowState.DOUBT: Mark.WARN,
    RowState.KNOWN: Mark.QUIET,
    RowState.WRONG: Mark.ERROR,
    RowState.DONE: Mark.OK,
}
_KINDS = ("CSV (*.csv)", "Excel (*.xlsx)")
_OPENS = "CSV (*.csv *.txt);;Todos los archivos (*)"
_TEMPLATE, _RESULT = "plantilla_auxiliares.csv", "altas_resultado.csv"
_ALL = ""


class ListaView(QWidget):
    """First the file; then its rows, in whose place nothing is done until the person says so."""

    left = Signal()

    def __init__(self, vm: ListaVm) -> None:
        super().__init__()
        self._vm = vm
        self.setAcceptDrops(True)
        self._ask, self._review = _FilePage(vm), _RowsPage(vm)
        self._pages = QStackedWidget()
        for page in (self._ask, self._review):
            self._pages.addWidget(page)
            page.left.connect(self.left)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        vm.changed.connect(self._show)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether a file was named and not read yet."""
        return self._ask.dirty

    def discard(self) -> None:
        """Let go of it."""
        self._ask.discard()

    def start(self) -> None:
        """Begin with a file, or go on with the one that is shown."""
        (self._review if self._vm.is_read else self._ask).start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take a file wherever it is dropped, while no other one is shown."""
        if dropped_file(event.mimeData()) and not self._vm.is_read:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        self._ask.take(dropped_file(event.mimeData()))
        event.acceptProposedAction()

    @Slot()
    def _show(self) -> None:
        wanted = self._review if self._vm.is_read else self._ask
        if self._pages.currentWidget() is not wanted:
            seen = self.isVisible()
            self._pages.setCurrentWidget(wanted)
            if seen:
                wanted.start()


class _FilePage(QWidget):
    """Which file, and where its template is."""

    left = Signal()

    def __init__(self, vm: ListaVm) -> None:
        super().__init__()
        self._vm = vm
        self._file = FileField(self.tr("Archivo de auxiliares"), _OPENS)
        self._form = Form({"archivo": self._file})
        self._read = main_button(self.tr("Revisar archivo"))
        template = Button(self.tr("Guardar plantilla"), icon="descargar")
        back = Button(self.tr("Volver a la lista"))
        card = Card()
        card.box.setSpacing(12)
        card.box.addWidget(Text(self.tr("Alta de auxiliares con un archivo"), "section"))
        about = self.tr(
            "Un renglón por persona, con las columnas de la plantilla en cualquier orden. Primero "
            "se revisa y se muestra qué pasaría con cada renglón: nada se da de alta hasta que "
            "usted lo diga. Quien ya está dado de alta se deja como está, así que el mismo archivo "
            "se puede cargar otra vez. También puede soltar el archivo aquí."
        )
        card.box.addWidget(Text(about, "help", wrap=True))
        card.box.addWidget(self._file)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SMALL)
        foot.addWidget(template)
        foot.addStretch(1)
        foot.addWidget(back)
        foot.addWidget(self._read)
        card.box.addLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        box.addStretch(1)
        self._read.clicked.connect(self._ask)
        self._file.named.connect(self._ask)
        template.clicked.connect(self._keep_template)
        back.clicked.connect(self._leave)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether a file was named and not read yet."""
        return self._form.dirty and not self._vm.working

    def discard(self) -> None:
        """Let go of it."""
        self._form.clear()

    def start(self) -> None:
        """Put the cursor on the file."""
        self._file.go_there()

    def take(self, path: str) -> None:
        """Read a file that was dropped on the page."""
        self._file.take(path)

    @Slot()
    def _ask(self) -> None:
        self._vm.read(self._file.text())

    @Slot()
    def _leave(self) -> None:
        when_clean(self, self.left.emit, dirty=self.dirty, discard=self.discard)

    @Slot()
    def _keep_template(self) -> None:
        title = self.tr("Guardar plantilla")
        ask_to_save(self, title, _TEMPLATE, _KINDS[:1], self._vm.save_template)

    @Slot()
    def _show(self) -> None:
        if self._vm.is_read:
            self._form.keep()
        self._read.set_working(self._vm.working)
        self._form.show_errors(self._vm.errors)


class _RowsPage(QWidget):
    """What each row would do, or did."""

    left = Signal()

    def __init__(self, vm: ListaVm) -> None:
        super().__init__()
        self._vm = vm
        self._lines: tuple[FoundLine, ...] = ()
        self._counts, self._how = Text("", "strong", wrap=True), Text("", "help", wrap=True)
        self._only = ChoiceField(self.tr("Ver renglones"), placeholder=self.tr("Todos"))
        self._only.setFixedWidth(220)
        self._table = Table(
            self.tr("Renglones del archivo"),
            (
                Column(self.tr("Renglón"), 84, right=True),
                Column(self.tr("Persona y correo")),
                Column(self.tr("Qué pasa")),
            ),
            empty=self.tr("Ningún renglón está así."),
        )
        self._whole = Text("", "help", wrap=True)
        self._bar, self._doubts = Bar(), TickBox("")
        self._another = Button(self.tr("Usar otro archivo"))
        self._keep = Button(self.tr("Guardar resultado"), icon="descargar")
        self._back, self._stop = Button(self.tr("Volver a la lista")), Button(self.tr("Detener"))
        self._send = main_button(self.tr("Dar de alta"))
        self._arrange()
        self._only.changed.connect(vm.show_only)
        self._table.chosen.connect(self._say_whole)
        self._doubts.toggled.connect(self._show)
        self._another.clicked.connect(vm.forget)
        self._keep.clicked.connect(self._keep_result)
        self._back.clicked.connect(self.left)
        self._stop.clicked.connect(vm.stop)
        self._send.clicked.connect(self._enlist)
        vm.changed.connect(self._show)

    def start(self) -> None:
        """Put the focus on what is to be done, or on the rows where nothing is."""
        target = self._send if self._send.isEnabled() and self._send.isVisible() else self._table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._counts)
        said.addWidget(self._how)
        said.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(said, 1)
        head.addWidget(self._only, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SMALL)
        foot.addWidget(self._another)
        foot.addWidget(self._keep)
        foot.addStretch(1)
        for each in (self._back, self._stop, self._send):
            foot.addWidget(each)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self._table, 1)
        for shown in (self._whole, self._doubts, self._bar):
            box.addWidget(shown)
        box.addLayout(foot)

    @Slot()
    def _enlist(self) -> None:
        self._vm.send(doubts=self._doubts.isChecked())

    @Slot()
    def _keep_result(self) -> None:
        title = self.tr("Guardar resultado")
        ask_to_save(self, title, _RESULT, _KINDS, self._vm.save_result)

    @Slot(int)
    def _say_whole(self, row: int) -> None:
        """Say under the table all that the chosen line has no room for."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        self._whole.setText(f"Renglón {line.row.line}: {line.sentence}" if line else "")
        self._whole.setVisible(bool(line and line.sentence))

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        sending, to_send = vm.sending, vm.to_send(doubts=self._doubts.isChecked())
        self._counts.setText(" · ".join(f"{state.value}: {n:,}" for state, n in vm.counts))
        self._how.setText(vm.progress or vm.form)
        states = [(state.name, f"{state.value} ({n:,})") for state, n in vm.counts]
        self._only.offer([(_ALL, self.tr("Todos")), *states])
        if not vm.is_read:
            self._only.set_text(_ALL)
            self._doubts.setChecked(False)
        self._bar.setVisible(sending)
        self._bar.show_share(Share(min(vm.share, 0.999)), vm.progress)
        self._doubts.setText(self.tr("Dar de alta también las {0} por confirmar").format(vm.doubts))
        self._doubts.setVisible(vm.doubts > 0)
        self._doubts.setEnabled(not sending)
        rest = self.tr("Seguir: {0}") if vm.begun else self.tr("Dar de alta a {0}")
        self._send.rename(rest.format(f"{to_send:,}"))
        had = self._send.hasFocus() or self._stop.hasFocus()
        # It stays in its place with the focus: what is pressed twice in haste stops nothing.
        self._send.set_working(vm.working if sending else "")
        self._send.setVisible(to_send > 0 or sending)
        self._stop.setVisible(sending)
        if had and not sending:
            (self._send if to_send else self._back).setFocus()
        for each in (self._another, self._keep):
            each.setEnabled(not sending)
        self._show_lines()

    def _show_lines(self) -> None:
        lines = self._vm.lines
        kept = self._table.kept_row([(each.row.line, each.field) for each in lines])
        self._lines = lines
        foot = f"{len({each.row.line for each in lines}):,} renglones" if lines else ""
        self._table.show_rows([_cells(each) for each in lines], foot, chosen=kept)
        self._say_whole(kept)


def _cells(line: FoundLine) -> tuple[TableCell, TableCell, TableCell]:
    row = line.row
    said = f"{row.state.value}: {line.field}" if line.field else row.state.value
    return (
        TableCell(f"{row.line:,}"),
        TableCell(row.name or "—", row.correo),
        TableCell(said, line.sentence, _MARKS[row.state]),
    )
