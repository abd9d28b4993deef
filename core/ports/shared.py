"""What acts on every machine need."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Time, as this machine believes it."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
