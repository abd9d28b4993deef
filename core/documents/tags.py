"""The structure of a document (ISO 32000-1, 14.7 and 14.8): what a screen reader reads, in order.

Every mark on a page belongs to an element, or is an artifact. Elements are kept as plain values
while the pages are drawn, and become objects of the file at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

_HOLDS_BLOCKS: Final = frozenset({"Document", "Table", "TR", "L", "LI"})
"""Elements in which a text begins an element of its own; in the others it is a piece of them."""
_HEADER: Final = "TH"
_FIGURE: Final = "Figure"


@dataclass(slots=True)
class Element:
    """One element; its kids are elements, and pieces of pages as (page, number on it)."""

    tag: str
    alt: str = ""
    kids: list["Element | tuple[int, int]"] = field(default_factory=list)


class Tags:
    """The tree of one document, and where in it whatever is drawn now belongs."""

    def __init__(self) -> None:
        self._root = Element("Document")
        self._open = [self._root]
        self._artifact = 0
        self._page, self._pieces = 0, [0]

    def next_page(self) -> None:
        """Begin another page, whose pieces are numbered anew; elements go on over pages."""
        self._page += 1
        self._pieces.append(0)

    @contextmanager
    def within(self, tag: str, alt: str = "") -> Iterator[None]:
        """Put what is drawn inside into one element; inside an artifact nothing is told."""
        element = Element(tag, alt)
        if not self._artifact:
            self._open[-1].kids.append(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Draw what nobody is read: lines, grounds, what repeats on each page."""
        self._artifact += 1
        yield
        self._artifact -= 1

    @contextmanager
    def drawing(self, canvas: Canvas, tag: str) -> Iterator[None]:
        """Mark what is drawn on `canvas` inside as one piece, of a new element where it needs one.

        An element never lies within another's marks, so this is not nested.
        """
        code: list[str] = canvas._code  # type: ignore[attr-defined]  # noqa: SLF001  no other way in
        code.append(self._begin(tag))
        yield
        code.append("EMC")

    @contextmanager
    def painting(self, canvas: Canvas) -> Iterator[None]:
        """Mark what is no text: a piece of the figure that is open, else an artifact."""
        if self._open[-1].tag == _FIGURE:
            with self.drawing(canvas, _FIGURE):
                yield
        else:
            with self.aside(), self.drawing(canvas, ""):
                yield

    def _begin(self, tag: str) -> str:
        if self._artifact:
            return "/Artifact BMC"
        element = self._open[-1]
        if element.tag in _HOLDS_BLOCKS:
            made = Element(tag)
            element.kids.append(made)
            element = made
        number = self._pieces[-1]
        self._pieces[-1] += 1
        element.kids.append((self._page, number))
        return f"/{element.tag} <</MCID {number}>> BDC"

    def write(self, document: Any, catalog: Any, pages: list[Any]) -> None:  # noqa: ANN401  its stub
        """Add the tree to the file: each element, and of each page which element a piece is of."""
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        of_pieces: dict[tuple[int, int], Any] = {}
        writing = _Writing(document, pages, of_pieces)
        reference = document.Reference(root)
        root["K"] = writing.element(self._root, reference)
        numbers: list[Any] = []
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
            count = self._pieces[number] if number < len(self._pieces) else 0
            mine = [of_pieces[number, piece] for piece in range(count)]
            numbers += [number, document.Reference(PDFArray(mine))]
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(pages)
        catalog.StructTreeRoot = reference
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})


@dataclass(frozen=True, slots=True)
class _Writing:
    document: Any
    pages: list[Any]
    of_pieces: dict[tuple[int, int], Any]

    def element(self, element: Element, parent: Any) -> Any:  # noqa: ANN401  a reference
        """Return the reference of an element that was written under `parent`."""
        made = PDFDictionary(
            {"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent}
        )
        reference = self.document.Reference(made)
        if element.alt:
            made["Alt"] = PDFString(element.alt)
        if element.tag == _HEADER:
            made["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
        made["K"] = PDFArray([self._kid(each, reference) for each in element.kids])
        return reference

    def _kid(self, kid: Element | tuple[int, int], parent: Any) -> Any:  # noqa: ANN401  an object
        if isinstance(kid, Element):
            return self.element(kid, parent)
        self.of_pieces[kid] = parent
        page, number = kid
        return PDFDictionary(
            {
                "Type": PDFName("MCR"),
                "Pg": self.document.Reference(self.pages[page]),
                "MCID": number,
            }
        )
