"""Numeral 9, in the worker: the INE's cut of the padrón, checked line by line and built aside.

No row is ever written in clear: the index keeps keyed hashes, and no name is in the file. It takes
effect only when a person applies it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from core.domain.apoyos.apoyo_errors import PadronColumnsWrong, PadronEmpty
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, NumeroEmision, Seccion
from core.domain.values.texto import composed
from core.domain.verification.import_errors import (
    CauseMalformed,
    CausesTooMany,
    ClaveTwice,
    EstatusUnknown,
)
from core.ports.central_padron import PadronBuilder, PadronRow
from core.procedure.csv_check import BadLines, Blocks, CheckedFile, CsvCheck, Read
from core.procedure.csv_lines import CsvForm, LineWrong, by_rule, cells, is_blank, raw_lines

COLUMNS = ("clave_elector", "cic", "numero_emision", "seccion", "estatus", "causa")
ESTATUS = frozenset({"LN", "PADRON", "BAJA"})
_LONGEST_CAUSE = 200


@dataclass(frozen=True, slots=True)
class ImportPadron:
    """Check a cut and build its index aside. `told` hears the bytes read."""

    builder: PadronBuilder
    bad: BadLines
    told: Callable[[int], None]

    def __call__(self, read: Read) -> tuple[CheckedFile, str]:
        """Return what the check found, and the SHA-256 (hex) of the index, which is not in force.

        Raises PadronColumnsWrong, PadronEmpty, TooManyBadLines, or what `read` and `told` raise;
        then nothing of the index is left.
        """
        done = [0]

        def told(read: int) -> None:
            done[0] = read
            self.told(read)

        check = CsvCheck(read, COLUMNS, told, self.bad, PadronColumnsWrong, PadronEmpty)
        try:
            found = check(lambda form, blocks: self._take(form, blocks, lambda: told(done[0])))
            index = self.builder.finish()
        except BaseException:
            self.builder.abandon()
            raise
        return found, index

    def _take(self, form: CsvForm, blocks: Blocks, on: Callable[[], None]) -> int:
        """Add every good line, and return how many there are; repeated claves are bad lines."""
        take, rows = self.builder.taking(form.separator, partial(plain_cause, form)), 0
        for number, block in blocks:
            # In another order of the columns no line is plain.
            added, others = (0, raw_lines(number, block)) if form.order else take(number, block)
            rows += added + sum(self._add(form, *each) for each in others)
        for line in self.builder.sort(on):
            self.bad(line, COLUMNS[0], ClaveTwice.code)
            rows -= 1
        return rows

    def _add(self, form: CsvForm, number: int, raw: bytes) -> bool:
        """Tell whether a line is a row: it was added then; a bad one was told."""
        if is_blank(raw, form):
            return False
        try:
            self.builder.add(number, exact_row(raw, form))
        except LineWrong as wrong:
            self.bad(number, wrong.column, wrong.why)
        except CausesTooMany as many:
            self.bad(number, COLUMNS[5], many.code)
        else:
            return True
        return False


def plain_cause(form: CsvForm, raw: bytes) -> bytes | None:
    """Return the cause of a last cell, by the rules of `exact_row`; None for what is not plain."""
    try:
        said = composed(raw.decode(form.encoding)).strip()
    except UnicodeDecodeError:
        return None
    odd = '"' in said or form.separator in said
    return None if odd or not is_cause(said) else said.encode()


def exact_row(raw: bytes, form: CsvForm) -> PadronRow:
    """Return the row of a line by the rules of each cell. Raises LineWrong."""
    clave, cic, emision, seccion, estatus, cause = cells(raw, form, len(COLUMNS))
    clave = by_rule(COLUMNS[0], lambda: ClaveElector.typed(clave).text)
    cic = by_rule(COLUMNS[1], lambda: Cic(cic).text if cic else "")
    emision = by_rule(COLUMNS[2], lambda: NumeroEmision(emision.zfill(2)).text)
    seccion = by_rule(COLUMNS[3], lambda: Seccion(seccion.zfill(4)).text)
    if estatus.upper() not in ESTATUS:
        raise LineWrong(COLUMNS[4], EstatusUnknown.code)
    if not is_cause(cause):
        raise LineWrong(COLUMNS[5], CauseMalformed.code)
    texts = (clave, cic, emision, seccion, estatus.upper(), cause)
    return PadronRow(*(text.encode() for text in texts))


def is_cause(text: str) -> bool:
    """Tell whether a text may be the cause of a baja: printable, 200 characters at most."""
    return len(text) <= _LONGEST_CAUSE and text.isprintable()
