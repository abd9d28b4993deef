"""Numeral 4: what of a registration is odd and may yet be so: it is asked, and never refused.

Género is never held against anything, nor the entidad of the address against that of birth.
"""

from collections.abc import Iterator
from typing import Final

from core.domain.credencial.cross_checks import BORN_ABROAD, name_letters
from core.domain.proceso.geografia import ENTIDADES
from core.domain.registration.birthplace import entidad_named
from core.domain.registration.coincidencia import Datum
from core.domain.registration.registration_errors import (
    AccountAlone,
    ClaveElsewhere,
    ClaveNamesAnother,
    CorreoTaken,
    NombreTaken,
    ProveedorAlone,
)
from core.domain.registration.registro_rules import Beside, Datos, Wrong

_ABROAD: Final = "en el extranjero"
_CLAVE_FROM_LETTERS: Final = (0, 4, 2, 5, 3, 6)
"""Places in `name_letters` of the first six of the clave. Source: norma/credencial.md, 2 and 4."""


def doubts(datos: Datos, beside: Beside) -> Iterator[Wrong]:
    """Yield each datum to be asked about, in the order of the form."""
    yield from _clave(datos)
    yield from _account(datos)
    yield from _others(datos, beside)


def _clave(datos: Datos) -> Iterator[Wrong]:
    clave = datos.clave
    if clave is None:
        return
    if datos.texts_of(Datum.NOMBRE) and clave.text[:6] != _letters(datos):
        yield "credencial.clave", ClaveNamesAnother({"letters": _letters(datos)})
    said, born = entidad_named(datos.lugar), clave.entidad
    if said and said != born:
        where = _ABROAD if born in BORN_ABROAD else f"en {ENTIDADES[born]}"
        yield "persona.lugar_nacimiento", ClaveElsewhere({"where": where})


def _letters(datos: Datos) -> str:
    """Return the six letters that the clave of this name begins with."""
    letters = name_letters(datos.paterno or "", datos.materno or "", datos.nombre or "")
    return "".join(letters[place] for place in _CLAVE_FROM_LETTERS)


def _account(datos: Datos) -> Iterator[Wrong]:
    if datos.cuenta and not datos.proveedor:
        yield "autenticacion.proveedor", AccountAlone()
    if datos.proveedor and not datos.cuenta:
        yield "autenticacion.cuenta", ProveedorAlone()


def _others(datos: Datos, beside: Beside) -> Iterator[Wrong]:
    if ids := beside.others(Datum.CORREO, datos):
        yield "autenticacion.correo", CorreoTaken({"ids": ", ".join(ids)})
    if ids := beside.others(Datum.NOMBRE, datos):
        yield "persona.nombre", NombreTaken({"ids": ", ".join(ids)})
