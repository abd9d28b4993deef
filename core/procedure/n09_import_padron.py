"""Numeral 9, in the worker: the INE's cut of the padrón, checked line by line and built aside.

No row is ever written in clear: the index keeps keyed hashes, and no name is in the file. It takes
effect only when a person applies it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from core.domain.apoyo_errors import PadronColumnsWrong, PadronEmpty
from core.domain.credencial.birth import is_day
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, NumeroEmision, Seccion
from core.domain.import_errors import (
    CauseMalformed,
    CausesTooMany,
    ClaveTwice,
    EstatusUnknown,
)
from core.ports.central_padron import PadronBuilder, PadronRow
from core.procedure.csv_check import BadLines, CheckedFile, CsvCheck, Read
from core.procedure.csv_lines import RAW, CsvForm, LineWrong, by_rule, cells

COLUMNS = ("clave_elector", "cic", "numero_emision", "seccion", "estatus", "causa")
ESTATUS = frozenset({"LN", "PADRON", "BAJA"})
_LONGEST_CAUSE = 200
_QUOTE = ord('"')


@dataclass(frozen=True, slots=True)
class ImportPadron:
    """Check a cut and build its index aside. `told` hears the bytes read."""

    builder: PadronBuilder
    bad: BadLines
    told: Callable[[int], None]

    def __call__(self, read: Read) -> CheckedFile:
        """Return what the check found; the index is complete but not in force.

        Raises PadronColumnsWrong, PadronEmpty, TooManyBadLines, or what `read` and `told` raise;
        then nothing of the index is left.
        """
        check = CsvCheck(read, COLUMNS, self.told, self.bad, PadronColumnsWrong, PadronEmpty)
        try:
            found = check(self._take)
            self.builder.finish()
        except BaseException:
            self.builder.abandon()
            raise
        return found

    def _take(self, form: CsvForm, lines: Iterable[list[RAW]]) -> int:
        """Add every good line, and return how many there are; repeated claves are bad lines."""
        rows = sum(self._add(form, each) for each in lines)
        for line in self.builder.sort():
            self.bad(line, COLUMNS[0], ClaveTwice.code)
            rows -= 1
        return rows

    def _add(self, form: CsvForm, lines: list[RAW]) -> int:
        plain, add, added = plain_row(form).fullmatch, self.builder.add, 0
        for number, raw in lines:
            found = plain(raw)
            try:
                if found is not None and _is_day(found[2]):
                    clave, _, *others = found.groups(b"")
                    add(number, PadronRow(clave, *others))
                elif raw.strip():
                    add(number, exact_row(raw, form))
                else:
                    continue
            except LineWrong as wrong:
                self.bad(number, wrong.column, wrong.why)
            except CausesTooMany as many:
                self.bad(number, COLUMNS[5], many.code)
            else:
                added += 1
        return added


@cache
def plain_row(form: CsvForm) -> re.Pattern[bytes]:
    """Return the expression of rows that need no closer look: what it takes, `exact_row` takes."""
    apart = form.separator.encode()
    signs = [each for each in range(0x20, 0x7F) if each not in (_QUOTE, ord(apart))]
    inner = b"".join(re.escape(bytes([each])) for each in signs)
    ends = b"".join(re.escape(bytes([each])) for each in signs[1:])
    cells = (
        rb"((?:[A-Z][B-DF-HJ-NP-TV-Z]){3}([0-9]{6})(?:0[1-9]|[12][0-9]|3[0-2]|87|88)[HMX][0-9]{3})",
        rb"([0-9]{9})?",
        rb"([0-9]{2})",
        rb"([0-9]{4})",
        rb"(LN|PADRON|BAJA)",
        rb"((?:[%b](?:[%b]{0,198}[%b])?)?)" % (ends, inner, ends),
    )
    return re.compile(re.escape(apart).join(cells) + rb"\r?")


@cache
def _is_day(digits: bytes) -> bool:
    return is_day(digits.decode())


def exact_row(raw: bytes, form: CsvForm) -> PadronRow:
    """Return the row of a line by the rules of each cell. Raises LineWrong."""
    clave, cic, emision, seccion, estatus, cause = cells(raw, form, len(COLUMNS))
    clave = by_rule(COLUMNS[0], lambda: ClaveElector.typed(clave).text)
    cic = by_rule(COLUMNS[1], lambda: Cic(cic).text if cic else "")
    emision = by_rule(COLUMNS[2], lambda: NumeroEmision(emision.zfill(2)).text)
    seccion = by_rule(COLUMNS[3], lambda: Seccion(seccion.zfill(4)).text)
    if estatus.upper() not in ESTATUS:
        raise LineWrong(COLUMNS[4], EstatusUnknown.code)
    if len(cause) > _LONGEST_CAUSE or not cause.isprintable():
        raise LineWrong(COLUMNS[5], CauseMalformed.code)
    texts = (clave, cic, emision, seccion, estatus.upper(), cause)
    return PadronRow(*(text.encode() for text in texts))
