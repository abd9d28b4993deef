"""Days and hours as a person in Mexico reads them, for papers, mails and both apps."""

from datetime import date, datetime, tzinfo

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_UNITS = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
    "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro",
    "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_CENTURY = 100
_FIRST_COMPOUND = 30


def day(when: date) -> str:
    """Return «30 de octubre de 2026»."""
    return f"{when.day} de {_MONTHS[when.month - 1]} de {when.year}"


def day_in_words(when: date) -> str:
    """Return «treinta de octubre de dos mil veintiséis»; the first of a month is «primero»."""
    number = "primero" if when.day == 1 else _below_hundred(when.day)
    return f"{number} de {_MONTHS[when.month - 1]} de {_year(when.year)}"


def day_and_hour(when: datetime, zone: tzinfo) -> str:
    """Return «30 de octubre de 2026, 09:58 h» in the state's time zone."""
    local = when.astimezone(zone)
    return f"{day(local.date())}, {local:%H:%M} h"


def short_day(when: date) -> str:
    """Return «30 oct 2026»."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]} {when.year}"


def hour(when: datetime, zone: tzinfo) -> str:
    """Return «9:58» in the state's time zone."""
    local = when.astimezone(zone)
    return f"{local.hour}:{local:%M}"


def moment(when: datetime, zone: tzinfo) -> str:
    """Return «30 oct 2026, 9:58» in the state's time zone."""
    return f"{short_day(when.astimezone(zone).date())}, {hour(when, zone)}"


def _year(year: int) -> str:
    """Return a year from 2000 to 2099 in words; others stay figures."""
    if not 0 <= year - 2000 < _CENTURY:
        return str(year)
    rest = year - 2000
    return f"dos mil {_below_hundred(rest)}" if rest else "dos mil"


def _below_hundred(number: int) -> str:
    """Return a number under a hundred in words."""
    if number < _FIRST_COMPOUND:
        return _UNITS[number]
    ten, unit = divmod(number, 10)
    return f"{_TENS[ten]} y {_UNITS[unit]}" if unit else _TENS[ten]
