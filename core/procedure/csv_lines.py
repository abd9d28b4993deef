"""Lines of a CSV as an office hands it over: encoding and separator found, each line by itself.

A line that is wrong never takes others with it: quotes end with their line.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.domain.import_errors import LineCells, LineText, LineTooLong
from core.domain.texto import composed
from core.errors import RuleBroken

MOST_LINE_BYTES = 4096
SEPARATORS = (",", ";", "\t", "|")
_BOM = b"\xef\xbb\xbf"

RAW = tuple[int, bytes]
"""The number of a line, from 1, and its bytes without their end."""


class LineWrong(Exception):
    """A line is wrong in `column`, for the reason `why` (a code). No error of the file."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(column)
        self.column, self.why = column, why


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a file is written."""

    encoding: str
    separator: str

    @property
    def said(self) -> tuple[str, str]:
        """Return encoding and separator in Spanish."""
        return _SAID.get(self.encoding, self.encoding), _SAID.get(self.separator, self.separator)


_SAID = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252 (Excel)",
    ",": "coma",
    ";": "punto y coma",
    "\t": "tabulador",
    "|": "barra",
}


@dataclass(slots=True)
class EncodingGuess:
    """Tells UTF-8 from Windows-1252 once it has seen the whole file, a few bad bytes aside."""

    good: int = 0
    bad: int = 0
    _rest: bytes = b""

    def see(self, chunk: bytes) -> None:
        """Count the letters beyond ASCII that UTF-8 explains, and the bytes that it does not."""
        if not self._rest and chunk.isascii():
            return
        whole, end, rest = (self._rest + chunk).rpartition(b"\n")
        self._rest = b"" if rest.isascii() else rest[:MOST_LINE_BYTES]
        text = (whole + end).decode("utf-8", "surrogateescape")
        odd = sum(1 for sign in text if "\udc80" <= sign <= "\udcff")
        self.bad += odd
        self.good += sum(1 for sign in text if sign > "\x7f") - odd

    @property
    def encoding(self) -> str:
        """Return the encoding, as Python names it."""
        if self._rest:
            self.see(b"\n")
        return "utf-8" if self.bad <= self.good else "cp1252"


def raw_lines(chunks: Iterable[bytes]) -> Iterator[list[RAW]]:
    """Yield numbered lines in lists, a chunk at a time; a line that grows too long is cut short."""
    rest, number = b"", 1
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        rest = rest[: MOST_LINE_BYTES + 2]
        if number == 1 and whole:
            whole[0] = whole[0].removeprefix(_BOM)
        yield list(enumerate(whole, number))
        number += len(whole)
    if rest:
        yield [(number, rest.removeprefix(_BOM) if number == 1 else rest)]


def form_of(header: bytes, columns: Sequence[str], encoding: str) -> CsvForm | None:
    """Return how a file is written whose first line names `columns`, or None if it does not."""
    for separator in SEPARATORS:
        form = CsvForm(encoding, separator)
        try:
            found = cells(header, form, len(columns))
        except LineWrong:
            continue
        if [cell.lower() for cell in found] == list(columns):
            return form
    return None


def cells(raw: bytes, form: CsvForm, width: int) -> list[str]:
    """Return the cells of a line, composed (NFC) and trimmed. Raises LineWrong."""
    if len(raw) > MOST_LINE_BYTES:
        raise LineWrong("renglón", LineTooLong.code)
    try:
        text = composed(raw.removesuffix(b"\r").decode(form.encoding))
    except UnicodeDecodeError as cause:
        raise LineWrong("texto", LineText.code) from cause
    if "\x00" in text:
        raise LineWrong("texto", LineText.code)
    try:
        found = next(csv.reader([text], delimiter=form.separator, strict=True), [])
    except csv.Error as cause:
        raise LineWrong("renglón", LineCells.code) from cause
    if len(found) != width:
        raise LineWrong("renglón", LineCells.code)
    return [cell.strip() for cell in found]


def by_rule(column: str, rule: Callable[[], str]) -> str:
    """Return what `rule` gives. Raises LineWrong in `column` with the code of its error."""
    try:
        return rule()
    except RuleBroken as broken:
        raise LineWrong(column, broken.code) from broken
