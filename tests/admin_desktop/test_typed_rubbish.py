"""Whatever is typed as a day, an hour or a number is one, or is refused in a sentence."""

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from admin_desktop.framework.local_time import LocalTime, read_hour
from core.domain.values.form_reader import read_number
from core.domain.values.typed_day import read_day
from core.errors import RuleBroken
from core.wire import EARLIEST_DATE, LARGEST_INTEGER, LATEST, LATEST_DATE
from tests.admin_desktop.conftest import SetClock

TYPED = st.text(st.sampled_from("0123456789/-.: hs\u0663\u00b2\uff11,"), max_size=14)
DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31)).map("{:%d/%m/%Y}".format)
LOCAL = LocalTime(SetClock(), lambda: "America/Mexico_City")
ENDLESS = "9" * 5_000


@given(TYPED)
@example(ENDLESS)
@example(f"1/1/{ENDLESS}")
@example(f"{ENDLESS}/1/2026")
def test_a_day_is_one_that_the_server_takes(typed: str) -> None:
    try:
        day = read_day(typed)
    except RuleBroken:
        return
    assert EARLIEST_DATE <= day <= LATEST_DATE


@given(TYPED)
@example(ENDLESS)
@example(f"10:{ENDLESS}")
def test_an_hour_is_of_a_day(typed: str) -> None:
    try:
        hour = read_hour(typed)
    except RuleBroken:
        return
    assert not hour.next_day or hour.clock == datetime.min.time()


@given(DAYS, st.sampled_from(("24:00", "00:00", "23:59:59", "01:30 segunda", "99:99")))
@example("31/12/9999", "24:00")
@example("31/12/2099", "24:00")
def test_an_instant_is_one_that_can_be_counted(day: str, hour: str) -> None:
    try:
        at = LOCAL.instant(day, hour)
    except RuleBroken:
        return
    assert at.year <= LATEST.year


@given(TYPED)
@example(ENDLESS)
@example("2,147,483,648")
def test_a_number_fits_where_it_is_kept(typed: str) -> None:
    try:
        number = read_number(typed)
    except RuleBroken:
        return
    assert 0 <= number <= LARGEST_INTEGER


@pytest.mark.parametrize("typed", ["1,234", "0", "999,999,999"])
def test_a_number_is_typed_as_people_write_it(typed: str) -> None:
    assert f"{read_number(typed):,}" == typed
