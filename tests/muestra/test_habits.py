"""What another hand does otherwise keeps what a card says."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.credencial.mrz import check_digit
from core.muestra.habits import Habits, draw_habits, rows_of
from core.muestra.people import make_person
from core.muestra.splits import SPLITS, Split

_ROWS = ["C HIDALGO 12 INT 3", "COL CENTRO 06700", "LEON, GTO."]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_domicilio_in_other_rows_holds_the_same_words(count: int) -> None:
    rows = rows_of(_ROWS, count)
    assert len(rows) == count
    assert " ".join(rows) == " ".join(_ROWS)


def test_a_street_without_a_number_stays_one_row() -> None:
    assert rows_of(["ANDADOR S/N", *_ROWS[1:]], 4) == ["ANDADOR S/N", *_ROWS[1:]]


@given(st.integers(0, 10**6), st.sampled_from(SPLITS))
def test_the_cic_is_printed_whole_and_at_most_with_its_check_digit(seed: int, split: Split) -> None:
    person = make_person(Random(seed), "D")
    cic = person.text("cic")
    printed = draw_habits(Random(seed), split).cic_of(person)
    digits = "".join(one for one in printed if one.isdigit())
    assert digits in (cic, cic + check_digit(cic))
    assert not Habits().cic_of(make_person(Random(seed), "C"))


def test_some_cards_have_habits_and_some_have_none() -> None:
    drawn = [draw_habits(Random(seed), "left-out") for seed in range(60)]
    assert 15 < drawn.count(Habits()) < 45
    assert any(one.above for one in drawn)
