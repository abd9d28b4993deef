"""A list of altas as a file (numeral 6): how its columns are called, and what each line says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TITLES: Final[Mapping[str, str]] = {
    "nombre": "Nombre(s)",
    "apellido_paterno": "Apellido paterno",
    "apellido_materno": "Apellido materno",
    "sin_segundo_apellido": "Sin segundo apellido",
    "nacimiento": "Fecha de nacimiento",
    "telefono": "Número telefónico",
    "correo": "Correo electrónico",
    "proveedor": "Cuenta de",
    "cuenta": "Cuenta de usuario",
}
"""The fields of an alta and how form and file call them, in order."""
OBLIGATORY: Final = frozenset(TITLES) - {"sin_segundo_apellido", "proveedor", "cuenta"}
"""The columns without which a file is no such list."""


@dataclass(frozen=True, slots=True)
class ListedAlta:
    """What a line says of a person, by field; `line` counts from 1, the titles included."""

    line: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that could not be read, and the code of what is wrong with it."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class ListaAltas:
    """A file that was read. `encoding` and `separator` in Spanish; `unused` are titles as found."""

    encoding: str
    separator: str
    unused: tuple[str, ...]
    rows: tuple[ListedAlta, ...]
    broken: tuple[BrokenLine, ...]
