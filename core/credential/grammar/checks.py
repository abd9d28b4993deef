"""The checks that a card's codes must pass together."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from core.domain.credencial import curp as curp_rule
from core.domain.credencial import mrz as mrz_rule
from core.domain.credencial.birth import born_from_2000_on, is_day

_TERM: Final = 10
"""Years. Source: norma/credencial.md, 1."""

_FIRST_YEAR: Final = 1990
"""Of the Registro Federal de Electores with a clave. Source: norma/credencial.md, 1."""

Check = tuple[tuple[str, ...], Callable[..., bool]]
"""Codes needed, and the rule on their texts."""


def checks(on: date) -> tuple[Check, ...]:
    """Return the checks of a card that is read on a day: births and registrations lie before it."""
    return (
        (("curp",), partial(_curp, on)),
        (("clave_elector",), _clave),
        (("mrz1",), _first),
        (("mrz2",), _second),
        (("mrz1", "mrz2"), _composite),
        (("emision", "vigencia"), _term),
        (("anio_registro",), partial(_registered, on)),
    )


def _curp(on: date, curp: str) -> bool:
    return (
        curp_rule.check_digit(curp[:17]) == curp[17]
        and is_day(curp[4:10])
        and curp[16].isalpha() == born_from_2000_on(int(curp[4:6]), on)
    )


def _clave(clave: str) -> bool:
    return is_day(clave[6:12])


def _first(line: str) -> bool:
    return mrz_rule.check_digit(line[5:14]) == line[14]


def _second(line: str) -> bool:
    birth, expiry = line[0:6], line[8:14]
    digits = mrz_rule.check_digit(birth) == line[6] and mrz_rule.check_digit(expiry) == line[14]
    return digits and is_day(birth) and is_day(expiry)


def _composite(first: str, second: str) -> bool:
    return mrz_rule.check_digit(mrz_rule.Mrz(first, second, "").composite) == second[29]


def _registered(on: date, year: str) -> bool:
    """Tell whether the register existed in that year, which is not to come."""
    return _FIRST_YEAR <= int(year) <= on.year


def _term(emision: str, vigencia: str) -> bool:
    """Tell whether a credential is in force for ten years, as all with a vigencia are."""
    return int(vigencia) - int(emision) == _TERM
