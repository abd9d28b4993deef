"""Lines of a CSV as an office hands it over: encoding and separator found, each line by itself.

A line that is wrong never takes others with it: quotes end with their line.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.domain.values.texto import composed
from core.domain.verification.import_errors import LineCells, LineText, LineTooLong
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
    width: int = 0
    """How many columns its header names; 0 where nobody asked."""

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
        said = whole + end
        text = said.decode("utf-8", "ignore")
        self.bad += len(said) - len(text.encode())
        self.good += len(text) - len(text.encode("ascii", "ignore"))

    @property
    def encoding(self) -> str:
        """Return the encoding, as Python names it."""
        if self._rest:
            self.see(b"\n")
        return "utf-8" if self.bad <= self.good else "cp1252"


def whole_lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield blocks that end with the end of a line, each with the number of its first one.

    The last line ends too, whether the file says so or not. One that grows too long is cut short.
    """
    rest, number = b"", 1
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if not end:
            rest = (rest + chunk)[: MOST_LINE_BYTES + 2]
            continue
        block, rest = rest + chunk[:end], chunk[end:][: MOST_LINE_BYTES + 2]
        yield number, block.removeprefix(_BOM) if number == 1 else block
        number += block.count(b"\n")
    if rest:
        yield number, (rest.removeprefix(_BOM) if number == 1 else rest) + b"\n"


def raw_lines(number: int, block: bytes) -> list[RAW]:
    """Return the lines of a block as `whole_lines` gives it."""
    return list(enumerate(block[:-1].split(b"\n"), number))


def form_of(header: bytes, columns: Sequence[str], encoding: str) -> CsvForm | None:
    """Return how a file is written whose first line names `columns`, or None if it does not."""
    for separator in SEPARATORS:
        form = CsvForm(encoding, separator)
        try:
            found = cells(header, form, len(columns))
        except LineWrong:
            continue
        if [cell.lower() for cell in found] == list(columns):
            return replace(form, width=len(columns))
    return None


def cells(raw: bytes, form: CsvForm, width: int) -> list[str]:
    """Return the `width` cells of a line, composed (NFC) and trimmed. Raises LineWrong."""
    found = split_cells(raw, form)
    if len(found) != width:
        raise LineWrong("renglón", LineCells.code)
    return found


def split_cells(raw: bytes, form: CsvForm) -> list[str]:
    """Return the cells of a line, however many, composed (NFC) and trimmed. Raises LineWrong."""
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
    return [cell.strip() for cell in found]


def by_rule(column: str, rule: Callable[[], str]) -> str:
    """Return what `rule` gives. Raises LineWrong in `column` with the code of its error."""
    try:
        return rule()
    except RuleBroken as broken:
        raise LineWrong(column, broken.code) from broken
