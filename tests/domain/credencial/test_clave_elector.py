"""The clave de elector: its shape, its sex, days that exist."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.credencial.birth import born_from_2000_on, day_of, is_day
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.curp import Curp, check_digit
from core.domain.errors import ClaveMalformed, CurpMalformed

CLAVE = "MSFCAN80010209M000"
CURP = "MUFA800102MDFSCN0"
OTHER_DIGITS = "٠١٢٣٤٥٦٧٨٩०१२३४५६७८९０１２３４５６７８９¹²³"


@pytest.mark.parametrize("sex", "HMX")
def test_the_sex_may_be_any_that_a_birth_record_has(sex: str) -> None:
    assert ClaveElector(CLAVE[:14] + sex + CLAVE[15:]).sexo == sex


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_that_exists_is_accepted(born: date) -> None:
    clave = ClaveElector(f"{CLAVE[:6]}{born:%y%m%d}{CLAVE[12:]}")
    assert clave.born_on(born)
    letter = "A" if born.year >= 2000 else "0"
    first = f"{CURP[:4]}{born:%y%m%d}{CURP[10:16]}{letter}"
    assert Curp(first + check_digit(first)).birth == f"{born:%d/%m/%Y}"


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_day_that_never_was_is_refused(year: int, month: int, day: int) -> None:
    digits = f"{year:02}{month:02}{day:02}"
    for century, letter in ((1900, "0"), (2000, "A")):
        if day_of(digits, century) is None:
            first = f"{CURP[:4]}{digits}{CURP[10:16]}{letter}"
            with pytest.raises(CurpMalformed):
                Curp(first + check_digit(first))
    if not is_day(digits):
        with pytest.raises(ClaveMalformed):
            ClaveElector(f"{CLAVE[:6]}{digits}{CLAVE[12:]}")


@pytest.mark.parametrize("text", ["GMPRAL01023109H100", "GMPRAL01022909H100", "GMPRAL01043109H100"])
def test_the_days_of_the_field_are_refused(text: str) -> None:
    with pytest.raises(ClaveMalformed):
        ClaveElector(text)


@given(st.sampled_from(OTHER_DIGITS), st.integers(0, 17))
def test_no_other_digit_than_0_to_9_is_a_digit(sign: str, place: int) -> None:
    with pytest.raises(ClaveMalformed):
        ClaveElector(CLAVE[:place] + sign + CLAVE[place + 1 :])
    text = CURP + check_digit(CURP)
    with pytest.raises(CurpMalformed):
        Curp(text[:place] + sign + text[place + 1 :])


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(17, 110))
def test_whoever_holds_a_credential_is_told_by_two_figures(today: date, age: int) -> None:
    born = today.year - age
    assert born_from_2000_on(born % 100, today) is (born >= 2000) or born < 1900
