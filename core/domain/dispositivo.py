"""Why a device is changed (numeral 10), who reported it, and what that makes of its records."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain.apoyo import ClockState
from core.domain.conteo import Doubt

CHANGE, STOLEN, FORGOTTEN = "cambio", "robada", "olvido"
REASONS = frozenset({CHANGE, STOLEN, FORGOTTEN})


@dataclass(frozen=True, slots=True)
class StolenReport:
    """An aspirante's word that a device was stolen: it suspends their own packet there, no more.

    The device itself is suspended by its auxiliar or by the UTI alone.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str
    vinculo: str
    aspirante: str
    reported_at: datetime


def doubt_of_device(
    *,
    saved_at: datetime,
    received_at: datetime,
    clock: ClockState,
    voided_at: datetime | None,
    reason: str,
    reported_at: datetime | None,
) -> Doubt:
    """Return what is doubtful of a record because its device was reported stolen or voided.

    `reported_at` is the report of the record's own aspirante: those of others say nothing of it.
    What was saved before a report, or came before it, counts by its own time; a clock to be
    confirmed has no time of its own that could be believed of a stolen tablet.
    """
    suspended_at = voided_at if reason == STOLEN else None
    stolen = [each for each in (reported_at, suspended_at) if each is not None]
    if stolen and received_at >= min(stolen):
        believed = clock is ClockState.TRUSTED and saved_at < min(stolen)
        return Doubt.NONE if believed else Doubt.DEVICE_STOLEN
    changed = voided_at is not None and reason != STOLEN and saved_at >= voided_at
    return Doubt.DEVICE_VOIDED if changed else Doubt.NONE
