"""How a file of an office is cut into lines and checked, whatever pieces it comes in."""

import hashlib
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.registration.registration_errors import GeografiaEmpty, GeografiaMissing
from core.domain.verification.import_errors import LineCells, LineText, LineTooLong, TooManyBadLines
from core.domain.verification.importacion import BadLine
from core.procedure.csv_check import BadLines, Blocks, CheckedFile, CsvCheck
from core.procedure.csv_lines import (
    MOST_LINE_BYTES,
    CsvForm,
    EncodingGuess,
    LineWrong,
    cells,
    raw_lines,
    whole_lines,
)

FORM = CsvForm("utf-8", ",")
BOM = b"\xef\xbb\xbf"


def _cut(content: bytes, size: int) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


def _lines(chunks: Iterable[bytes]) -> list[tuple[int, bytes]]:
    return [each for number, block in whole_lines(chunks) for each in raw_lines(number, block)]


@given(st.lists(st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b"")), max_size=8))
def test_lines_are_the_same_however_the_file_is_cut(lines: list[bytes]) -> None:
    content = BOM + b"\n".join([b"titulo", *lines])
    expected = list(enumerate([b"titulo", *lines], 1))
    if not expected[-1][1]:
        expected.pop()  # a file that ends with the end of a line has no line after it
    for size in (1, 3, 7, len(content)):
        assert _lines(_cut(content, size)) == expected


def test_a_mark_of_order_is_one_only_at_the_very_beginning() -> None:
    assert _lines([BOM + b"a\n", BOM + b"b\n"]) == [(1, b"a"), (2, BOM + b"b")]
    assert _lines([BOM + b"alone"]) == [(1, b"alone")]


@pytest.mark.parametrize("size", [100, MOST_LINE_BYTES, 10**6])
def test_a_line_without_end_is_held_in_part_and_told(size: int) -> None:
    content = b"first\n" + b"x" * (3 * MOST_LINE_BYTES) + b"\nlast\n"
    found = _lines(_cut(content, size))
    assert [number for number, _ in found] == [1, 2, 3]
    assert found[2][1] == b"last"
    with pytest.raises(LineWrong) as told:
        cells(found[1][1], FORM, 1)
    assert told.value.why == LineTooLong.code


@pytest.mark.parametrize(
    ("raw", "column", "why"),
    [
        (b"a,b\x00", "texto", LineText.code),
        (b"a,\xff", "texto", LineText.code),
        (b'a,"b', "renglón", LineCells.code),
        (b"a,b,c", "renglón", LineCells.code),
        (b"x" * (MOST_LINE_BYTES + 1), "renglón", LineTooLong.code),
    ],
)
def test_what_is_wrong_with_a_line_has_its_place_and_code(
    raw: bytes, column: str, why: str
) -> None:
    with pytest.raises(LineWrong) as told:
        cells(raw, FORM, 2)
    assert (told.value.column, told.value.why) == (column, why)


def test_the_longest_line_is_still_one() -> None:
    assert cells(b"x" * (MOST_LINE_BYTES - 2) + b",b", FORM, 2)[1] == "b"


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("MUÑOZ\nPEÑA\n".encode(), "utf-8"),
        ("MUÑOZ\nPEÑA\n".encode("cp1252"), "cp1252"),
        ("MUÑOZ\nPEÑA".encode("cp1252"), "cp1252"),
        ("PEÑA".encode("cp1252"), "cp1252"),
        (b"MUNOZ\nPENA", "utf-8"),
        ("Ñ\n".encode() * 3 + "Ñ\n".encode("cp1252"), "utf-8"),
        ("Ñ\n".encode() + "Ñ\n".encode("cp1252") * 3, "cp1252"),
    ],
)
def test_the_encoding_is_told_by_what_most_letters_say(
    content: bytes, encoding: str, size: int
) -> None:
    guess = EncodingGuess()
    for chunk in _cut(content, size):
        guess.see(chunk)
    assert guess.encoding == encoding


