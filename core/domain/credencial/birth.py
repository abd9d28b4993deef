"""The six digits of a birth, aammdd, that clave, CURP and MRZ share: days that exist."""

from datetime import date
from typing import Final

_LEAST_AGE: Final = 17
"""Years. Whoever turns 18 by election day may ask for a credential. norma/credencial.md, 10."""


def is_day(digits: str) -> bool:
    """Tell whether aammdd is a day of some century; only 0-9 are digits."""
    return day_of(digits, 2000) is not None  # 1900 had no 29 February, but 2000 had


def day_of(digits: str, century: int) -> date | None:
    """Return the day aammdd of the hundred years from `century` on, None where there is none."""
    if not (digits.isascii() and digits.isdecimal()):
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def born_from_2000_on(year: int, today: date) -> bool:
    """Tell in which century the holder of a card was born, of whom two digits are known.

    Whoever is under 17 has no credential, so whoever would be was born a hundred years before.
    """
    return 2000 + year + _LEAST_AGE <= today.year
