"""A file of altas (numeral 6): its columns found, its lines read and not yet judged."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from core.domain.registration.lista_altas import (
    OBLIGATORY,
    TITLES,
    BrokenLine,
    ListaAltas,
    ListedAlta,
)
from core.domain.verification.import_errors import (
    ListaBlank,
    ListaEmpty,
    ListaNotOurs,
    ListaTooLong,
    ListaWorkbook,
)
from core.procedure.csv_lines import (
    RAW,
    SEPARATORS,
    CsvForm,
    EncodingGuess,
    LineWrong,
    cells,
    raw_lines,
    split_cells,
    whole_lines,
)

MOST_BYTES: Final = 2 << 20
MOST_ROWS: Final = 5_000
_ALSO: Final[Mapping[str, str]] = {
    "nombre": "nombre",
    "nombres": "nombre",
    "primerapellido": "apellido_paterno",
    "segundoapellido": "apellido_materno",
    "nacimiento": "nacimiento",
    "telefono": "telefono",
    "celular": "telefono",
    "correo": "correo",
    "email": "correo",
    "proveedor": "proveedor",
    "cuenta": "cuenta",
}
"""Other names of columns, without accents, blanks and capitals."""


_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods, and how .xls, begin."""
_SEPARATOR_SAID = re.compile(rb"(?:\xef\xbb\xbf)?sep=.?", re.IGNORECASE)
"""The line by which a spreadsheet is told the separator; it is no title."""


def read_lista(content: bytes) -> ListaAltas:
    """Return what a CSV says, in any of the usual encodings and separators, columns in any order.

    A line that cannot be read takes no other with it; empty lines are nothing. Raises ListaNotOurs,
    ListaBlank, ListaWorkbook, ListaEmpty or ListaTooLong.
    """
    if len(content) > MOST_BYTES:
        raise ListaTooLong({"rows": f"{MOST_ROWS:,}"})
    if content.startswith(_PACKED):
        raise ListaWorkbook
    content, unicode = _in_utf8(content)
    guess = EncodingGuess()
    guess.see(content)
    lines = [each for each in _lines(content) if each[1].strip()]
    if lines and _SEPARATOR_SAID.fullmatch(lines[0][1].strip()):
        del lines[0]
    if not lines:
        raise ListaBlank
    form, columns, unused = _form(lines[0][1], guess.encoding)
    below = lines[1:]
    if len(below) > MOST_ROWS:
        raise ListaTooLong({"rows": f"{MOST_ROWS:,}"})
    rows: list[ListedAlta] = []
    broken: list[BrokenLine] = []
    for number, raw in below:
        try:
            said = cells(raw, form, len(columns))
        except LineWrong as wrong:
            broken.append(BrokenLine(number, wrong.why))
            continue
        if any(said):
            pairs = zip(columns, map(_plain, said), strict=True)
            rows.append(ListedAlta(number, {field: text for field, text in pairs if field}))
    if not rows and not broken:
        raise ListaEmpty
    encoding, separator = form.said
    return ListaAltas(unicode or encoding, separator, unused, tuple(rows), tuple(broken))


def _in_utf8(content: bytes) -> tuple[bytes, str]:
    """Return what is in UTF-16, as «Texto Unicode» of Excel is, in UTF-8, and how it is called."""
    if content.startswith(_UTF16):
        return content.decode("utf-16", "replace").encode(), "UTF-16 (Texto Unicode)"
    return content.removeprefix(b"\xef\xbb\xbf"), ""


def _lines(content: bytes) -> Iterator[RAW]:
    for number, block in whole_lines([content]):
        yield from raw_lines(number, block)


def _form(header: bytes, encoding: str) -> tuple[CsvForm, tuple[str, ...], tuple[str, ...]]:
    """Return how the file is written, the field of each column ("" for none of ours), the unused.

    The separator is the one that finds most of our columns. Raises ListaNotOurs.
    """
    best: tuple[CsvForm, list[str]] | None = None
    most = 0
    for separator in SEPARATORS:
        form = CsvForm(encoding, separator)
        try:
            titles = split_cells(header, form)
        except LineWrong:
            continue
        known = sum(1 for each in titles if _field(each))
        if known > most:
            best, most = (form, titles), known
    if best is None:
        raise ListaNotOurs({"missing": _said(OBLIGATORY)})
    form, titles = best
    columns = tuple(_field(each) for each in titles)
    twice = {each for each in columns if each and columns.count(each) > 1}
    missing = (OBLIGATORY - set(columns)) | twice
    if missing:
        raise ListaNotOurs({"missing": _said(missing)})
    return form, columns, tuple(each for each in titles if each and not _field(each))


def _said(fields: frozenset[str] | set[str]) -> str:
    return ", ".join(f"«{title}»" for field, title in TITLES.items() if field in fields)


def _field(title: str) -> str:
    """Return the field that a column's title names, or ""."""
    return _FIELDS.get(_folded(title), "")


def _folded(title: str) -> str:
    bare = unicodedata.normalize("NFD", title.casefold())
    return "".join(each for each in bare if each.isascii() and each.isalnum())


_FIELDS = {
    **_ALSO,
    **{_folded(field): field for field in TITLES},
    **{_folded(title): field for field, title in TITLES.items()},
}


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from acting on it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _ACTING else cell


_ACTING = frozenset("=+-@")