def _check(content: bytes, bad: BadLines, size: int, heard: list[int]) -> CheckedFile:
    def take(form: CsvForm, blocks: Blocks) -> int:
        good = 0
        for number, block in blocks:
            for line, raw in raw_lines(number, block):
                try:
                    cells(raw, form, 2)
                    good += 1
                except LineWrong as wrong:
                    bad(line, wrong.column, wrong.why)
        return good

    check = CsvCheck(
        read=lambda: _cut(content, size),
        columns=("uno", "dos"),
        told=heard.append,
        bad=bad,
        not_ours=GeografiaMissing,
        empty=GeografiaEmpty,
    )
    return check(take)


@pytest.mark.parametrize("size", [1, 4, 10**6])
def test_a_check_counts_hashes_and_tells_how_far_it_is(size: int) -> None:
    content = b"uno;dos\r\na;b\r\nmal\r\nc;d"
    kept, heard = list[BadLine](), list[int]()
    found = _check(content, BadLines(kept.extend), size, heard)
    assert found == CheckedFile(
        CsvForm("utf-8", ";", 2), hashlib.sha256(content).hexdigest(), rows=2, bad=1
    )
    assert kept == [BadLine(3, "renglón", LineCells.code)]
    assert heard == sorted(set(heard))
    assert heard[-1] == len(content)


def test_bad_lines_are_handed_over_in_groups_and_none_is_left() -> None:
    groups = list[int]()
    content = b"uno,dos\na,b\n" + b"mal\n" * 2_500
    found = _check(content, BadLines(lambda each: groups.append(len(each))), 4096, [])
    assert (found.rows, found.bad, groups) == (1, 2_500, [1_000, 1_000, 500])


def test_too_many_bad_lines_end_the_check_and_those_before_are_kept() -> None:
    kept = list[BadLine]()
    with pytest.raises(TooManyBadLines):
        _check(b"uno,dos\n" + b"mal\n" * 4, BadLines(kept.extend, most=3), 4096, [])
    assert [each.line for each in kept] == [2, 3, 4]


@pytest.mark.parametrize("size", [1, 3, 10**6])
@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_lines_end_as_the_first_one_does(end: bytes, size: int) -> None:
    lines = [b'"uno\ny",dos', b"Begona,b", b"", b"c,d"]
    found = _lines(_cut(end.join([*lines, b""]), size))
    assert [raw.rstrip(b"\r") for _, raw in found] == [b'"uno', b'y",dos', *lines[1:]]
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]


def test_a_stray_end_of_an_older_kind_ends_no_line() -> None:
    assert _lines([b"uno,dos\na\rb,c\n"]) == [(1, b"uno,dos"), (2, b"a\rb,c")]
    with pytest.raises(LineWrong):
        cells(b"a\rb,c", FORM, 2)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("uno,dos", "a,b"),
        ("UNO, Dos", "a,b"),
        (" Únó ,DOS,,", "a,b,"),
        ("dos;uno", "b;a"),
        ("sep=;\n\nDos ;  UNO;", "b;a"),
        ('"dos"\t"u\nno"', "b\ta"),
    ],
)
@pytest.mark.parametrize("size", [1, 10**6])
def test_titles_are_known_in_any_order_and_dress(head: str, row: str, size: int) -> None:
    kept = list[BadLine]()
    found = _check(f"{head}\n{row}\n".encode(), BadLines(kept.extend), size, [])
    assert (found.rows, kept) == (1, [])
    assert cells(row.encode(), found.form, 2) == ["a", "b"]


@pytest.mark.parametrize("head", ["uno,uno", "uno,Uno,dos", "uno", "uno,dos,tres", "", "\n\n"])
def test_other_titles_and_one_that_comes_twice_are_no_header(head: str) -> None:
    with pytest.raises(GeografiaMissing):
        _check(f"{head}\na,b\n".encode(), BadLines(list[BadLine]().extend), 100, [])
