"""Ctrl+K: one field over everything; Enter goes where the chosen hit leads."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.fields import Field
from admin_desktop.parts.focus_ring import FocusRing
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.table import Table
from admin_desktop.shell.command_vm import CommandVm

_WIDE, _HIGH, _WAIT_MS = 560, 420, 200
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class CommandSearch(QDialog):
    """Areas, people and folios. The arrows move in the list while one types."""

    gone = Signal(str, object)
    """The area that was chosen, and what it is asked for."""

    def __init__(self, owner: QWidget, vm: CommandVm) -> None:
        super().__init__(owner.window())
        vm.setParent(self)
        self._vm = vm
        self.setObjectName("page")
        title = self.tr("Buscar en todo")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.resize(_WIDE, _HIGH)
        self._field = Field(self.tr("Pantalla, persona, Id Solicitante o folio"))
        self._hits = Table(
            self.tr("Lo que coincide"),
            (Column(self.tr("Ir a")),),
            empty=self.tr("Escriba para buscar."),
            may_copy=False,
        )
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        box.setSpacing(16)
        box.addWidget(self._field)
        box.addWidget(self._hits, 1)
        self._field.editor.textEdited.connect(lambda _text: self._wait.start())
        self._field.editor.returnPressed.connect(self._go_to_chosen)
        self._wait.timeout.connect(self._search)
        self._hits.opened.connect(self._go)
        self.finished.connect(self.deleteLater)
        vm.changed.connect(self._show)
        FocusRing(self)
        self._show()
        self._field.go_there()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Move in the list from the field; Enter is the field's own, Escape closes."""
        if event.key() in _MOVES:
            step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
            count = len(self._vm.hits)
            if count:
                self._show_from(min(max(0, self._hits.chosen_row() + step), count - 1))
            return
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    @Slot()
    def _search(self) -> None:
        self._wait.stop()
        self._vm.search(self._field.text())

    @Slot()
    def _go_to_chosen(self) -> None:
        """Go to the chosen hit of what stands in the field now, not of what stood before."""
        self._search()
        self._go(max(0, self._hits.chosen_row()))

    @Slot(int)
    def _go(self, place: int) -> None:
        hits = self._vm.hits
        if 0 <= place < len(hits):
            self.accept()
            self.gone.emit(hits[place].area, hits[place].subject)

    @Slot()
    def _show(self) -> None:
        names = [(hit.name, hit.what) for hit in self._vm.hits]
        self._show_from(self._hits.kept_row(names))

    def _show_from(self, chosen: int) -> None:
        hits = self._vm.hits
        rows = [(TableCell(hit.name, hit.what),) for hit in hits]
        foot = self.tr("Flechas para elegir, Entrar para ir, Esc para cerrar")
        self._hits.show_rows(rows, foot if hits else "", chosen=chosen, nothing=self._vm.nothing)
