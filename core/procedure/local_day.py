"""Days are those of the proceso's own time zone (numeral 4: «el mismo día»)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.proceso.proceso import Proceso
from core.domain.registration.registration_errors import InTheFuture

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ahead of the server the clock of a desk may be."""


def day_of(proceso: Proceso, moment: datetime) -> date:
    """Return the local date of an instant."""
    return moment.astimezone(ZoneInfo(proceso.time_zone)).date()


def not_after(day: date, last: date, field: str) -> None:
    """Raise InTheFuture, naming `field`, for a day after `last`."""
    if day > last:
        raise InTheFuture().at(field)


def has_come(moment: datetime, now: datetime, field: str) -> None:
    """Raise InTheFuture, naming `field`, for an instant that has not come."""
    if moment > now + CLOCKS_DIFFER:
        raise InTheFuture().at(field)
