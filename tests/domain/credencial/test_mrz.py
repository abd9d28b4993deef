"""The machine-readable zone: its parts and its four digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.credencial.mrz import Mrz, check_digit

GOOD = (
    Mrz(
        "IDMEX1234567897<<0001123456789",
        "8505051M3312315MEX<01<<12345<4",
        "SINTETICO<EJEMPLO<<PRUEBA<ANA<",
    ),
    Mrz(
        "IDMEX0000000170<<9999000000001",
        "0102281H2912316MEX<00<<00001<4",
        "MUESTRA<FICTICIA<<NOMBRE<LARGO",
    ),
)


@pytest.mark.parametrize("mrz", GOOD)
def test_all_four_digits_of_a_good_one_are_right(mrz: Mrz) -> None:
    assert mrz.checks == (True, True, True, True)


def test_its_parts() -> None:
    mrz = GOOD[0]
    assert (mrz.cic, mrz.ocr) == ("123456789", "0001123456789")
    assert (mrz.birth, mrz.expiry, mrz.numero_emision) == ("850505", "331231", "01")
    assert mrz.sexo == "M"
    assert mrz.names == ("SINTETICO EJEMPLO", "", "PRUEBA ANA")


@given(st.integers(17, 29), st.integers(1, 9))
def test_the_composite_protects_the_ocr(place: int, by: int) -> None:
    mrz = GOOD[0]
    digit = str((int(mrz.first[place]) + by) % 10)
    other = Mrz(mrz.first[:place] + digit + mrz.first[place + 1 :], mrz.second, mrz.third)
    weight = (7, 3, 1)[(place - 5) % 3]
    assert other.checks[3] is (by * weight % 10 == 0)
    assert other.checks[:3] == (True, True, True)


@given(st.text("0123456789<ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=40))
def test_a_check_digit_is_one_digit(text: str) -> None:
    assert check_digit(text) in "0123456789"
