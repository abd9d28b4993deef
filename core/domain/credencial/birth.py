"""The birth digits aammdd shared by clave, CURP and MRZ: only existing days."""

from datetime import date
from typing import Final

_LEAST_AGE: Final = 17
"""Years. Whoever turns 18 by election day may ask for a credential. norma/credencial.md, 10."""


def is_day(digits: str) -> bool:
    """Tell whether aammdd is an existing day in some century; only ASCII digits."""
    return day_of(digits, 2000) is not None  # 1900 had no 29 February, but 2000 had


def day_of(digits: str, century: int) -> date | None:
    """Return the day aammdd in the hundred years from `century` on, None if it does not exist."""
    if not (digits.isascii() and digits.isdecimal()):
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def born_from_2000_on(year: int, today: date) -> bool:
    """Tell whether a card holder with a two-digit year of birth was born from 2000 on.

    Nobody under 17 has a credential, so a year that would imply it is of the century before.
    """
    return 2000 + year + _LEAST_AGE <= today.year
