"""What a role has to do now: each thing with what opens it. No datum of a citizen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import ClassVar

from core.domain.registration.constancia import ConstanciaRow

PERIOD_ENDS_IN = timedelta(hours=72)
"""A period is told from so long before its end of capture or of sending."""
SILENT_AFTER = timedelta(hours=48)
"""A tablet in use is told to be silent when nothing came of it for so long."""


class PendienteKind(Enum):
    """What there may be to do, in the order in which it presses."""

    REGISTRAR = "registrar"
    PERIODO = "periodo"
    CORREO = "correo"
    APARTADO = "apartado"
    PADRON = "padron"
    GEOGRAFIA = "geografia"
    ROBADA = "robada"
    SOLICITUD = "solicitud"
    VULNERACION = "vulneracion"
    ENTREGAR = "entregar"
    CAPACITAR = "capacitar"
    SILENCIO = "silencio"


@dataclass(frozen=True, slots=True)
class Pendiente:
    """One thing to do. `what` names it, `about` says more by a code or an id, `ref` opens it.

    `at` is when it began or ends; `urgent` where this day decides. `constancia` where it is one's.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    what: str
    about: str
    ref: str
    at: datetime | None = None
    urgent: bool = False
    constancia: ConstanciaRow | None = None


@dataclass(frozen=True, slots=True)
class Pendientes:
    """The things of one kind: how many there are, and the first of them."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    kind: PendienteKind
    total: int
    first: tuple[Pendiente, ...]


@dataclass(frozen=True, slots=True)
class Hoy:
    """All that waits for the person who asked, at that moment. Kinds without any are left out."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    at: datetime
    groups: tuple[Pendientes, ...]
