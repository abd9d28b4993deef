"""Days in words and names in every writing, worked out apart from the product."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_NUMBERS = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "treinta",
]
_LEAST_LETTERS = 3
_PARTICLES = {"del", "las", "los", "san", "santa"}
"""Parts of surnames that every text has."""


def day_in_words(day: date) -> str:
    """Return «veintiocho de noviembre de dos mil veintiséis», for days of 2001 to 2099."""
    first = "primero" if day.day == 1 else _number(day.day)
    return f"{first} de {_MONTHS[day.month - 1]} de dos mil {_number(day.year % 100)}"


def plain(text: str) -> str:
    """Return a text in small letters, without accents, blanks collapsed."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())


def named_in(text: str, names: Iterable[str], own_words: Iterable[str] = ()) -> list[str]:
    """Return the words of the names that stand in a text, in whatever order, case or accents.

    `own_words` are those that the text has of itself, and words of one or two letters tell nothing.
    """
    said = set(re.findall(r"\w+", plain(text)))
    words = {word for name in names for word in re.findall(r"\w+", plain(name))}
    telling = {word for word in words if len(word) >= _LEAST_LETTERS}
    return sorted((telling & said) - _PARTICLES - {plain(each) for each in own_words})


def _number(number: int) -> str:
    if number < len(_NUMBERS):
        return _NUMBERS[number]
    tens = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
    ten, unit = divmod(number, 10)
    return tens[ten - 3] + (f" y {_NUMBERS[unit]}" if unit else "")
