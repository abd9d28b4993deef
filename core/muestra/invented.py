"""Names and addresses that no list of words has: syllables put together by chance.

A reader that knows the words of `words.py` by heart is not helped by them here.
"""

from collections.abc import Mapping
from random import Random
from typing import Final

from core.muestra import words
from core.muestra.people import Asked
from core.muestra.splits import Split

_BEGIN: Final[Mapping[Split, tuple[str, ...]]] = {
    "fit": (
        "BA",
        "CHO",
        "DRA",
        "FU",
        "GUA",
        "JI",
        "LLE",
        "MO",
        "PI",
        "TLA",
        "VE",
        "ZO",
        "QUI",
        "A",
    ),
    "left-out": ("BRU", "CA", "CHE", "FO", "GRI", "HUI", "LO", "MA", "NE", "TRO", "XO", "YU", "O"),
}
_MIDDLE: Final[Mapping[Split, tuple[str, ...]]] = {
    "fit": ("RA", "MI", "LO", "TE", "ÑU", "CA", "RRI", "NE"),
    "left-out": ("LI", "SA", "ÑE", "RO", "TU", "GO", "LLA", "DE"),
}
_END: Final[Mapping[Split, tuple[str, ...]]] = {
    "fit": ("LES", "DO", "ÑO", "RAN", "TIZ", "CHI", "NA", "PEC", "GO"),
    "left-out": ("NEZ", "RO", "ÑA", "DAL", "TL", "VO", "RIZ", "COS", "LLO"),
}
_TAIL: Final[Mapping[Split, tuple[str, ...]]] = {
    "fit": ("{} A", "{}-B", "NUM {}", "KM {}", "{} DPTO 4", "{} EDIF B", "MZ {} LT 3"),
    "left-out": ("{} BIS", "{} C", "NO {}", "{} INT 2 A", "{} PISO 3", "{}-A", "LT {} MZ 8"),
}
_KINDS: Final[Mapping[Split, tuple[str, ...]]] = {
    "fit": ("COL", "FRACC", "RCHO", "UNIDAD HAB", "EJ"),
    "left-out": ("COND", "HDA", "CONJ HAB", "RESIDENCIAL", "CGA"),
}
_ENDS: Final[Mapping[Split, tuple[str, ...]]] = {
    "fit": ("D.F.", "EDO. MEX.", "BC.", *words.ESTADO_OF),
    "left-out": ("DF.", "NL.", "SLP.", "BCS.", *words.ESTADO_OF),
}
_LONGEST: Final = 4


def word(chance: Random, split: Split) -> str:
    """Return a word of two to four syllables of a split."""
    middle = chance.randint(0, _LONGEST - 2)
    parts = [chance.choice(_BEGIN[split])]
    parts += [chance.choice(_MIDDLE[split]) for _ in range(middle)]
    return "".join([*parts, chance.choice(_END[split])])


def invented_name(chance: Random, split: Split) -> Asked:
    """Return a name of such words; the particles of surnames stand before some."""
    particle = chance.choice(("", "", "", "DE ", "DEL ", "DE LA ", "DE LOS "))
    given = " ".join(word(chance, split) for _ in range(chance.choice((1, 1, 2))))
    return Asked(given, particle + word(chance, split), word(chance, split))


def invented_domicilio(chance: Random, split: Split) -> list[str]:
    """Return the three rows of a domicilio of such words."""
    street = " ".join(word(chance, split) for _ in range(chance.choice((1, 1, 2))))
    way = chance.choice((*words.WAYS, ""))
    number = chance.choice(_TAIL[split]).format(chance.randrange(1, 2500))
    town = " ".join(word(chance, split) for _ in range(chance.choice((1, 1, 2))))
    kind = chance.choice(_KINDS[split])
    return [
        f"{way} {street} {number}".strip(),
        f"{kind} {word(chance, split)} {chance.randrange(10**5):05}",
        f"{town}, {chance.choice(_ENDS[split])}",
    ]
