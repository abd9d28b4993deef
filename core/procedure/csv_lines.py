"""Lines of a CSV as an office hands it over: encoding, separator and ends of lines are found.

A line that is wrong never takes others with it: a quote that does not end makes its own line wrong.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.domain.values.texto import composed
from core.domain.verification.import_errors import LineCells, LineText, LineTooLong
from core.errors import RuleBroken

MOST_LINE_BYTES = 4096
SEPARATORS = (",", ";", "\t", "|")
_BOM = b"\xef\xbb\xbf"
_MOST_JOINED = 10
"""Over how many lines a cell may run."""
_QUOTE = b'"'
_SIGNS = re.compile(rb'"|\r\n|\r|\n')
_BREAKS = re.compile(r"\s*[\r\n]\s*")
_SEPARATOR_SAID = re.compile(rb"(?:\xef\xbb\xbf)?sep=.?", re.IGNORECASE)
"""The line by which a spreadsheet is told the separator; it is no title."""

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
    order: tuple[int, ...] = ()
    """The place of each column that is wanted; empty where they come as they are wanted."""

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


def with_ends(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a file whose lines end by CR alone, as an older spreadsheet writes them, with LF.

    How its first line ends decides, quotes apart; any other file is given as it is.
    """
    held, only_cr = b"", None
    for chunk in chunks:
        if only_cr is None:
            held += chunk
            only_cr = _ends_by_cr(held)
            if only_cr is None and len(held) <= MOST_LINE_BYTES:
                continue
            chunk, held, only_cr = held, b"", bool(only_cr)  # noqa: PLW2901  what was held first
        yield _with_lf(chunk) if only_cr else chunk
    if held:
        yield _with_lf(held) if held.endswith(b"\r") else held


def _with_lf(chunk: bytes) -> bytes:
    return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _ends_by_cr(begin: bytes) -> bool | None:
    """Tell whether the first line ends by CR alone; None where that is not seen yet."""
    is_quoted = False
    for found in _SIGNS.finditer(begin):
        if found[0] == _QUOTE:
            is_quoted = not is_quoted
        elif not is_quoted:
            return None if found.end() == len(begin) and found[0] == b"\r" else found[0] == b"\r"
    return None


def whole_lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield blocks that end with the end of a line, each with the number of its first one.

    The last line ends too, whether the file says so or not. One that grows too long is cut short.
    """
    rest, number = b"", 1
    for chunk in with_ends(chunks):
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


def lines_of(blocks: Iterable[tuple[int, bytes]]) -> Iterator[RAW]:
    """Yield the lines of blocks as `whole_lines` gives them."""
    for number, block in blocks:
        yield from raw_lines(number, block)


def records(lines: Iterable[RAW], form: CsvForm) -> Iterator[RAW]:
    """Put together the lines over which a quoted cell runs, with the number of the first.

    Where that makes no row of the width of the header, each line stays by itself, and its quote
    without end makes it wrong.
    """
    waiting: list[RAW] = []
    coming = iter(lines)
    while True:
        first = waiting.pop(0) if waiting else next(coming, None)
        if first is None:
            return
        if not _is_open(first[1]):
            yield first
            continue
        joined, taken = first[1], 0
        while _is_open(joined) and taken < _MOST_JOINED and len(joined) <= MOST_LINE_BYTES:
            if taken == len(waiting):
                another = next(coming, None)
                if another is None:
                    break
                waiting.append(another)
            joined, taken = joined + b"\n" + waiting[taken][1], taken + 1
        if _is_row(joined, form) and not any(_is_row(raw, form) for _, raw in waiting[:taken]):
            del waiting[:taken]
            yield first[0], joined
        else:
            yield first


def _is_open(raw: bytes) -> bool:
    return bool(raw.count(_QUOTE) % 2)


def _is_row(raw: bytes, form: CsvForm) -> bool:
    try:
        cells(raw, form, form.width)
    except LineWrong:
        return False
    return True


def header_of(lines: Iterable[RAW]) -> tuple[int, bytes]:
    """Return the line of the titles and the number of its last line: (0, b"") for none.

    Empty lines, and the one that tells a spreadsheet the separator, may come before. A title in
    quotes may run over lines.
    """
    header = b""
    for number, raw in lines:
        if not header and (not raw.strip() or _SEPARATOR_SAID.fullmatch(raw.strip())):
            continue
        header = header + b"\n" + raw if header else raw
        if not _is_open(header) or len(header) > MOST_LINE_BYTES:
            return number, header
    return 0, header


def is_blank(raw: bytes, form: CsvForm) -> bool:
    """Tell whether a line says nothing: blanks, separators and empty quotes alone."""
    return not raw.translate(None, form.separator.encode() + b' \t\r\n"')


def folded(title: str) -> str:
    """Return the title of a column without capitals, accents, blanks and signs."""
    bare = unicodedata.normalize("NFD", title.casefold())
    return "".join(each for each in bare if each.isascii() and each.isalnum())


def form_of(header: bytes, columns: Sequence[str], encoding: str) -> CsvForm | None:
    """Return how a file is written whose titles are `columns`, or None if they are not.

    In any order, each once; capitals, accents and blanks make no difference.
    """
    wanted = [folded(each) for each in columns]
    for separator in SEPARATORS:
        form = CsvForm(encoding, separator)
        try:
            found = [folded(each) for each in cells(header, form, len(columns))]
        except LineWrong:
            continue
        if sorted(found) == sorted(wanted):
            order = () if found == wanted else tuple(found.index(each) for each in wanted)
            return replace(form, width=len(columns), order=order)
    return None


def cells(raw: bytes, form: CsvForm, width: int) -> list[str]:
    """Return the `width` cells of a line, composed (NFC) and trimmed. Raises LineWrong.

    In the order that is wanted; separators after the last cell are nothing.
    """
    found = split_cells(raw, form)
    while len(found) > width and not found[-1]:
        found.pop()
    if len(found) != width:
        raise LineWrong("renglón", LineCells.code)
    return [found[place] for place in form.order] if form.order else found


def split_cells(raw: bytes, form: CsvForm) -> list[str]:
    """Return the cells of a line, however many, composed (NFC) and trimmed. Raises LineWrong.

    A line break in a quoted cell is a blank.
    """
    if len(raw) > MOST_LINE_BYTES:
        raise LineWrong("renglón", LineTooLong.code)
    try:
        text = composed(raw.removesuffix(b"\r").decode(form.encoding))
    except UnicodeDecodeError as cause:
        raise LineWrong("texto", LineText.code) from cause
    if "\x00" in text:
        raise LineWrong("texto", LineText.code)
    if text.count('"') % 2:
        raise LineWrong("renglón", LineCells.code)
    try:
        found = next(
            csv.reader([text], delimiter=form.separator, strict=True, skipinitialspace=True), []
        )
    except csv.Error as cause:
        raise LineWrong("renglón", LineCells.code) from cause
    return [_BREAKS.sub(" ", cell.strip()) for cell in found]


def by_rule(column: str, rule: Callable[[], str]) -> str:
    """Return what `rule` gives. Raises LineWrong in `column` with the code of its error."""
    try:
        return rule()
    except RuleBroken as broken:
        raise LineWrong(column, broken.code) from broken
