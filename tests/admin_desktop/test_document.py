"""A document on the screen: it says that it opens, is drawn, printed and kept, or why not."""

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from admin_desktop.parts.document import DocumentView
from tests.admin_desktop.by_name import Eyes
from tests.admin_desktop.conftest import WAIT

OPENING = "Abriendo el documento…"


def a_pdf(pages: int = 2) -> bytes:
    """Return some pages of a fictitious document."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(612, 792))
    for number in range(1, pages + 1):
        canvas.rect(72, 72, 300, 300, fill=1)
        canvas.drawString(72, 700, f"MUESTRA, hoja {number}")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(1064, 800)
    made.show()
    return made


def test_it_says_that_it_opens_until_the_first_page_is_drawn(
    view: DocumentView, qtbot: QtBot
) -> None:
    eyes = Eyes(view)
    view.show_pdf(a_pdf(), "Constancia de Ana Muestra Ficticia", "constancia.pdf")
    assert eyes.shows(OPENING)
    qtbot.waitUntil(lambda: not eyes.shows(OPENING), timeout=WAIT)
    assert eyes.shows("Página 1 de 2")
    assert has_ink(view.grab().toImage())
    view.show_pdf(a_pdf(), "Otra", "otra.pdf")
    assert eyes.shows(OPENING)
    qtbot.waitUntil(lambda: not eyes.shows(OPENING), timeout=WAIT)


def test_what_is_no_pdf_says_what_to_do(view: DocumentView) -> None:
    view.show_pdf(b"no es un PDF", "Constancia", "constancia.pdf")
    eyes = Eyes(view)
    assert eyes.shows("El documento no se puede mostrar.")
    assert not eyes.shows(OPENING)


def test_it_is_printed_whole(view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    view.show_pdf(a_pdf(), "Constancia", "constancia.pdf")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "impreso.pdf"))
    letter = QPageSize(QPageSize.PageSizeId.Letter)
    portrait = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(letter, portrait, QMarginsF(0, 0, 0, 0)))
    view.print_on(printer)
    qtbot.waitUntil(lambda: Eyes(view).shows("Documento enviado a imprimir."), timeout=WAIT)
    printed = QPdfDocument()
    assert printed.load(str(tmp_path / "impreso.pdf")) is QPdfDocument.Error.None_
    assert printed.pageCount() == 2
    assert all(has_ink(printed.render(page, QSize(306, 396))) for page in (0, 1))
    printed.close()


def test_it_is_kept_byte_by_byte_or_the_screen_says_why_not(
    view: DocumentView, tmp_path: Path
) -> None:
    pdf = a_pdf()
    view.show_pdf(pdf, "Constancia", "constancia.pdf")
    view.save_to(str(tmp_path / "constancia.pdf"))
    assert (tmp_path / "constancia.pdf").read_bytes() == pdf
    assert Eyes(view).shows("PDF guardado.")
    view.save_to(str(tmp_path / "no_hay" / "constancia.pdf"))
    assert Eyes(view).shows("No se pudo guardar el archivo.")


def has_ink(image: QImage) -> bool:
    """Tell whether a good part of the picture is black: the square of the page."""
    small = image.scaled(40, 40)
    dark = sum(small.pixelColor(x, y).lightness() < 60 for x in range(40) for y in range(40))
    return dark > 40
