"""Training of aspirantes and their people by the Unidad Técnica (numeral 3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain.values import texto


@dataclass(frozen=True, slots=True)
class Asistente:
    """Someone who attended. `constancia` is the number of the aspirante's, empty for others."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    name: str
    constancia: str = ""

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.name)


@dataclass(frozen=True, slots=True)
class Capacitacion:
    """One session of training. Held after the constancias of its attendees were delivered."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    held_at: datetime
    place: str
    instructor: str
    topics: str
    asistentes: tuple[Asistente, ...]

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.place)
        texto.required(self.instructor)
        texto.required("".join(each.name for each in self.asistentes))


@dataclass(frozen=True, slots=True)
class CapacitacionRow:
    """One row of the desk's list."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    capacitacion: Capacitacion
