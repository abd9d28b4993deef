"""Reading a lattice under a grammar."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.credential.grammar.ctc import spell
from core.credential.grammar.patterns import NUMBERS
from core.credential.ocr.engine import ALPHABET, COLUMN, Lattice, greedy

DIGITS = "0123456789"


def lattice_of(text: str, *, blur: dict[int, tuple[str, float]] | None = None) -> Lattice:
    """Return what a recogniser shows of `text`; `blur` gives a place a rival and its share."""
    rows = []
    for place, sign in enumerate(text):
        row = np.full(len(ALPHABET) + 1, 1e-6)
        rival, share = (blur or {}).get(place, (sign, 0.0))
        row[COLUMN[rival]] += share
        row[COLUMN[sign]] += 0.99 - share
        blank = np.full(len(ALPHABET) + 1, 1e-6)
        blank[0] = 0.99
        rows += [row, blank]
    return np.array(rows)


@given(st.text(DIGITS, min_size=1, max_size=20))
def test_what_fits_the_grammar_is_read_as_it_stands(text: str) -> None:
    found = spell(lattice_of(text), (DIGITS,) * len(text))
    assert found is not None
    assert found.text == text


def test_a_letter_where_only_a_digit_can_stand_gives_way() -> None:
    lattice = lattice_of("2O18", blur={1: ("0", 0.3)})
    assert greedy(lattice)[0] == "2O18"
    found = spell(lattice, (DIGITS,) * 4)
    assert found is not None
    assert found.text == "2018"


def test_the_end_of_a_label_before_the_value_is_left_out() -> None:
    found = spell(lattice_of("CURP 0177"), (DIGITS,) * 4)
    assert found is not None
    assert found.text == "0177"


def test_an_estado_is_none_that_there_is_not() -> None:
    """Blur makes a 6 of a 0: there are 32 of them."""
    found = spell(lattice_of("62", blur={0: ("0", 0.05)}), NUMBERS["estado"])
    assert found is not None
    assert found.text == "02"


def test_too_short_a_strip_has_no_spelling() -> None:
    assert spell(lattice_of("12"), (DIGITS,) * 9) is None
