"""The system clock, in UTC, and the one that nobody sets."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

_NEVER_SET: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine sleeps, where the system has one that does."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """A SteadyClock that reads the system time."""

    def now(self) -> datetime:
        """Return the present instant, timezone-aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  the only place that asks the machine

    def elapsed(self) -> timedelta:
        """Return how long ago this machine started."""
        return timedelta(seconds=time.clock_gettime(_NEVER_SET))
