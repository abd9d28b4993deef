"""A PDF on the screen, from memory to the printer: nothing is written unless a person saves it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMargins,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.framework.print_vm import Piece, PrintVm, Sheaf
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.file_dialog import ask_to_save
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import PRINT_PANEL
from admin_desktop.parts.text import OneLine, Text
from core.messages import Explanation

_HEAD, _CLOSER, _FURTHER = 64, 1.25, 0.8
_PRINTED = 300
"""Dots an inch: what a code is read from."""
_PATIENCE_MS = 1_000
"""From then on a print says how far it is and can be left."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves in the place of a copy that is only read."""

    whole: Callable[[Callable[[bytes], None]], None]
    """Asks for all of it, to be kept, and hands it on once it is there."""
    pieces: tuple[Piece, ...]
    """Asks for it piece by piece, on another thread, to be printed."""


class DocumentView(QWidget):
    """A document with its title, how large it is seen, and what may be done with it."""

    back = Signal()
    left = Signal()
    """A print ended, whole or not: what is told of its copies may have changed."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes, self._file_name = QByteArray(), ""
        self._leaving: Leaving | None = None
        self._sheaf = Sheaf(())
        self._printing = PrintVm(self)
        self._waited = QTimer(self)
        self._waited.setSingleShot(True)
        self._waited.setInterval(_PATIENCE_MS)
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setAccessibleName(self.tr("Documento"))
        self._view.setDocument(self._document)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        room = theme.MARGIN
        self._view.setDocumentMargins(QMargins(room, room, room, room))
        self._view.setPageSpacing(2 * room)  # Qt fits a page into the height less this alone
        self._take_colours()
        self._opening = Text(self.tr("Abriendo el documento…"))
        waiting = QVBoxLayout(self._view.viewport())
        waiting.addWidget(self._opening, 0, Qt.AlignmentFlag.AlignCenter)
        self._drawing = self._view.findChild(QPdfPageRenderer)
        if self._drawing is not None:
            self._drawing.pageRendered.connect(self._opening.hide)
        self._title, self._pages = OneLine("", "title"), Text("", "help")
        self._banner = Banner()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._head())
        left.addWidget(self._view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._side())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._take_colours()

    def _take_colours(self) -> None:
        behind = self._view.palette()
        behind.setColor(QPalette.ColorRole.Dark, QColor(theme.tokens().sunk))
        self._view.setPalette(behind)

    def show_pdf(
        self, pdf: bytes, title: str, file_name: str, leaving: Leaving | None = None
    ) -> None:
        """Show a document that stays in memory.

        Where it is a copy to be read, `leaving` gives the one that is printed or kept instead,
        anew for each that leaves.
        """
        self._leaving = leaving
        self._sheaf = Sheaf(leaving.pieces if leaving else (lambda: pdf,))
        self._load(pdf, file_name)
        self._show_printing()
        self._title.setText(title)
        QTimer.singleShot(0, self._fit)

    def _load(self, pdf: bytes, file_name: str) -> None:
        self._banner.clear()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._opening.setVisible(self._drawing is not None)
        self._document.load(self._buffer)
        self._file_name = file_name
        count = self._document.pageCount()
        self._pages.setText(f"Página 1 de {count}" if count else "")
        if not count:
            self._opening.hide()
            more = self.tr("Guárdelo y ábralo con otro programa, o pídalo otra vez.")
            self._banner.say(Mark.ERROR, self.tr("El documento no se puede mostrar."), more)

    def say_trouble(self, trouble: Explanation) -> None:
        """Say why the document that was asked for could not be had."""
        self._banner.say_trouble(trouble)

    def _issued(self, then: Callable[[], None]) -> None:
        """Go on with the document that is to leave; it takes the place of the copy.

        One that was counted and did not leave is the next one that does.
        """
        sheaf = self._sheaf
        one = len(sheaf.pieces) == 1 and not self._printing.working
        if self._leaving is None:
            then()
            return

        def go_on(pdf: bytes) -> None:
            if one:
                sheaf.held[0] = pdf
            self._load(pdf, self._file_name)
            then()

        if one and 0 in sheaf.held:
            go_on(sheaf.held[0])
        else:
            self._leaving.whole(go_on)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("head")
        head.setFixedHeight(_HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        smaller, whole, larger = Button("−"), Button(self.tr("Ver completa")), Button("+")
        smaller.setAccessibleName(self.tr("Ver más chica"))
        larger.setAccessibleName(self.tr("Ver más grande"))
        smaller.clicked.connect(lambda: self._zoom(_FURTHER))
        larger.clicked.connect(lambda: self._zoom(_CLOSER))
        whole.clicked.connect(self._fit)
        line.addWidget(self._title, 1)
        line.setSpacing(4)
        for widget in (smaller, whole, larger):
            line.addWidget(widget)
        return head

    def _side(self) -> QFrame:
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(PRINT_PANEL)
        box = QVBoxLayout(side)
        box.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        box.setSpacing(12)
        box.addWidget(Text(self.tr("Documento"), "section"))
        box.addWidget(self._pages)
        printed = main_button(self.tr("Imprimir"), keys="Ctrl+P", icon="imprimir", tall=True)
        self._printed, self._how_far = printed, Text("", "help", wrap=True)
        self._stop = Button(self.tr("Detener la impresión"), tall=True)
        saved = Button(self.tr("Guardar PDF"), keys="Ctrl+S", icon="descargar", tall=True)
        back = Button(self.tr("Cerrar documento"), keys="Esc", tall=True)
        printed.clicked.connect(self._print)
        saved.clicked.connect(self._save)
        back.clicked.connect(self.back)
        self._stop.clicked.connect(self._printing.give_up)
        self._printing.changed.connect(self._show_printing)
        self._printing.sent.connect(self._sent)
        self._waited.timeout.connect(self._show_printing)
        for widget in (printed, self._how_far, self._stop, saved, back, self._banner):
            box.addWidget(widget)
        box.addStretch(1)
        about = self.tr("El documento está solo en la memoria. Se guarda si usted lo pide.")
        box.addWidget(Text(about, "help", wrap=True))
        return side

    @Slot()
    def _fit(self) -> None:
        """Show the whole page in the room there is now."""
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def _zoom(self, factor: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(self._view.zoomFactor() * factor)

    @Slot()
    def _save(self) -> None:
        title = self.tr("Guardar PDF")
        ask_to_save(self, title, self._file_name, ("PDF (*.pdf)",), self.save_to)

    @Slot(str)
    def save_to(self, name: str) -> None:
        """Write the document as it came; say where it is kept, or why it is not."""
        self._issued(lambda: self._write(name))

    def _write(self, name: str) -> None:
        try:
            Path(name).write_bytes(self._bytes.data())
        except OSError:
            more = self.tr("Elija otra carpeta o libere espacio.")
            self._banner.say(Mark.ERROR, self.tr("No se pudo guardar el archivo."), more)
        else:
            one = len(self._sheaf.pieces) == 1 and not self._printing.working
            if one and not self._sheaf.begun:
                self._sheaf.begin_again()
            self._banner.say(Mark.OK, self.tr("PDF guardado."), Path(name).name)

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_PRINTED)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print on `printer`, in the background, what was not printed yet."""
        if self._document.pageCount() and not self._printing.working:
            self._banner.clear()
            self._waited.start()
            self._printing.start(printer, self._sheaf)

    @Slot()
    def _sent(self) -> None:
        """Say what came of it. Its next print is of what is left, else of all of it anew."""
        sheaf, trouble = self._printing.sheaf, self._printing.trouble
        mark = Mark.OK if sheaf.done else Mark.WARN
        if sheaf.done:
            sheaf.begin_again()
        if trouble is not None:
            self._banner.say_trouble(trouble)
        else:
            self._banner.say(mark, self._printing.said)
        self._show_printing()
        self.left.emit()

    @Slot()
    def _show_printing(self) -> None:
        """Say how far a print is once it takes long, and offer to leave it."""
        runs = bool(self._printing.working)
        long = runs and not self._waited.isActive()
        self._how_far.setVisible(long)
        self._how_far.setText(self._printing.progress)
        if self._stop.hasFocus() and not long:
            self._printed.setFocus()
        self._stop.setVisible(long)
        rest = self.tr("Imprimir el resto") if self._sheaf.begun else self.tr("Imprimir")
        if not runs and self._printed.accessibleName() != rest:
            self._printed.rename(rest)
        self._printed.set_working(self._printing.working)
