"""Many pages go to the printer behind the window, which answers and tells how far it is."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from admin_desktop.parts.buttons import Button
from admin_desktop.parts.document import DocumentView, Leaving
from core.errors import CentralUnreachable
from tests.admin_desktop.by_name import Eyes
from tests.admin_desktop.conftest import WAIT
from tests.admin_desktop.heartbeat import heartbeat
from tests.admin_desktop.test_document import a_pdf

_SENT = "Documento enviado a imprimir."
_STOP = "Detener la impresión"
_REST = "Imprimir el resto"


def a_printer(path: Path, dots: int = 72) -> QPrinter:
    """Return a printer whose paper is a file."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dots)
    letter = QPageSize(QPageSize.PageSizeId.Letter)
    margins = QMarginsF(0, 0, 0, 0)
    printer.setPageLayout(QPageLayout(letter, QPageLayout.Orientation.Portrait, margins))
    return printer


def pages_of(path: Path) -> int:
    """Return how many pages came out."""
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    count = document.pageCount()
    document.close()
    return count


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(1064, 800)
    made.show()
    return made


class Counted:
    """A server that counts each copy that is asked for; at one of them it waits, or is silent."""

    def __init__(self, total: int) -> None:
        self.asked: list[int] = []
        self.waits_at, self.silent_at = -1, -1
        self.reached, self.onward = threading.Event(), threading.Event()
        self.leaving = Leaving(self._whole, tuple(self._piece(each) for each in range(total)))

    def _whole(self, then: Callable[[bytes], None]) -> None:
        then(a_pdf())

    def _piece(self, number: int) -> Callable[[], bytes]:
        def ask() -> bytes:
            if number == self.waits_at:
                self.reached.set()
                assert self.onward.wait(30)
            if number == self.silent_at:
                raise CentralUnreachable
            self.asked.append(number)
            return a_pdf(1)

        return ask


def test_the_window_answers_while_pages_are_drawn(
    view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    view.show_pdf(a_pdf(4), "Contactos", "contactos.pdf")
    qtbot.waitUntil(lambda: not Eyes(view).shows("Abriendo el documento…"), timeout=WAIT)
    with heartbeat() as heart:
        view.print_on(a_printer(tmp_path / "all.pdf", dots=300))
        qtbot.waitUntil(lambda: Eyes(view).shows(_SENT), timeout=WAIT)
    assert pages_of(tmp_path / "all.pdf") == 4
    assert heart.longest_own < 0.05, "the thread of the window drew a page"
    assert heart.longest < 0.5, "a page drawn in one go keeps Python for a second"


def test_a_long_print_says_how_far_it_is_and_goes_on_where_it_was_left(
    view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    server, eyes = Counted(5), Eyes(view)
    server.waits_at = 2
    view.show_pdf(a_pdf(5), "Constancias de la lista", "constancias.pdf", server.leaving)
    assert not server.asked, "nothing is counted by being seen"
    view.print_on(a_printer(tmp_path / "first.pdf"))
    assert not eyes.shows(_STOP)
    qtbot.waitUntil(lambda: eyes.shows(_STOP), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Imprimiendo: 2 de 5 documentos."), timeout=WAIT)
    # not by the mouse of `eyes`, which lets all that is under way end first
    next(each for each in view.findChildren(Button) if each.text() == _STOP).click()
    server.onward.set()
    qtbot.waitUntil(lambda: eyes.shows("Se detuvo. Se enviaron 3 de 5"), timeout=WAIT)
    assert pages_of(tmp_path / "first.pdf") == 3
    assert eyes.shows(_REST)
    view.print_on(a_printer(tmp_path / "first.pdf"))
    qtbot.waitUntil(lambda: eyes.shows(_SENT), timeout=WAIT)
    assert pages_of(tmp_path / "first (2).pdf") == 2
    assert pages_of(tmp_path / "first.pdf") == 3, "what was printed into a file stays"
    assert server.asked == [0, 1, 2, 3, 4], "each was counted once"
    assert not eyes.shows(_REST)


def test_a_server_that_falls_silent_leaves_the_rest_to_be_printed(
    view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    server, eyes = Counted(3), Eyes(view)
    server.silent_at = 1
    view.show_pdf(a_pdf(3), "Constancias de la lista", "constancias.pdf", server.leaving)
    view.print_on(a_printer(tmp_path / "first.pdf"))
    qtbot.waitUntil(lambda: eyes.shows(_REST), timeout=WAIT)
    assert pages_of(tmp_path / "first.pdf") == 1
    server.silent_at = -1
    view.print_on(a_printer(tmp_path / "rest.pdf"))
    qtbot.waitUntil(lambda: eyes.shows(_SENT), timeout=WAIT)
    assert pages_of(tmp_path / "rest.pdf") == 2
    assert server.asked == [0, 1, 2]


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_does_not_answer_counts_nothing(
    view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    server, eyes = Counted(1), Eyes(view)
    view.show_pdf(a_pdf(1), "Constancia", "constancia.pdf", server.leaving)
    view.print_on(a_printer(tmp_path / "no_hay" / "first.pdf"))
    qtbot.waitUntil(lambda: eyes.shows("La impresora no respondió."), timeout=WAIT)
    assert not server.asked
