"""A document of the server, looked at before it is printed or kept; zoom and print are here."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop import theme
from admin_desktop.parts.buttons import Button, Look
from admin_desktop.parts.text import Text

_STEP, _MOST, _LEAST = 1.25, 4.0, 0.25
_PRINT_DPI = 300
_POINTS = 72


class PdfPane(QWidget):
    """Pages one under the other, the whole page at first."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = QBuffer(self)
        self.document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setAccessibleName(self.tr("Documento"))
        self._view.setDocument(self.document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._title, self._pages = Text("", "section"), Text("", "help")
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self._title, 1)
        head.addWidget(self._pages)
        for words, icon, act in (
            (self.tr("Alejar"), "menos", self._less),
            (self.tr("Ver completa"), "", self._whole),
            (self.tr("Acercar"), "mas", self._more),
        ):
            button = Button(words, Look.SECONDARY, icon=icon)
            button.clicked.connect(act)
            head.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self._view, 1)
        self._whole()

    def show_pdf(self, title: str, content: bytes) -> None:
        """Show a document under its title."""
        self.document.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(content))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._bytes)
        count = self.document.pageCount()
        self._title.setText(title)
        self._pages.setText(self.tr("1 página") if count == 1 else f"{count} páginas")
        self._whole()

    def print_it(self) -> None:
        """Ask for the printer, and print every page."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            print_pages(self.document, printer)

    @Slot()
    def _whole(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    @Slot()
    def _more(self) -> None:
        self._zoom(_STEP)

    @Slot()
    def _less(self) -> None:
        self._zoom(1 / _STEP)

    def _zoom(self, by: float) -> None:
        now = self._view.zoomFactor() if self._is_free() else self._fitted()
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(_LEAST, min(_MOST, now * by)))

    def _is_free(self) -> bool:
        return self._view.zoomMode() is QPdfView.ZoomMode.Custom

    def _fitted(self) -> float:
        """Return the factor at which the whole first page is seen."""
        size = self.document.pagePointSize(0)
        dots = self._view.logicalDpiY() / _POINTS
        return self._view.height() / (size.height() * dots) if size.height() else 1.0


def print_pages(document: QPdfDocument, printer: QPrinter) -> None:
    """Print every page, as large as the paper allows and never distorted."""
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        dots = QSize(
            round(points.width() * _PRINT_DPI / _POINTS),
            round(points.height() * _PRINT_DPI / _POINTS),
        )
        paper = QRectF(painter.viewport())
        fitted = dots.scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, fitted.width(), fitted.height())
        painter.drawImage(place, document.render(page, dots))
    painter.end()
