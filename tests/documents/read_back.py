"""Reads a PDF by pdfium, which had no part in making it: structure, fonts, metadata."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Told:
    """One element as a screen reader is told of it; text of its own and of what is in it."""

    tag: str
    alt: str
    text: str
    kids: tuple["Told", ...]

    def all(self, tag: str) -> Iterator["Told"]:
        if self.tag == tag:
            yield self
        for each in self.kids:
            yield from each.all(tag)


def structure(pdf: bytes) -> list[Told]:
    """Return the elements of each page, one under another as the file has them."""
    document = pypdfium2.PdfDocument(pdf)
    assert raw.FPDFCatalog_IsTagged(document)
    found = []
    for page in document:
        texts = _marked(page)
        tree = raw.FPDF_StructTree_GetForPage(page)
        roots = range(raw.FPDF_StructTree_CountChildren(tree))
        found += [_told(raw.FPDF_StructTree_GetChildAtIndex(tree, at), texts) for at in roots]
        raw.FPDF_StructTree_Close(tree)
    return found


def unmarked(pdf: bytes) -> list[str]:
    """Return what is drawn and belongs neither to an element nor to an artifact."""
    return [
        f"{number}: {each.type}"
        for number, page in enumerate(pypdfium2.PdfDocument(pdf))
        for each in page.get_objects()
        if not raw.FPDFPageObj_CountMarks(each)
    ]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Return each font that draws a text, and whether the file has it within."""
    found = {}
    for page in pypdfium2.PdfDocument(pdf):
        for each in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(each)
            name = _said(partial(raw.FPDFFont_GetBaseFontName, font), "utf-8")
            found[name] = bool(raw.FPDFFont_GetIsEmbedded(font))
    return found


def _marked(page: Any) -> dict[int, str]:  # noqa: ANN401  pdfium's own
    """Return the text of each piece by its number."""
    found: dict[int, str] = {}
    textpage = page.get_textpage()
    for each in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        number = raw.FPDFPageObj_GetMarkedContentID(each)
        if number >= 0:
            said = _said(partial(_text_of, each, textpage), "utf-16-le")
            found[number] = found.get(number, "") + said
    return found


def _text_of(each: object, textpage: object, to: Any, room: int) -> int:  # noqa: ANN401  a buffer
    wide = ctypes.cast(to, ctypes.POINTER(ctypes.c_ushort))
    return int(raw.FPDFTextObj_GetText(each, textpage, wide, room))


def _told(element: Any, texts: dict[int, str]) -> Told:  # noqa: ANN401  pdfium's own
    kids, own = [], ""
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if number >= 0:
            own += texts.get(number, "")
        elif child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            kids.append(_told(child, texts))
            own += kids[-1].text
    tag = _said(partial(raw.FPDF_StructElement_GetType, element), "utf-16-le")
    alt = _said(partial(raw.FPDF_StructElement_GetAltText, element), "utf-16-le")
    return Told(tag, alt, own, tuple(kids))


def _said(ask: Callable[[Any, int], int], coding: str) -> str:
    """Return a text of pdfium, which first tells how long it is."""
    room = ask(None, 0)
    if not room:
        return ""
    to = ctypes.create_string_buffer(room)
    ask(to, room)
    return to.raw.decode(coding).rstrip("\x00")
