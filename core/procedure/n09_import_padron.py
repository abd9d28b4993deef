"""Numeral 9, on the server: the INE's cut of the padrón, streamed in row by row.

No row is ever written in clear: the index keeps keyed hashes, and no name is in the file.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.apoyo_errors import PadronColumnsWrong, PadronEmpty, PadronRowWrong
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, NumeroEmision, Seccion
from core.domain.padron import PadronCut
from core.domain.texto import composed
from core.errors import RuleBroken
from core.ports.central_padron import PadronBuilder, PadronRow
from core.ports.shared import Clock

COLUMNS = ("clave_elector", "cic", "numero_emision", "seccion", "estatus", "causa")
ESTATUS = frozenset({"LN", "PADRON", "BAJA"})
_MOST_LINE_BYTES = 4096
_LONGEST_CAUSE = 200


@dataclass(frozen=True, slots=True)
class ImportPadron:
    """Build a new index from the CSV and put it in force, in one step or not at all."""

    builder: PadronBuilder
    clock: Clock

    def __call__(self, chunks: Iterable[bytes], cut_on: date) -> PadronCut:
        """Return the cut. Raises PadronColumnsWrong, PadronRowWrong or PadronEmpty.

        Then, and if the stream breaks, the former index stays as it was.
        """
        digest = hashlib.sha256()
        try:
            rows = self._fill(read_rows(_noted(chunks, digest.update)))
            self.builder.finish()
        except BaseException:
            self.builder.abandon()
            raise
        return PadronCut(
            id=self.builder.id,
            cut_on=cut_on,
            loaded_at=self.clock.now(),
            rows=rows,
            sha256=digest.hexdigest(),
        )

    def _fill(self, rows: Iterable[tuple[int, PadronRow]]) -> int:
        """Return how many rows there are. Raises PadronRowWrong for a clave that stands twice."""
        count = 0
        for line, row in rows:
            if not self.builder.add(row):
                raise _wrong(line, COLUMNS[0])
            count += 1
        if not count:
            raise PadronEmpty
        return count


def read_rows(chunks: Iterable[bytes]) -> Iterator[tuple[int, PadronRow]]:
    """Yield each row, checked, with its line (from 1).

    Raises PadronColumnsWrong, or PadronRowWrong with facts `line` and `column`.
    """
    reader = csv.reader(_lines(chunks), strict=True)
    try:
        if tuple(cell.strip().lower() for cell in next(reader, [])) != COLUMNS:
            raise PadronColumnsWrong
        for cells in reader:
            if cells:
                yield reader.line_num, _row(reader.line_num, cells)
    except csv.Error as cause:
        raise _wrong(reader.line_num, "renglón") from cause


def _row(line: int, cells: list[str]) -> PadronRow:
    if len(cells) != len(COLUMNS):
        raise _wrong(line, "renglón")
    clave, cic, emision, seccion, estatus, cause = (cell.strip() for cell in cells)
    at = COLUMNS[0]
    try:
        clave = ClaveElector.typed(clave).text
        at = COLUMNS[1]
        cic = Cic(cic).text if cic else ""
        at = COLUMNS[2]
        emision = NumeroEmision(emision.zfill(2)).text
        at = COLUMNS[3]
        seccion = Seccion(seccion.zfill(4)).text
    except RuleBroken as broken:
        raise _wrong(line, at) from broken
    if estatus.upper() not in ESTATUS:
        raise _wrong(line, COLUMNS[4])
    if len(cause) > _LONGEST_CAUSE or not cause.isprintable():
        raise _wrong(line, COLUMNS[5])
    return PadronRow(clave, cic, emision, seccion, estatus.upper(), cause)


def _wrong(line: int, column: str) -> PadronRowWrong:
    return PadronRowWrong({"line": str(line), "column": column})


def _noted(chunks: Iterable[bytes], note: Callable[[bytes], None]) -> Iterator[bytes]:
    for chunk in chunks:
        note(chunk)
        yield chunk


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield lines of text with their end. Raises PadronRowWrong for no UTF-8, or no line."""
    for line, raw in enumerate(_raw_lines(chunks), 1):
        if len(raw) > _MOST_LINE_BYTES:
            raise _wrong(line, "renglón")
        try:
            text = raw.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError as cause:
            raise _wrong(line, "texto") from cause
        yield f"{composed(text)}\n"


def _raw_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines without their end; one that grows too long is cut short, and so refused."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > _MOST_LINE_BYTES:
            break
    if rest:
        yield rest
