"""Hours of the state: what people type becomes an instant, and instants are said as people do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from admin_desktop.framework.typed_errors import DayMistyped, HourMistyped, HourSkipped
from core.domain.texto import required
from core.ports.shared import Clock
from core.spanish_dates import hour, moment

_HOUR_PARTS = (2, 3)
_DAY_PARTS = 3
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The clock of this desk in the time zone of the proceso. `zone_name` gives an IANA name."""

    clock: Clock
    zone_name: Callable[[], str]

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone in force now."""
        return ZoneInfo(self.zone_name())

    def today(self) -> date:
        """Return the date that the state's calendars show."""
        return self.clock.now().astimezone(self.zone).date()

    def instant(self, day: str, hour: str) -> datetime:
        """Return the instant (UTC) of a typed local day and hour.

        Raises DayMistyped, HourMistyped, HourSkipped where the zone's clocks skip that hour, or
        TextMissing for an empty one.
        """
        local = datetime.combine(read_day(day), read_hour(hour), tzinfo=self.zone)
        instant = local.astimezone(UTC)
        if instant.astimezone(self.zone).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise HourSkipped
        return instant

    def day_text(self, at: datetime) -> str:
        """Return the local day as one types it: 24/11/2026."""
        return f"{at.astimezone(self.zone):%d/%m/%Y}"

    def hour_text(self, at: datetime) -> str:
        """Return the local hour as one types it: 10:42, or 10:42:30 where seconds matter."""
        local = at.astimezone(self.zone)
        return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"

    def say(self, at: datetime | None) -> str:
        """Return «hoy 9:58», «ayer 19:22» or «24 nov 2026, 9:58»; nothing for None."""
        if at is None:
            return ""
        local = at.astimezone(self.zone)
        near = {0: "hoy", 1: "ayer"}.get((self.today() - local.date()).days)
        return f"{near} {hour(at, self.zone)}" if near else moment(at, self.zone)

    def say_exactly(self, at: datetime) -> str:
        """Return «24 nov 2026, 9:58:30»: a date that decides is never «hoy»."""
        local = at.astimezone(self.zone)
        seconds = f":{local:%S}" if local.second else ""
        return moment(at, self.zone) + seconds


def read_day(text: str) -> date:
    """Return a typed day, dd/mm/aaaa. Raises DayMistyped or TextMissing."""
    parts = required(text).replace("-", "/").replace(".", "/").split("/")
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if len(numbers) != _DAY_PARTS or len(parts) != _DAY_PARTS or numbers[2] < _FIRST_YEAR:
        raise DayMistyped
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError as wrong:
        raise DayMistyped from wrong


def read_hour(text: str) -> time:
    """Return a typed hour, hh:mm or hh:mm:ss. Raises HourMistyped or TextMissing."""
    parts = required(text).split(":")
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if len(numbers) != len(parts) or len(parts) not in _HOUR_PARTS:
        raise HourMistyped
    hour, minute, second = (*numbers, 0)[:3]
    try:
        return time(hour, minute, second)
    except ValueError as wrong:
        raise HourMistyped from wrong
