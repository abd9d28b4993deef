"""CBOR in pieces is CBOR: what is not copied is still what would have been written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sealing import cbor

LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.binary()
VALUES = st.recursive(
    LEAVES, lambda each: st.lists(each) | st.dictionaries(st.text(), each), max_leaves=30
)


@given(VALUES)
def test_the_pieces_of_a_value_are_its_bytes(value: object) -> None:
    assert b"".join(cbor.pieces(value)) == cbor.dumps(value)


def test_a_long_byte_string_is_handed_on_as_it_is() -> None:
    for size in (0, 23, 24, 255, 256, 65_535, 65_536, 400_000):
        picture = bytes(size)
        written = list(cbor.pieces({"front": {"frame": picture}, "n": 1}))
        views = [piece.obj for piece in written if isinstance(piece, memoryview)]
        assert views == [picture]
        assert views[0] is picture
        assert b"".join(written) == cbor.dumps({"front": {"frame": picture}, "n": 1})


@given(VALUES, st.integers(0, 200), st.binary(max_size=4), st.integers(0, 4))
def test_one_text_stands_for_a_value(value: object, at: int, more: bytes, less: int) -> None:
    raw = cbor.dumps(value)
    at %= len(raw) + 1
    changed = raw[:at] + more + raw[at + less :]
    try:
        read = cbor.loads(changed)
    except ValueError:
        return
    assert cbor.dumps(read) == changed


@pytest.mark.parametrize(
    "raw",
    [
        "1801",  # 1 in two bytes
        "190001",
        "5801aa",  # one byte, its length in two
        "780161",
        "980101",
        "b8016161f6",
        "f93c00",  # 1.0 as a half
        "fa3f800000",
        "a2616101616102",  # a name twice
        "bf616101ff",  # no length told
        "5f41aaff",
        "c074323032362d31312d32385430303a30303a30305a",  # an instant, by a tag
        "d81c80",  # something shared
        "c24101",  # 1 as a long number
        "f818",
        "0101",  # more after it
        "",
    ],
)
def test_another_text_for_a_value_is_refused(raw: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  its caller names it
        cbor.loads(bytes.fromhex(raw))


def test_no_depth_overflows() -> None:
    for depth in (13, 100, 100_000):
        with pytest.raises(ValueError):  # noqa: PT011  its caller names it
            cbor.loads(b"\x81" * depth + b"\x00")
