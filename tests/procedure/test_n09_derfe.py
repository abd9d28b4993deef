"""What the DERFE is asked, and each line of its answer held against the batch."""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import TypeVar

import pytest

from core.domain.verification.import_errors import TooManyBadLines
from core.domain.verification.importacion import BadLine
from core.domain.verification.lote import RespuestaDerfe, new_reference, read_reference
from core.domain.verification.lote_errors import RespuestaColumnsWrong, RespuestaEmpty
from core.errors import EnvelopeRejected
from core.ports.central_lotes import AskedCitizen
from core.ports.central_padron import SealedRecord
from core.procedure.csv_check import BadLines, CheckedFile
from core.procedure.n09_ask_derfe import AskDerfe
from core.procedure.n09_import_respuesta import ImportRespuesta

HEAD = "referencia,estatus,causa,seccion"
ONE, TWO, OTHER = (new_reference(Random(seed).choice) for seed in range(3))
"""The same in every process: they name cases."""

T = TypeVar("T")
R = TypeVar("R")


def question(number: int) -> AskedCitizen:
    record = SealedRecord(f"{number:032x}", f"000001-{number:05}-1", number, "0" * 64, "k")
    return AskedCitizen(record, f"{number:032x}", "")


def citizen(record: SealedRecord) -> tuple[str, str]:
    if record.position == 2:
        raise EnvelopeRejected
    return f"CLAVE{record.position}", ""


def only_good(items: Iterable[T], name: Callable[[T], str], do: Callable[[T], R]) -> Iterator[R]:
    for item in items:
        assert name(item)
        try:
            yield do(item)
        except EnvelopeRejected:
            continue


def test_a_line_is_a_reference_and_a_citizen_and_nothing_else() -> None:
    told = list[int]()
    act = AskDerfe(citizen, told.append, only_good)
    head, *lines = b"".join(act([question(n) for n in range(1, 9)])).decode().splitlines()
    assert head == "referencia,clave_elector,cic"
    assert told == list(range(1, 8))
    cells = [line.split(",") for line in lines]
    assert sorted(clave for _, clave, _ in cells) == [f"CLAVE{n}" for n in (1, 3, 4, 5, 6, 7, 8)]
    references = [each for each, _, _ in cells]
    assert references == sorted(map(read_reference, references))
    assert [each.reference for each in act.asked] == references
    assert all(cells[i][1][5:] == str(a.question.record.position) for i, a in enumerate(act.asked))


def check(
    *lines: str, answered: bool = False, most: int = 10
) -> tuple[CheckedFile, list[RespuestaDerfe], list[BadLine]]:
    good, bad = list[RespuestaDerfe](), list[BadLine]()
    asked = {ONE: answered, TWO: False}
    act = ImportRespuesta(asked, good.extend, BadLines(bad.extend, most), lambda _done: None)
    return act(lambda: ("\n".join(lines).encode(),)), good, bad


def test_good_answers_are_put_aside() -> None:
    found, good, bad = check(HEAD, f"{ONE.lower()},ln,,101", "", f"{TWO},BAJA,Defunción,")
    assert (found.rows, bad) == (2, [])
    assert [(each.reference, each.estatus.value, each.cause, each.seccion) for each in good] == [
        (ONE, "LN", "", "0101"),
        (TWO, "BAJA", "Defunción", ""),
    ]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (f"{OTHER},LN,,0101", "referencia", "linea_referencia_ajena"),
        (f"{ONE[:-2]}Z{ONE[-1]},LN,,0101", "referencia", "linea_referencia_alterada"),
        (f"{ONE},VIGENTE,,0101", "estatus", "linea_estatus_derfe"),
        (f"{ONE},LN,,", "seccion", "linea_sin_seccion"),
        (f"{ONE},LN,,doce", "seccion", "seccion_forma"),
        (f"{ONE},BAJA,\x07,", "causa", "linea_causa"),
        (f"{ONE},LN", "renglón", "linea_columnas"),
    ],
)
def test_a_bad_line_is_set_aside_with_its_reason_and_takes_no_other(
    line: str, column: str, code: str
) -> None:
    found, good, bad = check(HEAD, line, f"{TWO},LN,,0101")
    assert (found.rows, found.bad, [each.reference for each in good]) == (1, 1, [TWO])
    assert bad == [BadLine(2, column, code)]


def test_the_same_answer_twice_counts_once_and_two_that_differ_count_for_nothing() -> None:
    same = f"{ONE},LN,,0101"
    _, good, bad = check(HEAD, same, same)
    assert ([each.reference for each in good], len(bad)) == ([ONE], 1)
    assert bad == [BadLine(3, "referencia", "linea_referencia_repetida")]
    other = f"{ONE},NO_LOCALIZADO,,"
    found, good, bad = check(HEAD, same, other, same, f"{TWO},LN,,0101")
    assert ([each.reference for each in good], found.rows) == ([TWO], 1)
    assert {(each.line, each.code) for each in bad} == {
        (line, "linea_respuesta_contradictoria") for line in (2, 3, 4)
    }


def test_what_was_answered_before_is_not_answered_again() -> None:
    _, good, bad = check(HEAD, f"{ONE},LN,,0101", answered=True)
    assert (good, [each.code for each in bad]) == ([], ["linea_ya_contestada"])


def test_another_file_an_empty_one_and_one_that_is_all_wrong_end_the_check() -> None:
    with pytest.raises(RespuestaColumnsWrong):
        check("referencia,estatus")
    with pytest.raises(RespuestaEmpty):
        check(HEAD)
    with pytest.raises(TooManyBadLines):
        check(HEAD, *["X,LN,,0101"] * 3, most=2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_as_a_spreadsheet_leaves_it(end: str) -> None:
    lines = ("Sección;Causa;ESTATUS;Referencia;", f'0123;"Sin{end}causa";BAJA;{ONE};', ";;;;", "")
    put, bad = list[RespuestaDerfe](), list[BadLine]()
    act = ImportRespuesta({ONE: False}, put.extend, BadLines(bad.extend), lambda _: None)
    assert act(lambda: (end.join(lines).encode(),)).rows == 1
    assert [(each.reference, each.cause, each.seccion) for each in put] == [
        (ONE, "Sin causa", "0123")
    ]
    assert not bad
