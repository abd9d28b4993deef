"""Sending documents to a printer off the GUI thread: how far it is, giving it up, going on.

Drawing a page of 300 dots an inch keeps a thread for most of a second, so it is drawn in strips:
between two of them the window answers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from admin_desktop.framework.how_far import HowFar
from admin_desktop.framework.typed_errors import PrinterSilent
from admin_desktop.framework.working_vm import WorkingVm
from core.errors import ApoyoError
from core.messages import with_noun

Piece = Callable[[], bytes]
"""Asks for a PDF that is about to leave. Where copies are counted, asking counts this one."""

_TICK_MS = 150
_INCH = 72.0
_STRIP = 64
"""Rows of dots that are drawn at once: some 15 ms of one thread."""


@dataclass(slots=True)
class Sheaf:
    """What is to be printed and how much of it was: no page of it leaves twice.

    A piece is asked for when its turn comes, and held until it is on its way.
    """

    pieces: tuple[Piece, ...]
    piece: int = 0
    page: int = 0
    held: dict[int, bytes] = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        """Tell whether some of it left and some did not."""
        return bool(self.piece or self.page) and not self.done

    @property
    def done(self) -> bool:
        """Tell whether all of it left."""
        return self.piece == len(self.pieces)

    def begin_again(self) -> None:
        """Print it once more from its first page: each piece is a copy of its own."""
        self.piece, self.page = 0, 0
        self.held.clear()

    def current(self) -> bytes:
        """Return the piece whose turn it is. Raises what it is refused with."""
        if self.piece not in self.held:
            self.held[self.piece] = self.pieces[self.piece]()
        return self.held[self.piece]


class PrintVm(WorkingVm):
    """One print at a time; `sent` follows each that ended, whole or not."""

    sent = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told = HowFar()
        self.sheaf = Sheaf(())
        """What is or was printed last."""
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.changed)

    @property
    def progress(self) -> str:
        """«Imprimiendo: 12 de 200 hojas», or nothing at rest."""
        if not self._working or not self._told.total:
            return self._working
        return f"Imprimiendo: {self._told.done:,} de {self._nouns(self._told.total)}."

    @property
    def unfinished(self) -> str:
        """That what is left would not be printed."""
        return "Se está imprimiendo: lo que falta no saldría." if self._working else ""

    def cut(self) -> None:
        """Print no other page."""
        self.give_up()

    def start(self, printer: QPrinter, sheaf: Sheaf) -> None:
        """Print what is left of `sheaf`. Nobody else touches either until it ends."""
        if self._working:
            return
        self._told = told = HowFar()
        self.sheaf = sheaf
        self._tick.start()
        self._act("Imprimiendo…", lambda: lambda: send(printer, sheaf, told), self._ended)

    def give_up(self) -> None:
        """Stop after the page that is being drawn; those before it are printed."""
        self._told.given_up.set()

    def _ended(self, _: None) -> None:
        self._tick.stop()
        part = f"Se detuvo. Se enviaron {self._told.done:,} de {self._nouns(self._told.total)}."
        self._said = "Documento enviado a imprimir." if self.sheaf.done else part
        self.sent.emit()

    def _fail(self, error: ApoyoError) -> None:
        self._tick.stop()
        super()._fail(error)
        self.sent.emit()

    def _nouns(self, number: int) -> str:
        if len(self.sheaf.pieces) > 1:
            return with_noun(number, "documento", "documentos")
        return with_noun(number, "hoja", "hojas")


def send(printer: QPrinter, sheaf: Sheaf, told: HowFar) -> None:
    """Print what is left of `sheaf`, until it is given up.

    Raises PrinterSilent, and what a piece is refused with. What was drawn by then is printed.
    """
    began, painter = (sheaf.piece, sheaf.page), QPainter()
    if sheaf.begun and printer.outputFileName():
        printer.setOutputFileName(_beside(Path(printer.outputFileName())))
    if not painter.begin(printer):
        raise PrinterSilent
    try:
        for number, document in enumerate(_pages(sheaf, told)):
            if number and not printer.newPage():
                raise PrinterSilent
            _draw(document, sheaf.page, printer, painter)
    finally:
        if (sheaf.piece, sheaf.page) == began:
            printer.abort()  # else an empty page would come out
            painter.end()
        elif not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
            sheaf.piece, sheaf.page = began
            raise PrinterSilent
        for piece in [each for each in sheaf.held if each < sheaf.piece]:
            del sheaf.held[piece]


def _beside(path: Path) -> str:
    """Return the name of a file that is not there yet: what was printed into `path` stays."""
    names = (path.with_stem(f"{path.stem} ({number})") for number in count(2))
    return str(next(name for name in names if not name.exists())) if path.exists() else str(path)


def _pages(sheaf: Sheaf, told: HowFar) -> Iterator[QPdfDocument]:
    """Yield the document of each page that is left; the page counts once the next is asked for.

    What was asked for by the time it is given up is drawn: it is counted.
    """
    one, told.total = len(sheaf.pieces) == 1, len(sheaf.pieces)
    told.done = sheaf.piece
    while not sheaf.done and not told.given_up.is_set():
        buffer = QBuffer()
        buffer.setData(QByteArray(sheaf.current()))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        pages = document.pageCount()
        if one:
            told.total, told.done = pages, sheaf.page
        first = sheaf.page
        while sheaf.page < pages and (sheaf.page == first or not told.given_up.is_set()):
            yield document
            sheaf.page += 1
            told.done += one
        document.close()
        if sheaf.page >= pages:
            sheaf.piece, sheaf.page = sheaf.piece + 1, 0
            told.done += not one


def _draw(document: QPdfDocument, number: int, printer: QPrinter, painter: QPainter) -> None:
    """Draw a page as large as the paper allows, strip by strip; what is white costs nothing."""
    points = document.pagePointSize(number)
    scale = printer.resolution() / _INCH
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    room = printer.pageRect(QPrinter.Unit.DevicePixel).size().toSize()
    fitted = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    for top in range(0, fitted.height(), _STRIP):
        # One row more than it needs: printers leave a hairline between two that only touch.
        rows = min(_STRIP + 1, fitted.height() - top)
        how = QPdfDocumentRenderOptions()
        how.setScaledSize(fitted)
        how.setScaledClipRect(QRect(0, top, fitted.width(), rows))
        strip = document.render(number, QSize(fitted.width(), rows), how)
        bits = bytes(strip.constBits())
        if bits.count(0) != len(bits):
            painter.drawImage(QPoint(0, top), _on_white(strip))


def _on_white(strip: QImage) -> QImage:
    """Return it on paper: a printer has no transparent dots."""
    flat = QImage(strip.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor(Qt.GlobalColor.white))
    laying = QPainter(flat)
    laying.drawImage(0, 0, strip)
    laying.end()
    return flat
