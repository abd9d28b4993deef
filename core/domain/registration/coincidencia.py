"""Whether a datum that is being typed is another one's already: same e-mail, clave or name."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class Datum(Enum):
    """What is looked for."""

    CLAVE = "clave"
    CORREO = "correo"
    NOMBRE = "nombre"


@dataclass(frozen=True, slots=True)
class Coincidencia:
    """What is looked for: one text, or nombre, apellido paterno and apellido materno."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    datum: Datum
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coincidencias:
    """Who has it: the Id Solicitante of each aspirante, or the id of each vínculo of one's own."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    quienes: tuple[str, ...]
