"""What documents are drawn with: a deterministic PDF on letter paper, tagged, fonts embedded.

Lengths are points (1/72 inch); `top` is measured downwards from the upper edge. What is written
belongs to an element of the document's structure (`tags`), what is only drawn to none.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, TypedDict, Unpack, cast
from xml.sax.saxutils import escape

from PIL.Image import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from core.documents import faces
from core.documents.archival import close_streams, make_archival
from core.documents.faces import marked_runs, register, runs, width
from core.documents.qr import QUIET_MODULES, modules
from core.documents.tags import Tags

WIDTH, HEIGHT = letter
MARGIN = 68.0
INNER = WIDTH - 2 * MARGIN

INK, SOFT, LINE, ACCENT = "#1D1B20", "#55505C", "#DDD9D2", "#6B2346"
WARN, WARN_SOFT, SUNK = "#7F4A00", "#FBF0DC", "#F1EEE8"

REGULAR, SEMIBOLD, BOLD = faces.REGULAR, faces.SEMIBOLD, faces.BOLD
MONO, MONO_BOLD = faces.MONO, faces.MONO_BOLD
_QR_MODULE = 1.5  # points: 3 px at 150 dpi, what a reader of codes needs


def bold(text: str) -> str:
    """Return `text` escaped and marked bold for `Paper.paragraph`."""
    return f"<b>{escape(text)}</b>"


def plain(text: str) -> str:
    """Return `text` escaped for `Paper.paragraph`."""
    return escape(text)


class Type(TypedDict, total=False):
    """Text style: 10.5 points, regular font, ink colour, left-aligned unless given.

    `tag` is the element that the text begins: P, or H1 and H2 for a heading.
    """

    font: str
    size: float
    lead: float
    color: str
    align: str
    tag: str


class Paper:
    """A document being drawn. `each_page` is called first on every page (letterhead, PRÁCTICA).

    What the file says of itself: `title`, `author` (who issues it), its language, and `at`, the
    hour of the act it proves: the same act gives the same bytes whenever it is drawn. `size` is the
    width and height of its pages in points.
    """

    def __init__(
        self,
        title: str,
        each_page: Callable[["Paper"], None],
        *,
        author: str,
        at: datetime,
        size: tuple[float, float] = letter,
    ) -> None:
        register()
        close_streams()
        self._bytes, self._at, self._high = BytesIO(), at, size[1]
        self._canvas = Canvas(
            self._bytes,
            pagesize=size,
            invariant=1,
            pdfVersion=(1, 4),
            initialFontName=cast("Any", REGULAR),  # the stub says float; it is a name
            lang="es-MX",
            enforceColorSpace="RGB",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(title)
        self._canvas.setCreator("Apoyo Ciudadano")
        self._canvas.setDateFormatter(lambda *_now: f"D:{at.astimezone(UTC):%Y%m%d%H%M%S}Z")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._tags = Tags()
        self._each_page = each_page
        self.page = 1
        each_page(self)

    def within(self, tag: str, alt: str = "") -> AbstractContextManager[None]:
        """Put what is written inside into one element: Table, TR, TH, TD, L, LI, LBody, P.

        `alt` says in words what a Figure shows.
        """
        return self._tags.within(tag, alt)

    def aside(self) -> AbstractContextManager[None]:
        """Write what repeats on each page, which a screen reader leaves out."""
        return self._tags.aside()

    def next_page(self) -> None:
        """Close this page and begin another."""
        self._canvas.showPage()
        self._tags.next_page()
        self.page += 1
        with self.aside():
            self._each_page(self)

    def next_document(self, each_page: Callable[["Paper"], None]) -> None:
        """Begin another document in the same file, on a page of its own."""
        self._canvas.showPage()
        self._tags.next_page()
        self._each_page, self.page = each_page, 1
        each_page(self)

    def to_bytes(self) -> bytes:
        """Close the document and return the PDF. The same drawing gives identical bytes."""
        self._canvas.showPage()
        document: Any = self._canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001  no other way
        self._tags.write(document, document.Catalog, document.Pages.pages)
        make_archival(document, document.Catalog, self._at)
        self._canvas.save()
        return self._bytes.getvalue()

    def text(self, x: float, top: float, text: str, **words: Unpack[Type]) -> None:
        """Write one line whose baseline is `top` points below the upper edge.

        Raises SignUnknown.
        """
        font, size = words.get("font", REGULAR), words.get("size", 10.5)
        self._canvas.setFillColor(HexColor(words.get("color", INK)))
        share = {"center": 0.5, "right": 1.0}.get(words.get("align", "left"), 0.0)
        x -= share * width(text, font, size)
        with self._tags.drawing(self._canvas, words.get("tag", "P")):
            for face, part in runs(text, font):
                self._canvas.setFont(face, size)
                self._canvas.drawString(x, self._high - top, part)
                x += width(part, face, size)

    def paragraph(
        self, x: float, top: float, width: float, marked: str, **words: Unpack[Type]
    ) -> float:
        """Write wrapped markup (see `plain`, `bold`); return the `top` below it, in points.

        Raises SignUnknown.
        """
        block, height = _block(width, marked, words)
        with self._tags.drawing(self._canvas, words.get("tag", "P")):
            block.drawOn(self._canvas, x, self._high - top - height)
        return top + height

    def rule(
        self, x: float, top: float, width: float, *, color: str = LINE, weight: float = 0.75
    ) -> None:
        """Draw a horizontal line; all lengths in points."""
        with self._drawn():
            self._canvas.setStrokeColor(HexColor(color))
            self._canvas.setLineWidth(weight)
            self._canvas.line(x, self._high - top, x + width, self._high - top)

    def fill(self, x: float, top: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle; lengths in points, `color` as #RRGGBB."""
        with self._drawn():
            self._canvas.setFillColor(HexColor(color))
            self._canvas.rect(x, self._high - top - height, width, height, stroke=0, fill=1)

    def outline(
        self, points: list[tuple[float, float]], *, color: str, weight: float, closed: bool = True
    ) -> None:
        """Draw lines through `points`, each (x, top) in points."""
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._high - points[0][1])
        for x, top in points[1:]:
            path.lineTo(x, self._high - top)
        if closed:
            path.close()
        with self._drawn():
            self._canvas.setStrokeColor(HexColor(color))
            self._canvas.setLineWidth(weight)
            self._canvas.setLineJoin(1)
            self._canvas.drawPath(path, stroke=1, fill=0)

    def image(self, x: float, top: float, wide: float, high: float, picture: Image) -> None:
        """Draw a picture as large as fits, at the upper left of that room; lengths in points."""
        share = min(wide / picture.width, high / picture.height)
        wide, high = picture.width * share, picture.height * share
        with self._drawn():
            self._canvas.drawImage(ImageReader(picture), x, self._high - top - high, wide, high)

    def watermark(self, text: str, color: str = "#F5F1EA") -> None:
        """Write `text` large, pale and diagonal behind everything drawn afterwards."""
        with self._drawn():
            self._canvas.saveState()
            self._canvas.translate(WIDTH / 2, self._high / 2)
            self._canvas.rotate(52)
            self._canvas.setFont(BOLD, 118)
            self._canvas.setFillColor(HexColor(color))
            self._canvas.drawCentredString(0, -40, text)
            self._canvas.restoreState()

    def qr(self, x: float, top: float, text: str) -> float:
        """Draw a QR code without its quiet zone on white; return its side in points."""
        rows = modules(text)
        side = len(rows) * _QR_MODULE
        quiet = QUIET_MODULES * _QR_MODULE
        self.fill(x - quiet, top - quiet, side + 2 * quiet, side + 2 * quiet, "#FFFFFF")
        path = self._canvas.beginPath()
        for row_number, row in enumerate(rows):
            y = self._high - top - (row_number + 1) * _QR_MODULE
            for start, length in _runs(row):
                path.rect(x + start * _QR_MODULE, y, length * _QR_MODULE, _QR_MODULE)
        with self.within("Figure", "Código QR"), self._drawn():
            self._canvas.setFillColor(HexColor("#000000"))
            self._canvas.drawPath(path, stroke=0, fill=1)
        return side

    def _drawn(self) -> AbstractContextManager[None]:
        return self._tags.painting(self._canvas)


