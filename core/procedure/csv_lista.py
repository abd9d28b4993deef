"""A file of altas (numeral 6): its columns found, its lines read and not yet judged."""

from collections.abc import Mapping
from dataclasses import replace
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
    SEPARATORS,
    CsvForm,
    EncodingGuess,
    LineWrong,
    cells,
    folded,
    header_of,
    is_blank,
    lines_of,
    records,
    split_cells,
    whole_lines,
    with_ends,
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
    content = b"".join(with_ends([content]))
    guess = EncodingGuess()
    guess.see(content)
    lines = list(lines_of(whole_lines([content])))
    end, header = header_of(lines)
    if not header:
        raise ListaBlank
    form, columns, unused = _form(header, guess.encoding)
    said_lines = records((each for each in lines if each[0] > end), form)
    below = [each for each in said_lines if not is_blank(each[1], form)] if end else []
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
    while not titles[-1]:
        titles.pop()
    columns = tuple(_field(each) for each in titles)
    twice = {each for each in columns if each and columns.count(each) > 1}
    missing = (OBLIGATORY - set(columns)) | twice
    if missing:
        raise ListaNotOurs({"missing": _said(missing)})
    form = replace(form, width=len(columns))
    return form, columns, tuple(each for each in titles if each and not _field(each))


def _said(fields: frozenset[str] | set[str]) -> str:
    return ", ".join(f"«{title}»" for field, title in TITLES.items() if field in fields)


def _field(title: str) -> str:
    """Return the field that a column's title names, or ""."""
    return _FIELDS.get(folded(title), "")


_FIELDS = {
    **_ALSO,
    **{folded(field): field for field in TITLES},
    **{folded(title): field for field, title in TITLES.items()},
}


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from acting on it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _ACTING else cell


_ACTING = frozenset("=+-@")
