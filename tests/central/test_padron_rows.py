"""Rows of the padrón by whole blocks: the same that the exact rules and single hashes give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.central.verification.keyed_hash import KeyedHash
from core.central.verification.padron_file import ESTATUS
from core.central.verification.plain_rows import NO_CAUSE, PlainReader
from core.procedure.csv_lines import CsvForm
from core.procedure.n09_import_padron import exact_row, plain_cause


@given(st.binary(min_size=32, max_size=32), st.integers(0, 40), st.integers(1, 6))
def test_many_texts_are_hashed_as_each_by_itself(key: bytes, width: int, count: int) -> None:
    texts = [f"{number:0{width}d}"[:width] for number in range(count)]
    kind = KeyedHash(key, b"MUESTRA:")
    array = np.frombuffer("".join(texts).encode(), dtype=np.uint8).reshape(count, width)
    if width:
        assert [row.tobytes().hex() for row in kind.many(array)] == [*map(kind.one, texts)]


_CLAVE = st.from_regex(r"([A-Z][BCDFA]){3}[0-9]{6}(09|32|33|88)[HMXa][0-9]{3}", fullmatch=True)
_CELL = st.sampled_from(
    ["", " ", "LN", "BAJA", "PADRON", "01", "1", "0101", "000000001", '"', "ñ", "a b", "a "]
)
_FINE = st.tuples(
    st.sampled_from(["MSFCXX80010109M100", "MSFCXX80010109M200", "MSFCXX80023009M100"]),
    st.sampled_from(["", "123456789", "12345678"]),
    st.sampled_from(["00", "7", "x1"]),
    st.sampled_from(["0101", "101", "01012"]),
    st.sampled_from(["LN", "PADRON", "BAJA", "ln", "LNX"]),
    st.sampled_from(["", "Suspensión", " a", "x" * 200, "x" * 201, "\x07"]),
)
_ODD = st.tuples(_CLAVE | _CELL, _CELL, _CELL, _CELL, _CELL, _CELL | st.text(max_size=5))


@given(st.lists(st.tuples(_FINE | _ODD, st.booleans()), max_size=12), st.sampled_from(",;|"))
def test_what_is_taken_for_plain_is_what_the_exact_rules_make_of_it(
    lines: list[tuple[tuple[str, ...], bool]], apart: str
) -> None:
    form = CsvForm("utf-8", apart)
    raw = [
        apart.join(cells).replace("\n", "").encode("utf-8", "ignore") + b"\r" * odd
        for cells, odd in lines
    ]
    causes: dict[bytes, int] = {}

    def place_of(text: bytes) -> int:
        said = plain_cause(form, text)
        return NO_CAUSE if said is None else causes.setdefault(said, len(causes) + 1)

    read = PlainReader(apart, place_of)
    rows, others = read(2, b"".join(each + b"\n" for each in raw))
    exact = {number: exact_row(raw[number - 2], form) for number in rows.lines.tolist()}
    assert sorted([*exact, *(number for number, _ in others)]) == [*range(2, len(raw) + 2)]
    assert all(text == raw[number - 2] for number, text in others)
    said = ["", *(cause.decode() for cause in causes)]
    for at, row in enumerate(exact.values()):
        cic = rows.cics[at].tobytes() if rows.has_cic[at] else b""
        assert (rows.claves[at].tobytes(), cic) == (row.clave, row.cic)
        assert (int(rows.seccion[at]), said[rows.cause[at]]) == (
            int(row.seccion),
            row.cause.decode(),
        )
        assert ESTATUS[rows.estatus[at]] == row.estatus.decode()


def test_a_plain_line_is_taken_for_plain() -> None:
    read = PlainReader(",", lambda _text: 1)
    lines = [b"MSFCXX80010109M100,123456789,00,0101,LN,", b"MSFCXX80010109M100,,00,0101,BAJA,x\r"]
    rows, others = read(2, b"\n".join([*lines, b""]))
    assert (rows.lines.tolist(), rows.cause.tolist(), others) == ([2, 3], [0, 1], [])
