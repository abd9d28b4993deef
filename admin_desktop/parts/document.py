"""A PDF on the screen, from memory to the printer: nothing is written unless a person saves it."""

from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMargins,
    QPointF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.file_dialog import ask_to_save
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import PRINT_PANEL
from admin_desktop.parts.text import OneLine, Text

_HEAD, _CLOSER, _FURTHER = 64, 1.25, 0.8
_INCH = 72.0


class DocumentView(QWidget):
    """A document with its title, how large it is seen, and what may be done with it."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bytes, self._file_name = QByteArray(), ""
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

    def show_pdf(self, pdf: bytes, title: str, file_name: str) -> None:
        """Show a document that stays in memory."""
        self._banner.clear()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._opening.setVisible(self._drawing is not None)
        self._document.load(self._buffer)
        self._file_name = file_name
        self._title.setText(title)
        count = self._document.pageCount()
        self._pages.setText(f"Página 1 de {count}" if count else "")
        if not count:
            self._opening.hide()
            more = self.tr("Guárdelo y ábralo con otro programa, o pídalo otra vez.")
            self._banner.say(Mark.ERROR, self.tr("El documento no se puede mostrar."), more)
        QTimer.singleShot(0, self._fit)

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
        saved = Button(self.tr("Guardar PDF"), keys="Ctrl+S", icon="descargar", tall=True)
        back = Button(self.tr("Cerrar documento"), keys="Esc", tall=True)
        printed.clicked.connect(self._print)
        saved.clicked.connect(self._save)
        back.clicked.connect(self.back)
        for widget in (printed, saved, back, self._banner):
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
        ask_to_save(self, title, self._file_name, "PDF (*.pdf)", self.save_to)

    @Slot(str)
    def save_to(self, name: str) -> None:
        """Write the document as it came; say where it is kept, or why it is not."""
        try:
            Path(name).write_bytes(self._bytes.data())
        except OSError:
            more = self.tr("Elija otra carpeta o libere espacio.")
            self._banner.say(Mark.ERROR, self.tr("No se pudo guardar el archivo."), more)
        else:
            self._banner.say(Mark.OK, self.tr("PDF guardado."), Path(name).name)

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Draw every page on `printer`, as large as its paper allows."""
        painter = QPainter(printer)
        for number in range(self._document.pageCount()):
            if number:
                printer.newPage()
            points = self._document.pagePointSize(number)
            scale = printer.resolution() / _INCH
            size = QSize(round(points.width() * scale), round(points.height() * scale))
            room = printer.pageRect(QPrinter.Unit.DevicePixel).size().toSize()
            fitted = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QPointF(0, 0), self._document.render(number, fitted))
        painter.end()
        self._banner.say(Mark.OK, self.tr("Documento enviado a imprimir."))
