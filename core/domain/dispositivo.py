"""Why a device is changed (numeral 10), who reported it, and what that makes of its records."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.domain.apoyo import ClockState
from core.domain.apoyo_errors import SuspensionReasonUnknown
from core.domain.conteo import Doubt

CHANGE, STOLEN, FORGOTTEN = "cambio", "robada", "olvido"
REASONS = frozenset({CHANGE, STOLEN, FORGOTTEN})


@dataclass(frozen=True, slots=True)
class StolenReport:
    """An aspirante's report of theft: it suspends only their own packet on the device.

    The device itself is suspended by its auxiliar or by the UTI. Source: norma/sistema.md, 7.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str
    vinculo: str
    aspirante: str
    reported_at: datetime


SUSPENSION_REASONS = {
    "lo_pidio_auxiliar": "La persona auxiliar lo pidió",
    "lo_pidio_candidatura": "Una candidatura lo pidió",
    "revision": "Revisión de la Unidad Técnica",
}
"""Why the UTI acts on a reported tablet: chosen, not written, so that no person is named."""


@dataclass(frozen=True, slots=True)
class SuspensionReason:
    """Why the UTI suspends a tablet or sets its reports aside: a key of SUSPENSION_REASONS."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    reason: str

    def __post_init__(self) -> None:
        """Raise SuspensionReasonUnknown."""
        if self.reason not in SUSPENSION_REASONS:
            raise SuspensionReasonUnknown


@dataclass(frozen=True, slots=True)
class OwnData:
    """What the auxiliar knows and the tablet does not hold: data of their own alta (6.c)."""

    fecha_nacimiento: date
    telefono: str


@dataclass(frozen=True, slots=True)
class DeviceOfDesk:
    """A tablet that was reported or suspended, as the UTI sees it. No personal data.

    `reported_by` are the Id Solicitante of who reported it and was not set aside, oldest first.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str
    auxiliar: str
    activated_at: datetime
    reported_by: tuple[str, ...]
    reported_at: datetime | None
    voided_at: datetime | None
    void_reason: str
    reopened_at: datetime | None


def doubt_of_device(
    *,
    saved_at: datetime,
    received_at: datetime,
    clock: ClockState,
    voided_at: datetime | None,
    reason: str,
    reported_at: datetime | None,
) -> Doubt:
    """Return the doubt about a record whose device was reported stolen or voided.

    `reported_at` is the report of the record's own aspirante only. A record saved or received
    before it has none; an unconfirmed clock cannot show that it was saved before.
    """
    suspended_at = voided_at if reason == STOLEN else None
    stolen = [each for each in (reported_at, suspended_at) if each is not None]
    if stolen and received_at >= min(stolen):
        believed = clock is ClockState.TRUSTED and saved_at < min(stolen)
        return Doubt.NONE if believed else Doubt.DEVICE_STOLEN
    changed = voided_at is not None and reason != STOLEN and saved_at >= voided_at
    return Doubt.DEVICE_VOIDED if changed else Doubt.NONE
