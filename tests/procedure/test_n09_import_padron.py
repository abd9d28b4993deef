"""The CSV of the padrón, however it is written and cut into parts on its way."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.apoyos.apoyo_errors import PadronColumnsWrong, PadronEmpty
from core.domain.verification.import_errors import TooManyBadLines
from core.domain.verification.importacion import BadLine
from core.ports.central_padron import PadronRow
from core.procedure.csv_check import BadLines, CheckedFile, CsvCheck
from core.procedure.csv_lines import CsvForm
from core.procedure.n09_import_padron import ImportPadron, exact_row, plain_cause
from tests.fakes.padron import ListBuilder

HEAD = "clave_elector,cic,numero_emision,seccion,estatus,causa"
LINES = [f"MSFCXX800101{k:02d}M100,{k:09d},0{k},{k},ln, cañón" for k in range(1, 9)]
TEXT = "\r\n".join([HEAD, *LINES]) + "\r\n"
CSV = ("\ufeff" + TEXT).encode()
GOOD = "MSFCXX80010101M100,000000001,01,0001,LN,"


def check(*parts: bytes, most: int = 100) -> tuple[CheckedFile, ListBuilder, list[BadLine]]:
    """Check a file that arrives in these parts."""
    builder, bad = ListBuilder(), list[BadLine]()
    lines = BadLines(bad.extend, most)
    found, _ = ImportPadron(builder, lines, lambda _done: None)(lambda: parts)
    return found, builder, bad


@given(st.lists(st.integers(0, len(CSV)), max_size=12))
def test_the_rows_do_not_depend_on_how_the_stream_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(CSV)]
    found, builder, bad = check(*(CSV[a:b] for a, b in pairwise(places)))
    assert (found.rows, bad, builder.end) == (8, [], "finished")
    assert found.form.said == ("UTF-8", "coma")
    first = ("MSFCXX80010101M100", "000000001", "01", "0001", "LN", "cañón")
    assert builder.rows[0] == PadronRow(*(text.encode() for text in first))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encoding_and_separator_are_found(separator: str, encoding: str) -> None:
    text = TEXT.replace(",", separator).encode(encoding)
    found, builder, bad = check(*(text[at : at + 7] for at in range(0, len(text), 7)))
    assert (found.rows, bad) == (8, [])
    assert found.form.separator == separator
    assert found.form.encoding == encoding.removesuffix("-sig")
    assert builder.rows[7].cause == "cañón".encode()


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (GOOD, "clave_elector", "linea_clave_repetida"),
        (GOOD.replace("LN", "BAJA"), "clave_elector", "linea_clave_repetida"),
        (f" {GOOD.lower()}otra", "clave_elector", "linea_clave_repetida"),
        ("NO,,00,0101,LN,", "clave_elector", "clave_con_forma_rara"),
        ("MSFCXX80010102M100,12,00,0101,LN,", "cic", ""),
        ("MSFCXX80010102M100,,x,0101,LN,", "numero_emision", ""),
        ("MSFCXX80010102M100,,00,01012,LN,", "seccion", ""),
        ("MSFCXX80010102M100,,00,0101,VIVA,", "estatus", "linea_estatus"),
        ("MSFCXX80010102M100,,00,0101,LN," + "x" * 201, "causa", "linea_causa"),
        ("MSFCXX80010102M100,,00,0101,LN,\x07", "causa", "linea_causa"),
        ("MSFCXX80010102M100,00,0101,LN,", "renglón", "linea_columnas"),
        ('"MSFCXX80010102M100,,00,0101,LN,', "renglón", "linea_columnas"),
        ("x" * 5000, "renglón", "linea_larga"),
        ("MSFCXX80990102M100,,00,0101,LN,", "clave_elector", ""),
    ],
)
def test_a_bad_line_is_told_by_number_column_and_reason(line: str, column: str, code: str) -> None:
    text = "\n".join([HEAD, GOOD, line, GOOD.replace("0101M", "0103M"), ""])
    found, builder, bad = check(text.encode())
    assert (found.rows, found.bad) == (2, 1)
    assert (bad[0].line, bad[0].column) == (3, column)
    assert bad[0].code
    if code.startswith("linea"):
        assert bad[0].code == code
    assert len(builder.rows) == 2


def test_bytes_that_are_no_text_are_one_bad_line() -> None:
    _, builder, bad = check(CSV, LINES[0].replace("01M", "09M").encode() + b"\xff\n")
    assert [(each.line, each.column, each.code) for each in bad] == [(10, "texto", "linea_texto")]
    assert len(builder.rows) == 8


def test_every_bad_line_is_kept_up_to_a_limit() -> None:
    text = "\n".join([HEAD, *["nada"] * 5, GOOD]).encode()
    _, _, bad = check(text, most=5)
    assert [each.line for each in bad] == [2, 3, 4, 5, 6]
    with pytest.raises(TooManyBadLines):
        check(text, most=4)


@pytest.mark.parametrize("text", [b"", b"a,b\n1,2\n", b"\x00\xff", HEAD.encode()[:-1]])
def test_a_file_of_other_columns_is_refused_whole(text: bytes) -> None:
    with pytest.raises(PadronColumnsWrong):
        check(text)


def test_a_file_without_rows_is_refused() -> None:
    with pytest.raises(PadronEmpty):
        check(f"{HEAD}\n\n  \n".encode())


def test_a_broken_stream_leaves_no_index() -> None:
    def broken() -> Iterator[bytes]:
        yield CSV[:200]
        raise ConnectionError

    builder = ListBuilder()
    with pytest.raises(ConnectionError):
        ImportPadron(builder, BadLines(lambda _lines: None), lambda _done: None)(broken)
    assert builder.end == "abandoned"


def test_what_a_check_tells_may_end_it() -> None:
    def told(done: int) -> None:
        raise KeyboardInterrupt(done)

    builder = ListBuilder()
    with pytest.raises(KeyboardInterrupt):
        ImportPadron(builder, BadLines(lambda _lines: None), told)(lambda: (CSV,))
    assert builder.end == "abandoned"


@given(st.text(max_size=6) | st.sampled_from(["", "Baja", "a,b", 'a"b', " a ", "ñ", "n\u0303"]))
def test_a_cause_by_itself_is_what_it_is_in_its_line(text: str) -> None:
    form, raw = CsvForm("utf-8", ";"), text.replace("\n", "").removesuffix("\r").encode()
    plain = plain_cause(form, raw)
    if plain is not None:
        assert exact_row(GOOD.replace(",", ";").encode() + raw, form).cause == plain


def test_a_file_is_read_once_for_its_form_and_once_for_its_lines() -> None:
    reads, told = list[int](), list[int]()

    def read() -> tuple[bytes, ...]:
        reads.append(1)
        return (CSV[:100], CSV[100:])

    bad = BadLines(lambda _lines: None)
    check = CsvCheck(read, HEAD.split(","), told.append, bad, PadronColumnsWrong, PadronEmpty)
    taken = check(lambda _form, blocks: sum(each.count(b"\n") for _, each in blocks))
    assert (taken.rows, taken.bad, told) == (8, 0, [100, len(CSV)])
    assert len(reads) == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_as_a_spreadsheet_leaves_it(end: str) -> None:
    title, *_ = HEAD.split(",")
    head = HEAD.replace(title, "Clave Elector").upper() + ",,"
    lines = [head, *(f"{each},," for each in LINES), "", ",,,,,,,", '"a', 'b"', LINES[0][:-1]]
    found, builder, bad = check(end.join(lines).encode())
    assert (found.rows, builder.rows[7].cause) == (8, "cañón".encode())
    assert [(each.line, each.code) for each in bad] == [
        (12, "linea_columnas"),
        (13, "linea_columnas"),
        (14, "linea_clave_repetida"),
    ]


def test_columns_come_in_any_order() -> None:
    lines = [";".join(reversed(each.split(","))) for each in (HEAD, *LINES)]
    found, builder, bad = check("\n".join(lines).encode())
    assert (found.rows, bad) == (8, [])
    assert builder.rows == check(CSV)[1].rows
    with pytest.raises(PadronColumnsWrong):
        check("\n".join([HEAD.replace("causa", "Estatus"), *LINES]).encode())
