"""Counts as a person in Mexico reads them."""

from datetime import timedelta

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def remaining(left: timedelta) -> str:
    """Return «Quedan 22 días», «Quedan 5 horas», «Quedan 9 minutos» or «Queda 1 minuto»."""
    for unit, one, many in ((_DAY, "día", "días"), (_HOUR, "hora", "horas")):
        count = left // unit
        if count >= 1:
            return f"Queda 1 {one}" if count == 1 else f"Quedan {count} {many}"
    count = max(1, -(-left // _MINUTE))
    return "Queda 1 minuto" if count == 1 else f"Quedan {count} minutos"
