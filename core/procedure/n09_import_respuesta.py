"""Numeral 9, in the worker: what the DERFE answered, held against the batch that it was asked.

It takes effect only when a person applies it. A line for nobody of the batch, one that was altered
and one of two that say otherwise are set aside, each with its reason.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from core.domain.credencial.ocr_cic import Seccion
from core.domain.verification.import_errors import CauseMalformed
from core.domain.verification.lote import Estatus, RespuestaDerfe, read_reference
from core.domain.verification.lote_errors import (
    AnswersDisagree,
    ReferenceAnswered,
    ReferenceOfAnother,
    ReferenceTwice,
    RespuestaColumnsWrong,
    RespuestaEmpty,
)
from core.errors import RuleBroken
from core.procedure.csv_check import BadLines, Blocks, CheckedFile, CsvCheck, Read
from core.procedure.csv_lines import (
    RAW,
    CsvForm,
    LineWrong,
    by_rule,
    cells,
    is_blank,
    lines_of,
    records,
)
from core.procedure.n09_import_padron import is_cause

COLUMNS = ("referencia", "estatus", "causa", "seccion")
_REFERENCE, _ESTATUS, _CAUSE, _SECCION = COLUMNS
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ImportRespuesta:
    """Check an answer and `put` aside what may be applied. `told` hears the bytes read.

    `asked` are the references of the batch, each with whether it was answered before.
    """

    asked: Mapping[str, bool]
    put: Callable[[Sequence[RespuestaDerfe]], None]
    bad: BadLines
    told: Callable[[int], None]
    _found: dict[str, tuple[int, RespuestaDerfe | None]] = field(default_factory=dict)

    def __call__(self, read: Read) -> CheckedFile:
        """Return what the check found; every good answer was put.

        Raises RespuestaColumnsWrong, RespuestaEmpty, TooManyBadLines, or what `read`, `put` and
        `told` raise.
        """
        own = (RespuestaColumnsWrong, RespuestaEmpty)
        return CsvCheck(read, COLUMNS, self.told, self.bad, *own)(self._take)

    def _take(self, form: CsvForm, blocks: Blocks) -> int:
        for line in records(lines_of(blocks), form):
            self._see(form, line)
        good = [answer for _, answer in self._found.values() if answer is not None]
        for begin in range(0, len(good), _AT_ONCE):
            self.put(good[begin : begin + _AT_ONCE])
        return len(good)

    def _see(self, form: CsvForm, line: RAW) -> None:
        number, raw = line
        if is_blank(raw, form):
            return
        try:
            answer = answer_of(raw, form)
            self._check_asked(answer)
        except LineWrong as wrong:
            self.bad(number, wrong.column, wrong.why)
            return
        before = self._found.setdefault(answer.reference, (number, answer))
        if before[0] == number:
            return
        if before[1] == answer:
            self.bad(number, _REFERENCE, ReferenceTwice.code)
            return
        self.bad(number, _REFERENCE, AnswersDisagree.code)
        if before[1] is not None:
            self.bad(before[0], _REFERENCE, AnswersDisagree.code)
            self._found[answer.reference] = (before[0], None)

    def _check_asked(self, answer: RespuestaDerfe) -> None:
        answered = self.asked.get(answer.reference)
        if answered is None:
            raise LineWrong(_REFERENCE, ReferenceOfAnother.code)
        if answered:
            raise LineWrong(_REFERENCE, ReferenceAnswered.code)


def answer_of(raw: bytes, form: CsvForm) -> RespuestaDerfe:
    """Return the answer of a line by the rules of each cell. Raises LineWrong."""
    reference, estatus, cause, seccion = cells(raw, form, len(COLUMNS))
    reference = by_rule(_REFERENCE, lambda: read_reference(reference))
    said = Estatus(by_rule(_ESTATUS, lambda: Estatus.said(estatus).value))
    if not is_cause(cause):
        raise LineWrong(_CAUSE, CauseMalformed.code)
    seccion = by_rule(_SECCION, lambda: Seccion(seccion.zfill(4)).text if seccion else "")
    try:
        return RespuestaDerfe(reference, said, cause, seccion)
    except RuleBroken as broken:
        raise LineWrong(_SECCION, broken.code) from broken
