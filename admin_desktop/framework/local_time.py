"""Hours of the state: what people type becomes an instant, and instants are said as people do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from admin_desktop.framework.typed_errors import HourMistyped, HourSkipped, HourTwice
from core.domain.values.texto import required
from core.domain.values.typed_day import read_day
from core.ports.shared import Clock
from core.spanish_dates import hour, moment

_HOUR_PARTS = (2, 3)
_END_OF_DAY = 24
_HOUR_DIGITS = 2
_UNIT = re.compile(r" ?(?:h|hs|hrs|horas?)\b\.?")
"""How the norm ends an hour: «24:00 horas»."""
_PASSES = ("primera", "segunda")
"""How one says which pass of an hour is meant when the clocks are set back."""


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The desk's clock in the time zone of the proceso. `zone_name` returns an IANA name."""

    clock: Clock
    zone_name: Callable[[], str]

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone in force now."""
        return ZoneInfo(self.zone_name())

    def today(self) -> date:
        """Return the date that the state's calendars show."""
        return self.clock.now().astimezone(self.zone).date()

    def day_of(self, at: datetime) -> date:
        """Return the local day of an instant."""
        return at.astimezone(self.zone).date()

    def instant(self, day: str, hour: str) -> datetime:
        """Return the instant (UTC) of a typed local day and hour; 24:00 is the end of that day.

        Raises DayMistyped, DayUnreal, HourMistyped, HourSkipped or HourTwice where the zone's
        clocks skip or repeat that hour, or TextMissing for an empty one.
        """
        typed = read_hour(hour)
        date_of = read_day(day) + timedelta(days=typed.next_day)
        naive = datetime.combine(date_of, typed.clock)
        passes = [self._instant_of(naive, fold) for fold in (0, 1)]
        known = [each for each in passes if self._local(each) == naive]
        if not known:
            raise HourSkipped
        if passes[0] == passes[1]:
            return known[0]
        if typed.fold is None:
            raise HourTwice
        return passes[typed.fold]

    def _instant_of(self, naive: datetime, fold: int) -> datetime:
        return naive.replace(tzinfo=self.zone, fold=fold).astimezone(UTC)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone).replace(tzinfo=None, fold=0)

    def day_text(self, at: datetime) -> str:
        """Return the local day as one types it: 24/11/2026."""
        return f"{at.astimezone(self.zone):%d/%m/%Y}"

    def hour_text(self, at: datetime) -> str:
        """Return the local hour as one types it: 10:42, 10:42:30, or 01:30 segunda."""
        local = at.astimezone(self.zone)
        text = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        naive = self._local(at)
        twice = self._instant_of(naive, 0) != self._instant_of(naive, 1)
        return f"{text} {_PASSES[local.fold]}" if twice else text

    def say(self, at: datetime | None) -> str:
        """Return «hoy 9:58», «ayer 19:22» or «24 nov 2026, 9:58»; "" for None."""
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


@dataclass(frozen=True, slots=True)
class TypedHour:
    """An hour as typed. `next_day`: 24:00. `fold`: which pass of an hour that comes twice."""

    clock: time
    next_day: bool = False
    fold: int | None = None


def read_hour(text: str) -> TypedHour:
    """Return a typed hour: hh:mm or hh:mm:ss, perhaps with «horas», «primera» or «segunda».

    24:00 is the end of that day, as the norm writes it; the last two choose one of two hours
    where the clocks are set back. Raises HourMistyped or TextMissing.
    """
    said, _, which = _UNIT.sub("", required(text).lower()).partition(" ")
    if which and which not in _PASSES:
        raise HourMistyped
    fold = _PASSES.index(which) if which else None
    parts = said.split(":")
    if max(map(len, parts)) > _HOUR_DIGITS:
        raise HourMistyped
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if len(numbers) != len(parts) or len(parts) not in _HOUR_PARTS:
        raise HourMistyped
    if numbers[0] == _END_OF_DAY and not any(numbers[1:]):
        return TypedHour(time(), next_day=True, fold=fold)
    try:
        clock_hour, minute, second = (*numbers, 0)[:3]
        return TypedHour(time(clock_hour, minute, second), fold=fold)
    except ValueError as wrong:
        raise HourMistyped from wrong
