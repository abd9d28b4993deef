"""The desk's acts bear dates: what is issued on one day and registered on the next is late."""

from datetime import datetime, timedelta

_OFFICE = 120.0


def seconds_to_wait(now: datetime) -> float:
    """Return how long to wait so that the office's acts fall on one day; usually not at all."""
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    left = (midnight - now).total_seconds()
    return left + 1 if left < _OFFICE else 0.0
