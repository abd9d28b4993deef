"""Working days: by hand, from calendars of 2024 to 2030."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.domain.values.dias_habiles import is_rest_day, is_working_day, working_days_after


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 2, 2),
        date(2026, 3, 16),
        date(2026, 5, 1),
        date(2026, 9, 16),
        date(2026, 11, 16),
        date(2026, 12, 25),
        date(2024, 10, 1),
        date(2030, 10, 1),
    ],
)
def test_the_law_gives_rest(day: date) -> None:
    assert is_rest_day(day)
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day", [date(2026, 2, 9), date(2026, 3, 9), date(2026, 10, 1), date(2026, 11, 17)]
)
def test_the_law_gives_none(day: date) -> None:
    assert is_working_day(day)
    assert not is_working_day(day, (day,))


def test_twenty_days_of_a_request_counted_on_a_calendar() -> None:
    """Received on Friday 30 October 2026; Monday 16 November is of rest."""
    plazos = PlazosDatos()
    assert plazos.answered_by(date(2026, 10, 30)) == date(2026, 11, 30)
    assert plazos.extended_to(date(2026, 11, 30)) == date(2026, 12, 14)
    assert plazos.fulfilled_by(date(2026, 12, 14)) == date(2027, 1, 6)
    closed = PlazosDatos(closed_days=(date(2026, 11, 30),))
    assert closed.answered_by(date(2026, 10, 30)) == date(2026, 12, 1)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_a_term_ends_on_a_working_day_and_holds_so_many(day: date, count: int) -> None:
    last = working_days_after(day, count)
    assert is_working_day(last)
    span = [day + timedelta(days=each) for each in range(1, (last - day).days + 1)]
    assert sum(map(is_working_day, span)) == count
