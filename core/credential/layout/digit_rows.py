"""Numbers whose labels cannot be read: told by how many digits stand together in a row.

Every print of C to F has ESTADO and MUNICIPIO, LOCALIDAD and SECCIÓN, EMISIÓN and VIGENCIA in this
order below the codes; what is told so is a guess, and never sure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from core.credential.layout.tokens import Token, digit_runs
from core.domain.credencial.lectura import Family

_SAME_ROW: Final = 0.6
_BELOW: Final = 0.5
_TERM: Final = 10
"""Years that a credential is in force. Source: norma/credencial.md, 1."""

_PLACES: Final = ("estado", "municipio", "seccion")
_LENGTHS: Final = (2, 3, 4)
_FOUR: Final = 4
_BY_COUNT: Final = {
    2: frozenset({"estado"}),
    3: frozenset({"municipio"}),
    4: frozenset({"seccion", "localidad", "emision", "vigencia"}),
}
_ALONE: Final = re.compile(r"\d{4}")


def told_by_digits(
    free: Sequence[Token], family: Family, codes: Sequence[Token]
) -> dict[str, Token]:
    """Return what rows below the codes say by their digits alone."""
    if family is Family.GH:
        return _told_of_gh(free)
    if family not in (Family.CD, Family.EF) or not codes:
        return {}
    lowest = max(code.middle + _BELOW * code.height for code in codes)
    found: dict[str, Token] = {}
    for row in _rows([token for token in free if token.middle > lowest]):
        runs = [run for token in row for run in digit_runs(token)]
        for name, token in _told(runs, family):
            found.setdefault(name, token)
    return found


def told_by_rest(
    free: Sequence[Token], wanted: frozenset[str], codes: Sequence[Token]
) -> dict[str, Token]:
    """Return what can only be one of the `wanted` fields, for no other has as many digits.

    Rows may be in any order: the only three digits below the codes are the municipio, the only two
    the estado, and the only four are the last field of four that is wanted.
    """
    if not codes:
        return {}
    lowest = min(code.middle for code in codes) - _BELOW * codes[0].height
    runs = [run for token in free if token.middle > lowest for run in digit_runs(token)]
    found: dict[str, Token] = {}
    for count, fields in _BY_COUNT.items():
        own = [run for run in runs if len(run.text) == count]
        names = wanted & fields
        if len(own) == len(names) == 1:
            found[next(iter(names))] = own[0]
    return found


def _told_of_gh(free: Sequence[Token]) -> dict[str, Token]:
    """Return the SECCIÓN of G and H: nothing else that they print is four digits alone."""
    four = [token for token in free if _ALONE.fullmatch(token.text.strip(" .:"))]
    return {"seccion": four[0]} if len(four) == 1 else {}


def _rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the rows from the top, each from the left."""
    row: list[Token] = []
    for token in sorted(tokens, key=lambda one: one.middle):
        if row and token.middle - row[0].middle > _SAME_ROW * row[0].height:
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(token)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _told(runs: Sequence[Token], family: Family) -> Iterator[tuple[str, Token]]:
    """Yield the fields of one row."""
    lengths = tuple(len(run.text) for run in runs)
    for start in range(len(runs) - 1):
        if lengths[start : start + 2] == _LENGTHS[:2]:
            part = runs[start : start + 3]
            whole = lengths[start : start + 3] == _LENGTHS
            yield from zip(_PLACES[: 3 if whole else 2], part, strict=False)
            return
    four = [run for run, length in zip(runs, lengths, strict=True) if length == _FOUR]
    if len(four) != len(runs) or len(four) < 2:  # noqa: PLR2004
        return
    first, last = four[-2:]
    if int(last.text) - int(first.text) == _TERM:
        yield from (("emision", first), ("vigencia", last))
        if len(four) == 3:  # noqa: PLR2004
            yield "localidad", four[0]
    elif len(four) == 2 and family is Family.CD:  # noqa: PLR2004
        yield from (("localidad", first), ("seccion", last))
