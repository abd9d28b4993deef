"""Progress of one aspirante in detail: day by day, where, by whom, and how fast on each device."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.domain.proceso.dispersion import Dispersion


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many apoyos were received on a day of the state's calendar."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    day: date
    received: int


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many apoyos count in a place. `name` is that of a municipio, else empty."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    number: str
    name: str
    counted: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The places of one kind with any apoyo that counts, and how many the demarcación has."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    places: tuple[PlaceCount, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AuxiliarShare:
    """What came of one auxiliar for this aspirante; the name is the one of the last alta."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    number: str
    name: str
    received: int
    counted: int


@dataclass(frozen=True, slots=True)
class AvanceDetalle:
    """What `Avance` sums up.

    `days` goes from the first apoyo, or as far back as is told, to `today`, days without any
    included; `before` were received earlier. `dispersion` is None where the office has no rule.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id_solicitante: str
    today: date
    before: int
    days: tuple[DayCount, ...]
    municipios: Spread
    distritos: Spread
    secciones: Spread
    auxiliares: tuple[AuxiliarShare, ...]
    dispersion: Dispersion | None = None


@dataclass(frozen=True, slots=True)
class DeviceRate:
    """How a device captured, of the newest records of an aspirante. It says nothing of why.

    `night` counts what was saved from 22:00 to 6:00 of the state; `seconds` is the median from the
    beginning of a capture to «Guardar»; `most_in_an_hour` the most of one hour of the clock.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str
    auxiliar: str
    records: int
    night: int
    seconds: int
    most_in_an_hour: int


@dataclass(frozen=True, slots=True)
class Ritmos:
    """The devices of an aspirante, those of the shortest captures first, of the newest `of`."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    of: int
    devices: tuple[DeviceRate, ...]
