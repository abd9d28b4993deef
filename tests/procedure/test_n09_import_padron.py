"""The CSV of the padrón, however it is cut into parts on its way."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.apoyo_errors import PadronRowWrong
from core.ports.central_padron import PadronRow
from core.procedure.n09_import_padron import ImportPadron, read_rows
from tests.fakes.clock import SetClock
from tests.fakes.padron import ListBuilder

HEAD = "clave_elector,cic,numero_emision,seccion,estatus,causa"
LINES = [f"MSFCXX800101{k:02d}M100,{k:09d},0{k},{k},ln, cañón" for k in range(1, 9)]
CSV = ("\ufeff" + "\r\n".join([HEAD, *LINES]) + "\r\n").encode()


@given(st.lists(st.integers(0, len(CSV)), max_size=12))
def test_the_rows_do_not_depend_on_how_the_stream_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(CSV)]
    parts = [CSV[a:b] for a, b in pairwise(places)]
    rows = list(read_rows(parts))
    assert rows == list(read_rows([CSV]))
    assert [line for line, _ in rows] == list(range(2, 10))
    first = PadronRow("MSFCXX80010101M100", "000000001", "01", "0001", "LN", "cañón")
    assert rows[0][1] == first


def test_a_whole_file_is_finished_and_described() -> None:
    builder = ListBuilder()
    cut = ImportPadron(builder, SetClock())([CSV], date(2026, 11, 1))
    assert (cut.id, cut.rows, builder.end) == ("MUESTRA", 8, "finished")


def test_a_broken_stream_leaves_no_index() -> None:
    def broken() -> Iterator[bytes]:
        yield CSV[:200]
        raise ConnectionError

    builder = ListBuilder()
    with pytest.raises(ConnectionError):
        ImportPadron(builder, SetClock())(broken(), date(2026, 11, 1))
    assert builder.end == "abandoned"


def test_a_clave_that_stands_twice_is_named_by_its_line() -> None:
    builder = ListBuilder()
    with pytest.raises(PadronRowWrong) as refused:
        ImportPadron(builder, SetClock())([CSV, LINES[0].encode()], date(2026, 11, 1))
    assert refused.value.facts == {"line": "10", "column": "clave_elector"}
    assert builder.end == "abandoned"


def test_an_open_quote_is_a_bad_line() -> None:
    with pytest.raises(PadronRowWrong):
        list(read_rows([f'{HEAD}\n"MSFC'.encode()]))
