"""What acts on every machine need."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The present time by this machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, timezone-aware, in UTC."""
