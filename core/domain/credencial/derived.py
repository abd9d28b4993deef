"""What one datum of a credential says of another, to spare whoever types it; never a verdict.

Source: norma/credencial.md, 2 to 5.
"""

from typing import Final

from core.domain.credencial.clave_elector import LENGTH as CLAVE_LENGTH
from core.domain.credencial.cross_checks import BORN_ABROAD, name_letters
from core.domain.credencial.curp import ABROAD, ENTIDADES

_LETTERS_OF: Final = {number: letters for letters, number in ENTIDADES.items()} | dict.fromkeys(
    BORN_ABROAD, ABROAD
)


def clave_begins(paterno: str, materno: str, nombre: str) -> str:
    """Return the first six letters of a clave, or "" unless all three names are known."""
    if not all(name.strip() for name in (paterno, materno, nombre)):
        return ""
    letters = name_letters(paterno, materno, nombre)
    return "".join(letters[place] for place in (0, 4, 2, 5, 3, 6))


def curp_begins(clave: str, paterno: str, materno: str, nombre: str) -> str:
    """Return the first 16 characters of a CURP, or "" where clave or name lack.

    Its last two are in no other datum.
    """
    entidad = _LETTERS_OF.get(clave[12:14])
    if len(clave) != CLAVE_LENGTH or entidad is None or not clave_begins(paterno, materno, nombre):
        return ""
    letters = name_letters(paterno, materno, nombre)
    return letters[:4] + clave[6:12] + clave[14] + entidad + letters[4:]
