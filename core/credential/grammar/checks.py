"""The checks that a card's codes must pass together."""

from collections.abc import Callable
from datetime import date
from typing import Final

from core.domain.credencial import curp as curp_rule
from core.domain.credencial import mrz as mrz_rule

_TERM: Final = 10
"""Years. Source: norma/credencial.md, 1."""

_FIRST_YEAR: Final = 1990
"""Of the Registro Federal de Electores with a clave. Source: norma/credencial.md, 1."""

_LIFE: Final = 60
"""Years after which a two-figure misreading is likelier than a later date."""

_YOUNGEST_ADULT: Final = 10
"""Year of the 2000s: whoever is younger has no credential, whoever is older than that is dead."""


def _curp(curp: str) -> bool:
    return (
        curp_rule.check_digit(curp[:17]) == curp[17]
        and _is_date(curp[4:10])
        and curp[16].isalpha() == (int(curp[4:6]) <= _YOUNGEST_ADULT)
    )


def _clave(clave: str) -> bool:
    return _is_date(clave[6:12])


def _first(line: str) -> bool:
    return mrz_rule.check_digit(line[5:14]) == line[14]


def _second(line: str) -> bool:
    birth, expiry = line[0:6], line[8:14]
    digits = mrz_rule.check_digit(birth) == line[6] and mrz_rule.check_digit(expiry) == line[14]
    return digits and _is_date(birth) and _is_date(expiry)


def _composite(first: str, second: str) -> bool:
    return mrz_rule.check_digit(mrz_rule.Mrz(first, second, "").composite) == second[29]


def _registered(year: str) -> bool:
    """Tell whether the register existed in that year."""
    return _FIRST_YEAR <= int(year) < _FIRST_YEAR + _LIFE


def _term(emision: str, vigencia: str) -> bool:
    """Tell whether a credential is in force for ten years, as all with a vigencia are."""
    return int(vigencia) - int(emision) == _TERM


def _is_date(text: str) -> bool:
    """Tell whether aammdd is a day of some century."""
    try:
        date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return False
    return True


CHECKS: Final[tuple[tuple[tuple[str, ...], Callable[..., bool]], ...]] = (
    (("curp",), _curp),
    (("clave_elector",), _clave),
    (("mrz1",), _first),
    (("mrz2",), _second),
    (("mrz1", "mrz2"), _composite),
    (("emision", "vigencia"), _term),
    (("anio_registro",), _registered),
)
"""Codes needed, and the rule on their texts."""
