"""Hours that people type, in the time zone of the state."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin_desktop.framework.local_time import LocalTime, TypedHour, read_hour
from admin_desktop.framework.typed_errors import HourMistyped, HourSkipped, HourTwice
from core.domain.errors import TextMissing
from core.domain.values.form_errors import DayMistyped, DayUnreal
from core.domain.values.typed_day import read_day
from tests.admin_desktop.conftest import SetClock


def test_a_typed_hour_is_the_states_own(local: LocalTime) -> None:
    assert local.instant("24/11/2026", "10:42") == datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
    assert local.instant("24/11/2026", "10:42:07").second == 7


@pytest.mark.parametrize(
    "text", ["24/11/26", "26-11-24", "24/11", "a/b/c", "²/1/2026", "24/11/1899", "2026/11"]
)
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(DayMistyped):
        read_day(text)


@pytest.mark.parametrize("text", ["31/02/2026", "2026-02-30", "00/01/2026", "24/13/2026"])
def test_a_day_that_no_calendar_has_is_told_so(text: str) -> None:
    with pytest.raises(DayUnreal):
        read_day(text)


def test_a_day_as_computers_write_it_is_understood() -> None:
    assert read_day("1985-04-21") == read_day("21/04/1985") == date(1985, 4, 21)


@pytest.mark.parametrize(
    "text",
    [
        "1042",
        "24:01",
        "24:00:01",
        "25:00",
        "10:42 tercera",
        "١٠:٤٢",
        "10:60",
        "10:42:07:01",
        "diez",
        "10:-1",
    ],
)
def test_an_hour_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(HourMistyped):
        read_hour(text)


def test_an_empty_day_says_that_it_is_missing() -> None:
    with pytest.raises(TextMissing):
        read_day("  ")


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    tijuana = LocalTime(SetClock(), lambda: "America/Tijuana")
    with pytest.raises(HourSkipped):
        tijuana.instant("08/03/2026", "02:30")


def test_separators_other_than_slashes_are_understood() -> None:
    assert read_day("24-11-2026") == read_day("24.11.2026") == date(2026, 11, 24)
    assert read_hour("9:05") == TypedHour(time(9, 5))


def test_near_hours_are_said_as_people_do(local: LocalTime) -> None:
    assert local.say(datetime(2026, 11, 24, 15, 58, tzinfo=UTC)) == "hoy 9:58"
    assert local.say(datetime(2026, 11, 24, 1, 22, tzinfo=UTC)) == "ayer 19:22"
    assert local.say(datetime(2026, 11, 20, 18, 5, tzinfo=UTC)) == "20 nov 2026, 12:05"
    assert local.say(None) == ""


def test_a_date_that_decides_is_never_said_as_today(local: LocalTime) -> None:
    assert local.say_exactly(datetime(2026, 11, 24, 16, 42, 30, tzinfo=UTC)) == (
        "24 nov 2026, 10:42:30"
    )


@pytest.mark.parametrize("zone", ["America/Tijuana", "America/Ojinaga"])
def test_an_hour_that_comes_twice_must_say_which(zone: str) -> None:
    there = LocalTime(SetClock(), lambda: zone)
    with pytest.raises(HourTwice):
        there.instant("01/11/2026", "01:30")
    first = there.instant("01/11/2026", "01:30 primera")
    second = there.instant("01/11/2026", "01:30 Segunda")
    assert (second - first).total_seconds() == 3600


def test_24_00_is_the_end_of_its_day(local: LocalTime) -> None:
    end = local.instant("28/11/2026", "24:00")
    assert end == local.instant("28/11/2026", "24:00:00") == local.instant("29/11/2026", "00:00")


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),
    st.sampled_from(
        ["America/Mexico_City", "America/Tijuana", "America/Ojinaga", "America/Cancun"]
    ),
)
def test_what_is_written_reads_back_as_the_same_instant(naive: datetime, zone: str) -> None:
    here = LocalTime(SetClock(), lambda: zone)
    at = naive.replace(microsecond=0, tzinfo=UTC)
    assert here.instant(here.day_text(at), here.hour_text(at)) == at
