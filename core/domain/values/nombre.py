"""The name of a person: what the law asks of it, and how it is said and listed, each once.

On the wire, in what is signed and in the tables a name is flat fields of its carrier. A carrier
inherits them from here where the order of its JSON allows it (ARCHITECTURE.md, decision 1).
"""

from dataclasses import dataclass
from typing import ClassVar, TypedDict

from core.domain.errors import MaternoMissing
from core.domain.values import texto
from core.domain.values.form_reader import FormReader
from core.domain.values.signs import nameable


class NombreFields(TypedDict):
    """The fields of a `Nombre`, to hand from one carrier to another."""

    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sin_segundo_apellido: bool


class NombreCompletoFields(NombreFields):
    """The fields of a `NombreCompleto`."""

    sobrenombre: str


class ShownNombreFields(TypedDict):
    """What lists and letters show of a `NombreCompleto`."""

    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sobrenombre: str


NAME_PARTS = ("nombre", "apellido_paterno", "apellido_materno", "sobrenombre")
"""The texts of a name, whatever carries it."""


class Nombrado:
    """Who has a name in fields of its own. This base has none, so it moves no field."""

    __slots__ = ()

    nombre: str
    apellido_paterno: str
    apellido_materno: str

    @property
    def full_name(self) -> str:
        """Return the name as it is said."""
        return said(self.nombre, self.apellido_paterno, self.apellido_materno)

    @property
    def listed_name(self) -> str:
        """Return the name as lists have it, «APELLIDOS, Nombre»."""
        return listed(self.nombre, self.apellido_paterno, self.apellido_materno)


@dataclass(frozen=True, slots=True)
class Nombre(Nombrado):
    """Nombre(s) and apellidos. Who has one apellido only says so."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sin_segundo_apellido: bool

    def __post_init__(self) -> None:
        """Raise TextMissing or MaternoMissing."""
        texto.required(self.nombre)
        texto.required(self.apellido_paterno)
        check_materno(self.apellido_materno, alone=self.sin_segundo_apellido)

    def nombre_fields(self) -> NombreFields:
        """Return the fields for another carrier of the same name."""
        return {
            "nombre": self.nombre,
            "apellido_paterno": self.apellido_paterno,
            "apellido_materno": self.apellido_materno,
            "sin_segundo_apellido": self.sin_segundo_apellido,
        }


@dataclass(frozen=True, slots=True)
class NombreCompleto(Nombre):
    """A name and, «en su caso», a sobrenombre (4.b, 14.d): empty where there is none."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    sobrenombre: str

    def nombre_completo_fields(self) -> NombreCompletoFields:
        """Return the fields for another carrier of the same name and sobrenombre."""
        return {**self.nombre_fields(), "sobrenombre": self.sobrenombre}

    def as_typed(self, within: str = "") -> dict[str, str]:
        """Return the texts of a form from which `read_nombre` makes this name again."""
        texts = {f"{within}{part}": getattr(self, part) for part in NAME_PARTS}
        return texts | {f"{within}sin_segundo_apellido": "sí" if self.sin_segundo_apellido else ""}


def read_nombre(form: FormReader, within: str = "") -> NombreCompleto | None:
    """Return the name in a form, whose fields begin with `within`; None where one is broken.

    Rules: TextMissing, MaternoMissing, and SignUnknown for a sign that nothing could show.
    """
    alone = form.flag(f"{within}sin_segundo_apellido")

    def materno(text: str) -> str:
        clean = "" if alone else _shown(text)
        check_materno(clean, alone=alone)
        return clean

    nombre = form.get(f"{within}nombre", _required)
    paterno = form.get(f"{within}apellido_paterno", _required)
    other = form.get(f"{within}apellido_materno", materno)
    sobrenombre = form.get(f"{within}sobrenombre", _shown)
    if nombre is None or paterno is None or other is None or sobrenombre is None:
        return None
    return NombreCompleto(nombre, paterno, other, alone, sobrenombre)


def _required(text: str) -> str:
    return nameable(texto.required(text))


def _shown(text: str) -> str:
    return nameable(texto.optional(text))


def check_materno(materno: str, *, alone: bool) -> None:
    """Raise MaternoMissing where it is empty and the person was not said to have one apellido."""
    if not materno.strip() and not alone:
        raise MaternoMissing


def said(nombre: str, paterno: str, materno: str) -> str:
    """Return a name, perhaps not whole, in the order in which it is said."""
    return texto.optional(f"{nombre} {paterno} {materno}")


def listed(nombre: str, paterno: str, materno: str) -> str:
    """Return «APELLIDOS, Nombre», of a name perhaps not whole."""
    return f"{texto.optional(f'{paterno} {materno}').upper()}, {texto.optional(nombre)}"
