"""CBOR in pieces is CBOR: what is not copied is still what would have been written."""

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
        assert any(piece is picture for piece in written)
        assert b"".join(written) == cbor.dumps({"front": {"frame": picture}, "n": 1})
