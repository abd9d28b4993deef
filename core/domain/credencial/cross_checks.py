"""Consistency of the codes of a credential with each other.

Source: norma/credencial.md, 4 and 9.
"""

import unicodedata
from typing import Final

from core.domain.credencial.curp import ABROAD, ENTIDADES

BORN_ABROAD: Final = ("87", "88")

CLAVE_FROM_CURP: Final = (
    (0, 0), (1, 13), (2, 2), (3, 14), (4, 3), (5, 15),
    (6, 4), (7, 5), (8, 6), (9, 7), (10, 8), (11, 9), (14, 10),
)  # fmt: skip
"""Pairs of places (from 0) in clave and CURP that hold the same character."""


_PARTICLES: Final = frozenset(
    {"A", "DE", "DEL", "E", "EL", "LA", "LAS", "LOS", "MC", "MAC", "VAN", "VON", "Y"}
)
_COMMON_FIRST: Final = frozenset({"JOSE", "MARIA", "J", "JM", "MA", "M"})
_VOWELS: Final = "AEIOU"
_CONSONANTS: Final = "BCDFGHJKLMNPQRSTVWXYZ"

CURP_FROM_NAMES: Final = (0, 1, 2, 3, 13, 14, 15)
"""Places (from 0) of the CURP that the letters of a name fill, in the order of `name_letters`."""


def name_letters(paterno: str, materno: str, nombre: str) -> str:
    """Return the seven letters of the CURP derived from a name; X for a missing surname.

    Offensive words, whose second letter RENAPO replaces, are not replaced here. Source:
    norma/credencial.md, 3.
    """
    first, second = _main_word(paterno), _main_word(materno)
    given = _main_word(nombre, skip_common=True)
    words = (first, second, given)
    inner = "".join(_inner(word, _CONSONANTS) for word in words)
    return (
        (first or "X")[0] + _inner(first, _VOWELS) + (second or "X")[0] + (given or "X")[0] + inner
    )


def _main_word(text: str, *, skip_common: bool = False) -> str:
    """Return the word that codes are made of, without accents, Ñ as X; nothing of nothing.

    A word of one letter may be a whole surname: «DE LA O» gives O, and X for what it lacks.
    """
    words = _bare(text).split()
    kept = [word for word in words if word not in _PARTICLES] or words
    if skip_common and len(kept) > 1 and kept[0].rstrip(".") in _COMMON_FIRST:
        kept = kept[1:]
    return kept[0] if kept else ""


def _bare(text: str) -> str:
    """Return capitals without accents; the tilde makes another letter, which counts as X."""
    parts = unicodedata.normalize(
        "NFD", unicodedata.normalize("NFC", text.upper()).replace("Ñ", "X")
    )
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _inner(word: str, signs: str) -> str:
    return next((sign for sign in word[1:] if sign in signs), "X")


def entidades_of(curp: str) -> tuple[str, ...]:
    """Return the numbers allowed at places 13 and 14 of the clave for this CURP; () if unknown.

    Source: norma/credencial.md, 4 and 5.
    """
    letters = curp[11:13]
    if letters == ABROAD:
        return BORN_ABROAD
    number = ENTIDADES.get(letters)
    return (number,) if number else ()


def clave_disagreements(clave: str, curp: str) -> tuple[int, ...]:
    """Return the positions (from 0) where the clave differs from what its CURP implies.

    Source: norma/credencial.md, 4.
    """
    differ = [place for place, other in CLAVE_FROM_CURP if clave[place] != curp[other]]
    if clave[12:14] not in entidades_of(curp):
        differ += [12, 13]
    return tuple(sorted(differ))
