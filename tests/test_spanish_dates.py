"""Days and hours as papers, mails and both apps say them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core import spanish_dates


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 10, 30), "treinta de octubre de dos mil veintiséis"),
        (date(2027, 1, 1), "primero de enero de dos mil veintisiete"),
        (date(2000, 8, 31), "treinta y uno de agosto de dos mil"),
        (date(2041, 2, 22), "veintidós de febrero de dos mil cuarenta y uno"),
        (date(1999, 12, 9), "nueve de diciembre de 1999"),
    ],
)
def test_a_day_in_words(when: date, said: str) -> None:
    assert spanish_dates.day_in_words(when) == said


def test_a_moment_is_told_in_the_states_own_time() -> None:
    when = datetime(2026, 11, 25, 4, 5, tzinfo=UTC)
    assert spanish_dates.moment(when, ZoneInfo("America/Tijuana")) == "24 nov 2026, 20:05"
    assert spanish_dates.hour(when, ZoneInfo("America/Tijuana")) == "20:05"


def test_a_day_for_papers_and_a_short_one_for_screens() -> None:
    assert spanish_dates.day(date(2026, 9, 1)) == "1 de septiembre de 2026"
    assert spanish_dates.short_day(date(2026, 8, 1)) == "1 ago 2026"
