"""What the codes of a credential say about each other. Source: norma/credencial.md, 4 and 9."""

from typing import Final

from core.domain.credencial.curp import ABROAD, ENTIDADES

BORN_ABROAD: Final = ("87", "88")

CLAVE_FROM_CURP: Final = (
    (0, 0), (1, 13), (2, 2), (3, 14), (4, 3), (5, 15),
    (6, 4), (7, 5), (8, 6), (9, 7), (10, 8), (11, 9), (14, 10),
)  # fmt: skip
"""Pairs of places (from 0) in clave and CURP that hold the same character."""


def entidades_of(curp: str) -> tuple[str, ...]:
    """Return the numbers that places 13 and 14 of the clave may hold, none if it is no entidad."""
    letters = curp[11:13]
    if letters == ABROAD:
        return BORN_ABROAD
    number = ENTIDADES.get(letters)
    return (number,) if number else ()


def clave_disagreements(clave: str, curp: str) -> tuple[int, ...]:
    """Return the places (from 0) of the clave that its CURP does not predict."""
    differ = [place for place, other in CLAVE_FROM_CURP if clave[place] != curp[other]]
    if clave[12:14] not in entidades_of(curp):
        differ += [12, 13]
    return tuple(sorted(differ))
