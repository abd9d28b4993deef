"""What acts on every machine need."""

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The present time by this machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, timezone-aware, in UTC."""


class SteadyClock(Clock, Protocol):
    """A Clock that also tells how long something lasts, whoever sets it meanwhile."""

    def elapsed(self) -> timedelta:
        """Return the time since some moment: it only grows, sleep included."""
