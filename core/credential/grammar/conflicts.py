"""Where two prints of one character plainly differ: then neither may mend the other."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.ocr.engine import ALPHABET

PLAIN: Final = 4.0
"""Nats: each picture gives its own character this much more than the other's."""

_ALIKE: Final = ("0ODQCGU", "1ILTJ7", "8BRPS3", "MNWHÑ", "UVY", "EFP", "KXH", "5S69G", "2Z7", "4A")
"""Signs that blur makes of one another: among these a repair is likelier than another rule."""

Table = NDArray[Any]


def alike(one: str, other: str) -> bool:
    """Tell whether blur may make one sign of the other."""
    return one == other or any(one in group and other in group for group in _ALIKE)


def sign_of(row: Table) -> str:
    """Return the likeliest sign of a position."""
    return ALPHABET[int(row.argmax())]


def plainly_differ(one: Table, other: Table) -> bool:
    """Tell whether two pictures of a character show two that nobody takes for one another."""
    first, second = int(one.argmax()), int(other.argmax())
    if alike(ALPHABET[first], ALPHABET[second]):
        return False
    return bool(min(one[first] - one[second], other[second] - other[first]) > PLAIN)


def overruled(table: Table, text: str) -> bool:
    """Tell whether a text says otherwise than its own picture plainly does."""
    chosen = [ALPHABET.index(sign) for sign in text]
    lack = table.max(axis=1) - table[np.arange(len(text)), chosen]
    return any(
        lack[place] > PLAIN and not alike(sign_of(table[place]), sign)
        for place, sign in enumerate(text)
    )