def height_of(width: float, marked: str, **words: Unpack[Type]) -> float:
    """Return how high a paragraph is in points. Raises SignUnknown."""
    return _block(width, marked, words)[1]


def fitted(width: float, height: float, marked: str, **words: Unpack[Type]) -> Type:
    """Return the style with the largest letters, not over its own, with which all of it fits.

    At least they are a third of it: then it is higher than `height`. Raises SignUnknown.
    """
    size, lead = words.get("size", 10.5), words.get("lead", 16.0)
    for share in (1.0, 0.85, 0.7, 0.6, 0.5, 0.42):
        words["size"], words["lead"] = size * share, lead * share
        if height_of(width, marked, **words) <= height:
            break
    return words


def _block(width: float, marked: str, words: Type) -> tuple[Paragraph, float]:
    style = ParagraphStyle(
        "p",
        fontName=words.get("font", REGULAR),
        fontSize=words.get("size", 10.5),
        leading=words.get("lead", 16.0),
        textColor=HexColor(words.get("color", INK)),
        alignment=TA_CENTER if words.get("align") == "center" else TA_LEFT,
        splitLongWords=1,
    )
    block = Paragraph(marked_runs(marked, style.fontName), style)
    return block, float(block.wrap(width, HEIGHT)[1])


def qr_side(text: str) -> float:
    """Return the side of the QR code of `text` in points, without its quiet zone."""
    return len(modules(text)) * _QR_MODULE


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return start and length of each run of dark modules, so that no seam shows between them."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of one line in points; `size` is in points."""
    return width(text, font, size)
