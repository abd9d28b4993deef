"""The CURP: its shape, its digit, its date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.credencial.curp import Curp, check_digit
from core.domain.errors import CurpDigitWrong, CurpMalformed

GOOD = ("SIEP850505MDFNJR09", "MUFN010228HNESCMA5")


@pytest.mark.parametrize("text", GOOD)
def test_a_published_example_is_accepted(text: str) -> None:
    assert Curp.typed(f" {text.lower()} ").text == text


def test_the_seventeenth_sign_tells_the_century() -> None:
    assert Curp(GOOD[0]).birth == "05/05/1985"
    assert Curp(GOOD[1]).birth == "28/02/2001"


@given(st.sampled_from(GOOD), st.integers(0, 9))
def test_another_last_digit_is_refused(text: str, digit: int) -> None:
    other = text[:17] + str(digit)
    if other == text:
        assert Curp(other).text == text
        return
    with pytest.raises(CurpDigitWrong):
        Curp(other)


@given(st.integers(4, 9), st.integers(1, 9))
def test_any_changed_digit_of_the_birth_changes_the_check(place: int, by: int) -> None:
    text = GOOD[0]
    changed = str((int(text[place]) + by) % 10)
    weight = 18 - place
    other = text[:place] + changed + text[place + 1 : 17]
    same = (int(changed) - int(text[place])) * weight % 10 == 0
    assert (check_digit(other) == text[17]) is same


@pytest.mark.parametrize(
    "text",
    ["", "SIEP850505MDFNJR0", "SIEP850505MXXNJR09", "SIEP851305MDFNJR09", "S1EP850505MDFNJR09"],
)
def test_what_has_not_the_shape_is_refused(text: str) -> None:
    with pytest.raises(CurpMalformed):
        Curp(text)
