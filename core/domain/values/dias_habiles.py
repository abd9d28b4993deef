"""Working days: Monday to Friday, without the days of rest of the law and of the Instituto."""

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5
_FIXED = frozenset({(1, 1), (5, 1), (9, 16), (12, 25)})
_MONDAYS = {(2, 1), (3, 3), (11, 3)}
"""Month, and which of its Mondays."""
_HANDOVER, _HANDOVER_YEARS = (10, 1), 6
_FIRST_HANDOVER = 2024
"""The Executive is handed over on 1 October every six years."""


def is_rest_day(day: date) -> bool:
    """Tell whether the law gives rest on that day. Source: Ley Federal del Trabajo, art. 74."""
    if (day.month, day.day) in _FIXED:
        return True
    if (day.month, day.day) == _HANDOVER:
        return (day.year - _FIRST_HANDOVER) % _HANDOVER_YEARS == 0
    return day.weekday() == 0 and (day.month, (day.day - 1) // 7 + 1) in _MONDAYS


def is_working_day(day: date, besides: Collection[date] = ()) -> bool:
    """Tell whether that day counts; `besides` are the days that the Instituto does not work."""
    return day.weekday() < _SATURDAY and not is_rest_day(day) and day not in besides


def working_days_after(day: date, count: int, besides: Collection[date] = ()) -> date:
    """Return the last of `count` working days that begin on the day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, besides)
    return day
