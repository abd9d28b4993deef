"""Which printed row is which part of a name: the letters of clave and CURP tell it.

Both codes take letters of paterno, materno and nombre at fixed places, so a label that was taken
for a surname, or a second given name in a row of its own, shows.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from core.credential.grammar.conflicts import alike
from core.domain.credencial.cross_checks import name_letters

Parts = tuple[str, str, str]
"""Paterno, materno, nombre."""

_PLACES_OF_CURP: Final = (0, 1, 2, 3, 13, 14, 15)
_PLACES_OF_CLAVE: Final = (0, None, 2, 4, 1, 3, 5)
"""Where the clave has the letters of `name_letters`; it lacks the paterno's vowel."""

_UNKNOWN: Final = "?"
_MOST_ROWS: Final = 5
_GIVEN_FIRST: Final = 9
"""How unusual given names before surnames are: only where no other way gives the codes' letters."""
"""Rows that a name is printed in at most: two of a surname, two of the other, one of names."""


def letters_of(clave: str, curp: str) -> str:
    """Return the seven letters that the codes give a name, «?» where neither tells.

    Source: norma/credencial.md, 2 and 3.
    """
    found = []
    for at_curp, at_clave in zip(_PLACES_OF_CURP, _PLACES_OF_CLAVE, strict=True):
        own = clave[at_clave] if clave and at_clave is not None else ""
        other = curp[at_curp] if curp else ""
        agreed = own if not other or own == other else "" if own else other
        found.append(agreed or _UNKNOWN)
    return "".join(found)


def disagreements(parts: Parts, letters: str) -> int:
    """Return how many letters of the codes these parts plainly do not give."""
    given = name_letters(*parts) if parts[0] and parts[2] else "X" * len(letters)
    return sum(
        code != _UNKNOWN and not alike(own, code) for own, code in zip(given, letters, strict=True)
    )


def arrangements(rows: Sequence[str]) -> Iterator[tuple[Parts, int]]:
    """Yield the ways to take rows as paterno, materno and nombre, and how unusual each is."""
    count = len(rows)
    if not 1 < count <= _MOST_ROWS:
        return
    for first in range(2 if count > 2 else 1):  # noqa: PLR2004  the first may be a label
        for last in range(count, max(first + 1, count - 2), -1):
            kept = rows[first:last]
            for parts, odd in _split(kept):
                yield parts, odd + 3 * (count - len(kept))


def _given_first(rows: Sequence[str]) -> Iterator[Parts]:
    """Yield the ways to take rows of which the given names are the first."""
    if 2 < len(rows) <= _MOST_ROWS:  # noqa: PLR2004
        yield rows[-2], rows[-1], " ".join(rows[:-2])
    if 1 < len(rows) <= _MOST_ROWS:
        yield rows[-1], "", " ".join(rows[:-1])


def _split(rows: Sequence[str]) -> Iterator[tuple[Parts, int]]:
    for paterno in (1, 2):
        for materno in (1, 0, 2):
            given = len(rows) - paterno - materno
            if given < 1:
                continue
            parts = (
                " ".join(rows[:paterno]),
                " ".join(rows[paterno : paterno + materno]),
                " ".join(rows[paterno + materno :]),
            )
            yield parts, 2 * (paterno - 1) + 2 * (materno != 1) + (given - 1)


def arranged(rows: Sequence[str], letters: str) -> Parts | None:
    """Return the parts that the letters of the codes tell, None where they tell none.

    What is usual is kept where it fits as well as anything else.
    """
    if sum(one != _UNKNOWN for one in letters) < len(_PLACES_OF_CURP) - 1:
        return None
    options = [(disagreements(parts, letters), odd, parts) for parts, odd in arrangements(rows)]
    options += [
        (0, _GIVEN_FIRST, parts)
        for parts in _given_first(rows)
        if not disagreements(parts, letters)
    ]
    best = min(options, default=None)
    return best[2] if best is not None and best[0] <= 1 else None
