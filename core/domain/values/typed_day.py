"""A day as people type it."""

from datetime import date
from typing import Final

from core.domain.values.form_errors import DayMistyped, DayUnreal
from core.domain.values.texto import required

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2099
"""The server takes no later one, and a day after the last of all cannot be counted."""
_PARTS: Final = 3
_YEAR_DIGITS: Final = 4
_DAY_DIGITS: Final = 2


def read_day(text: str) -> date:
    """Return a typed day: dd/mm/aaaa, or aaaa-mm-dd as computers and the server write it.

    Strokes, hyphens and points are the same. Raises DayMistyped, DayUnreal or TextMissing.
    """
    parts = required(text).replace("-", "/").replace(".", "/").split("/")
    if len(parts) != _PARTS or not all(part.isascii() and part.isdigit() for part in parts):
        raise DayMistyped
    if len(parts[0]) == _YEAR_DIGITS:
        parts.reverse()
    if len(parts[2]) != _YEAR_DIGITS or max(map(len, parts[:2])) > _DAY_DIGITS:
        raise DayMistyped
    day, month, year = (int(part) for part in parts)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DayMistyped
    try:
        return date(year, month, day)
    except ValueError as cause:
        raise DayUnreal from cause
