"""Auxiliares and the vínculo that ties each to an aspirante (numerals 6, 7, 10 and 13)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from core.domain.errors import PhoneMissing, UnderAge
from core.domain.values import texto
from core.domain.values.nombre import Nombre

_ADULT_YEARS = 18


@dataclass(frozen=True, slots=True)
class AltaAuxiliar(Nombre):
    """6.c: six data are required, the account of Google or Facebook is not."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    fecha_nacimiento: date
    telefono: str
    correo: str
    cuenta: str = ""
    proveedor: str = ""

    def __post_init__(self) -> None:
        """Raise TextMissing, MaternoMissing, PhoneMissing, PhoneMalformed or MailMalformed."""
        Nombre.__post_init__(self)
        if not texto.telefono(self.telefono):
            raise PhoneMissing
        texto.correo(self.correo)


def check_adult(born: date, today: date) -> None:
    """Raise UnderAge for less than 18 years on `today`."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years < _ADULT_YEARS:
        raise UnderAge


class VinculoState(Enum):
    """Where a vínculo stands. Only an accepted one gives work."""

    PENDING = "por_aceptar"
    ACCEPTED = "aceptado"
    ENDED = "terminado"


@dataclass(frozen=True, slots=True)
class Vinculo:
    """Auxiliar × aspirante. Ending it is final for it; a new one may be made. Numeral 6.a.

    `auxiliar` is the six-digit number of the auxiliar, `aspirante` the Id Solicitante. Until the
    auxiliar accepts it (`accepted_at`) it is «por aceptar»: it gives no packet and no power.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    auxiliar: str
    aspirante: str
    started_at: datetime
    ended_at: datetime | None = None
    end_reason: str = ""
    accepted_at: datetime | None = None

    @property
    def state(self) -> VinculoState:
        """Return where it stands. One that was never accepted may have ended too: declined."""
        if self.ended_at is not None:
            return VinculoState.ENDED
        return VinculoState.PENDING if self.accepted_at is None else VinculoState.ACCEPTED

    def as_its_aspirante_sees(self) -> "Vinculo":
        """Return it without the auxiliar's number unless the auxiliar ever accepted."""
        return self if self.accepted_at else replace(self, auxiliar="")


@dataclass(frozen=True, slots=True)
class AuxiliarOfAspirante:
    """One row of the aspirante's own list. Never a code or a password.

    Of a vínculo «por aceptar» it holds what the aspirante typed and nothing else, so that nothing
    tells whether that address was an auxiliar's before. `reported_at` is when the device in use
    was first said to be stolen, by this aspirante (`reported_by_me`) or by another, who is never
    named; `suspended_at` when its auxiliar or the UTI took it out of use for that. `version` counts
    what the aspirante saved of it.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    vinculo: Vinculo
    alta: AltaAuxiliar
    device_activated_at: datetime | None
    received: int
    pending: int
    pending_as_of: datetime | None
    reported_at: datetime | None = None
    reported_by_me: bool = False
    suspended_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Enlisted:
    """What an alta gives: the same whether or not the address was an auxiliar's before."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    vinculo: str


@dataclass(frozen=True, slots=True)
class Baja:
    """Why a vínculo ends."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    reason: str

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.reason)


@dataclass(frozen=True, slots=True)
class DeviceChange:
    """An explicit change of device: `cambio`, `robada` or `olvido`. Numeral 10."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    reason: str

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.reason)
