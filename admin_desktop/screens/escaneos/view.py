"""Documentos escaneados: those of one expediente, and where more are attached."""

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework.subjects import ToEscaneos
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.file_dialog import ask_to_open, ask_to_open_some
from admin_desktop.parts.form import tell
from admin_desktop.parts.leaving import when_clean
from admin_desktop.parts.panels import Steps
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.escaneos.attach_page import KINDS_OF_FILE, AttachPage
from admin_desktop.screens.escaneos.attach_vm import AttachVm
from admin_desktop.screens.escaneos.panel import EscaneoPanel
from admin_desktop.screens.escaneos.vm import EscaneoLine, EscaneosVm

_TABLE = 400
"""Least width in pixels at which every column is readable."""


class EscaneosView(Screen):
    """The list, or the page of files to attach. Files may be dropped on either."""

    dropped = Signal(list)

    def __init__(self, vm: EscaneosVm, attach: AttachVm, *, may_attach: bool) -> None:
        super().__init__(self.tr("Documentos escaneados"))
        vm.setParent(self)
        self._vm, self._attach_vm, self._may = vm, attach, may_attach
        self.setAcceptDrops(may_attach)
        self._banner, self._about = Banner(), Text("", "help", wrap=True)
        self._back = Button(self.tr("Volver al expediente"))
        self._new = main_button(self.tr("Agregar documentos"), keys="Ctrl+N")
        self._hint = Text(self.tr("También puede arrastrar aquí los archivos."), "help", wrap=True)
        self._table = Table(
            self.tr("Documentos del expediente"),
            (
                Column(self.tr("Documento")),
                Column(self.tr("Fecha"), 104, spare=True),
                Column(self.tr("Agregó"), 168, spare=True),
                Column(self.tr("Estado"), 128),
            ),
            empty="",
        )
        self._table.setMinimumWidth(_TABLE)
        self._panel = EscaneoPanel(vm, may_attach=may_attach)
        self._attach = AttachPage(attach)
        self._pages, self._list = Steps(), self._list_page()
        for page in (self._list, self._attach):
            self._pages.add(page)
        self._pages.show_page(self._list)
        self.box.addWidget(self._banner)
        self.box.addWidget(self._about)
        self.box.addWidget(self._pages, 1)
        self._connect()
        self._show()

    def arrive(self, subject: object) -> None:
        """Show the documents that were asked for, or the last ones anew."""
        if isinstance(subject, ToEscaneos):
            self._attach_vm.begin(subject.number)
            self._panel.rest()
            self._pages.show_page(self._list)
            self._vm.open(subject)
        else:
            self._vm.load()

    def has_unsaved(self) -> bool:
        """Tell whether a file is not in the expediente, or a reason was not sent."""
        return self._attach.dirty or self._panel.dirty

    def discard(self) -> None:
        """Let go of what was chosen and typed."""
        self._attach_vm.drop()
        self._panel.rest()
        self._pages.show_page(self._list)

    def _list_page(self) -> QWidget:
        page = QWidget()
        top, row = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        for each in (self._back, self._new):
            top.addWidget(each)
        top.addWidget(self._hint, 1)
        row.setSpacing(16)
        row.addWidget(self._table, 1)
        row.addWidget(self._panel)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addLayout(top)
        box.addLayout(row, 1)
        return page

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._new.clicked.connect(self._choose)
        self._table.chosen.connect(self._tell)
        self._table.serve(self._vm.held)
        self._panel.replaced.connect(self._choose_instead)
        self._attach.left.connect(self._leave_attach)
        self._attach_vm.attached.connect(self._attached)
        self.dropped.connect(self._take)
        self._vm.changed.connect(self._show)

    @Slot()
    def _go_back(self) -> None:
        self.wanted.emit("expediente", self._vm.asked.number)

    @Slot()
    def _choose(self) -> None:
        ask_to_open_some(self, self.tr("Elegir documentos"), KINDS_OF_FILE, self._take)

    @Slot(object)
    def _choose_instead(self, line: EscaneoLine) -> None:
        title = self.tr("Elegir el documento que lo reemplaza")
        ask_to_open(self, title, KINDS_OF_FILE, lambda path: self._replace(line, path))

    def _replace(self, line: EscaneoLine, path: str) -> None:
        self._attach_vm.add([path], line.row)
        self._open_attach()

    @Slot(list)
    def _take(self, paths: list[str]) -> None:
        """Open the page of files with those that were chosen or dropped."""
        if paths and self._may and not self._vm.asked.closed and not self._replacing():
            self._attach_vm.add(paths)
            self._open_attach()

    def _replacing(self) -> bool:
        return any(each.replaces is not None for each in self._attach_vm.lines)

    def _open_attach(self) -> None:
        self._vm.dismiss()
        self._pages.show_page(self._attach)
        self._attach.go_there()

    @Slot()
    def _leave_attach(self) -> None:
        when_clean(self, self._close_attach, dirty=self._attach.dirty, discard=self._attach_vm.drop)

    @Slot()
    def _close_attach(self) -> None:
        self._pages.show_page(self._list)
        self._vm.load()
        self._new.setFocus()

    @Slot(int)
    def _attached(self, count: int) -> None:
        self._pages.show_page(self._list)
        self._vm.say_attached(count)
        self._table.setFocus()

    @Slot(int)
    def _tell(self, row: int) -> None:
        """Show another one, unless a reason that was typed about this one is to stay."""
        lines = self._vm.lines
        if not 0 <= row < len(lines):
            return
        when_clean(
            self,
            lambda: self._panel.show_line(lines[row]),
            dirty=self._panel.dirty,
            discard=self._panel.rest,
            stay=self._show,
        )

    @Slot()
    def _show(self) -> None:
        vm, lines = self._vm, self._vm.lines
        tell(self._banner, vm)
        asked = vm.asked
        closed = self.tr("; con acta de cierre: solo se consulta") if asked.closed else ""
        self._about.setText(f"Id Solicitante {asked.number} · {asked.name}{closed}")
        may = self._may and not asked.closed
        self._new.setVisible(may)
        self._hint.setVisible(may)
        chosen = self._table.kept_row([each.row.id for each in lines])
        rows = [
            (
                TableCell(each.row.title, each.kind),
                TableCell(each.day),
                TableCell(each.row.by, each.at),
                TableCell(each.state, "", each.mark),
            )
            for each in lines
        ]
        foot = vm.foot if lines else ""
        self._table.show_rows(rows, foot, chosen=chosen, nothing=vm.nothing)
        if not self._panel.dirty:
            self._panel.show_line(lines[chosen] if 0 <= chosen < len(lines) else None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take files of this machine, where they may be attached."""
        if dropped_files(event.mimeData()) and not self._vm.asked.closed:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event.mimeData()))


def dropped_files(dragged: QMimeData) -> list[str]:
    """Return the paths of what is dragged that is a file of this machine."""
    return [path for url in dragged.urls() if (path := url.toLocalFile())]
