"""Why a device is changed (numeral 10), who reported it, and what that makes of its records."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from core.domain.apoyos.apoyo import ClockState
from core.domain.apoyos.apoyo_errors import SuspensionReasonUnknown
from core.domain.apoyos.conteo import Doubt

CHANGE, STOLEN, FORGOTTEN = "cambio", "robada", "olvido"
REASONS = frozenset({CHANGE, STOLEN, FORGOTTEN})
LATE_AFTER_CHANGE = timedelta(hours=24)
"""What claims a time before the change, was not announced then and arrives later goes to review.

Source: norma/lecturas.md, 13.
"""


@dataclass(frozen=True, slots=True)
class LateSending:
    """What a tablet out of use announced and signed, as received since it was out of use.

    `announcements` counts the envíos that it opened; `records` and `size` (bytes) its receipts.
    """

    announcements: int = 0
    records: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class LateBounds:
    """How long, and how much, the token of a tablet out of use may still announce and send.

    By the server's own clock and counts. Source: norma/lecturas.md, 13.
    """

    lasts: timedelta
    announcements: int
    records: int
    size: int

    def allow(self, sent: LateSending, *, since: datetime, now: datetime) -> bool:
        """Tell whether more may come from a tablet out of use, or reopened, `since` then."""
        return (
            now < since + self.lasts
            and sent.announcements < self.announcements
            and sent.records < self.records
            and sent.size < self.size
        )


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
    """A tablet that was reported, suspended or changed, as the UTI sees it. No personal data.

    `reported_by` are the Id Solicitante of who reported it and was not set aside, oldest first.
    `version` counts what the UTI decided on it.
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
    version: int = 0


@dataclass(frozen=True, slots=True)
class OutOfUse:
    """When a device was changed, first suspended, and reported by the record's own aspirante."""

    changed_at: datetime | None = None
    suspended_at: datetime | None = None
    reported_at: datetime | None = None


def doubt_of_device(
    device: OutOfUse,
    *,
    saved_at: datetime,
    received_at: datetime,
    announced_at: datetime | None,
    clock: ClockState,
) -> Doubt:
    """Return the doubt about a record whose device was reported stolen, suspended or changed.

    `announced_at` is when the server was first told of these bytes. What was saved at the change
    or later never counts. A record saved or received before a theft has no doubt; an unconfirmed
    clock cannot show that it was. Source: norma/lecturas.md, 13.
    """
    changed_at = device.changed_at
    if changed_at is not None and saved_at >= changed_at:
        return Doubt.DEVICE_VOIDED
    stolen = [each for each in (device.reported_at, device.suspended_at) if each is not None]
    if stolen and received_at >= min(stolen):
        believed = clock is ClockState.TRUSTED and saved_at < min(stolen)
        if not believed:
            return Doubt.DEVICE_STOLEN
    if changed_at is None or received_at < changed_at + LATE_AFTER_CHANGE:
        return Doubt.NONE
    told_before = announced_at is not None and announced_at < changed_at
    return Doubt.NONE if told_before else Doubt.LATE_AFTER_CHANGE
