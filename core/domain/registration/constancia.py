"""The constancia that makes a citizen an aspirante (numeral 3)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.domain.values import texto
from core.domain.values.nombre import Nombrado, NombreCompleto


@dataclass(frozen=True, slots=True)
class Constancia(Nombrado):
    """A constancia: numbered, dated, delivered. One issued elsewhere has `issued_here` false.

    `number` is the oficio or constancia number of 4.e; `delivered_at` is None until handed over.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    number: str
    date: date
    nombre: str
    apellido_paterno: str
    apellido_materno: str
    sin_segundo_apellido: bool
    sobrenombre: str
    cargo: str
    delivered_at: datetime | None = None
    delivered_to: str = ""
    issued_here: bool = True

    def __post_init__(self) -> None:
        """Raise TextMissing or MaternoMissing."""
        texto.required(self.number)
        texto.required(self.cargo)
        _ = self.nombre_completo  # as it is made, its own rules run

    @property
    def nombre_completo(self) -> NombreCompleto:
        """Return the name. Its fields stand here because JSON has `number` and `date` first."""
        return NombreCompleto(
            self.nombre,
            self.apellido_paterno,
            self.apellido_materno,
            self.sin_segundo_apellido,
            self.sobrenombre,
        )


@dataclass(frozen=True, slots=True)
class Entrega:
    """That a constancia was handed over: when, and to whom."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    delivered_at: datetime
    delivered_to: str


@dataclass(frozen=True, slots=True)
class Anulacion:
    """That a constancia was voided: when, why, and the number of the one in its place, or ""."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    at: datetime
    reason: str
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class AnularConstancia:
    """What the desk sends to void one: why, and the one to be issued in its place, if any."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    reason: str
    instead: Constancia | None = None


@dataclass(frozen=True, slots=True)
class Impresion:
    """Which constancias are to be printed, or read, together, by id, in that order."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConstanciaNumero:
    """The next number of the series of the proceso, "" where it has no series."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    number: str


@dataclass(frozen=True, slots=True)
class ConstanciaRow:
    """One row of the desk's list. `due_today` says «Falta registrar hoy» (numeral 4).

    `version` counts what was saved of it since it was issued, `printed` how often it was printed.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    constancia: Constancia
    registered_as: str
    due_today: bool
    version: int = 0
    printed: int = 0
    voided: Anulacion | None = None
