"""The typed activation code: one server alone fits it, and a slip of the pen is told at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sealing.activation_code import (
    ALPHABET,
    CHARACTERS,
    GROUP,
    GROUPS,
    as_read,
    fits,
    group_is_right,
    grouped,
    groups_typed,
    make_code,
    typed_code,
    with_checks,
)
from core.sealing.errors import CodeGroupMistyped, CodeMalformed

AUTHORITY, KEY = bytes(range(32)), bytes(range(32, 64))
DATA = st.text(ALPHABET, min_size=3, max_size=3)
PLACES = st.integers(0, GROUPS - 1)
CODES = st.text(ALPHABET, min_size=27, max_size=27).map(with_checks)


def _group(place: int, data: str) -> str:
    return with_checks("000" * place + data)[-GROUP:]


def test_a_code_fits_its_own_server_alone() -> None:
    code = make_code(AUTHORITY, KEY)
    assert len(code) == CHARACTERS
    assert make_code(AUTHORITY, KEY) != code
    assert fits(code, AUTHORITY, KEY)
    assert not fits(code, KEY, AUTHORITY)


@given(st.integers(0, 511))
def test_one_bit_of_authority_or_key_is_another_server(bit: int) -> None:
    code = make_code(AUTHORITY, KEY)
    other = bytearray(AUTHORITY + KEY)
    other[bit // 8] ^= 1 << bit % 8
    assert not fits(code, bytes(other[:32]), bytes(other[32:]))


def test_eighty_bits_of_the_server_stand_in_a_code() -> None:
    one, another = make_code(AUTHORITY, KEY), make_code(AUTHORITY, KEY)
    data = [
        "".join(code[at : at + 3] for at in range(0, CHARACTERS, GROUP)) for code in (one, another)
    ]
    same = len(data[0]) - 11
    assert data[0][-same:] == data[1][-same:]
    assert same * 5 >= 80
    for place in range(11, 27):
        changed = data[0][:place] + ALPHABET[ALPHABET.index(data[0][place]) ^ 1]
        assert not fits(with_checks(changed + data[0][place + 1 :]), AUTHORITY, KEY)


@given(PLACES, DATA, st.integers(0, 3), st.sampled_from(ALPHABET))
def test_one_wrong_character_of_a_group_is_always_told(
    place: int, data: str, at: int, character: str
) -> None:
    group = _group(place, data)
    wrong = group[:at] + character + group[at + 1 :]
    assert group_is_right(place, wrong) is (wrong == group)


@given(PLACES, DATA, st.permutations(range(4)).map(lambda order: order[:2]))
def test_two_exchanged_characters_of_a_group_are_always_told(
    place: int, data: str, two: list[int]
) -> None:
    group = list(_group(place, data))
    one, other = two
    group[one], group[other] = group[other], group[one]
    right = "".join(group) == _group(place, data)
    assert group_is_right(place, "".join(group)) is right


@given(CODES, PLACES, PLACES)
def test_a_group_in_the_place_of_another_is_always_told(code: str, one: int, other: int) -> None:
    group = code[one * GROUP : (one + 1) * GROUP]
    assert group_is_right(other, group) is (one == other)


@given(CODES)
def test_a_code_is_read_as_people_write_it(code: str) -> None:
    sloppy = grouped(code).lower().replace("1", "l").replace("0", "o")
    assert typed_code(f"\t{sloppy}\n") == code
    assert all(right for _, right in groups_typed(sloppy))
    with pytest.raises(CodeMalformed):
        typed_code(code[:-1])
    with pytest.raises(CodeMalformed):
        typed_code(code + "0")


@given(CODES, st.integers(0, CHARACTERS - 1), st.characters(exclude_categories=["Z", "Cc", "Cs"]))
def test_the_group_that_was_copied_wrong_is_named(code: str, at: int, character: str) -> None:
    raw = code[:at] + character + code[at + 1 :]
    if as_read(raw) == code:
        return
    with pytest.raises((CodeGroupMistyped, CodeMalformed)) as wrong:
        typed_code(raw)
    if len(as_read(raw)) == CHARACTERS:
        assert wrong.value.facts == {"group": str(at // GROUP + 1)}


def test_what_is_half_written_is_not_wrong_yet() -> None:
    code = make_code(AUTHORITY, KEY)
    assert groups_typed(code[:6])[:3] == ((code[:4], True), (code[4:6], False), ("", False))
    for wrong in ("", "0", "U" * 3, code[:8], "٠" * 2):
        with pytest.raises(CodeMalformed):
            typed_code(wrong)
