"""Dates, hours and counts as a person in Mexico reads them."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from core.domain.paquete import AspiranteShown

_MONTHS: Final = (
    "ene",
    "feb",
    "mar",
    "abr",
    "may",
    "jun",
    "jul",
    "ago",
    "sep",
    "oct",
    "nov",
    "dic",
)
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def day(moment: datetime, zone: str) -> str:
    """Return «24 nov 2026» in the state's own time."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def hour(moment: datetime, zone: str) -> str:
    """Return «9:58» in the state's own time."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.hour}:{local.minute:02d}"


def remaining(left: timedelta) -> str:
    """Return «Quedan 22 días», «Quedan 5 horas», «Quedan 9 minutos» or «Queda 1 minuto»."""
    for unit, one, many in ((_DAY, "día", "días"), (_HOUR, "hora", "horas")):
        count = left // unit
        if count >= 1:
            return f"Queda 1 {one}" if count == 1 else f"Quedan {count} {many}"
    count = max(1, -(-left // _MINUTE))
    return "Queda 1 minuto" if count == 1 else f"Quedan {count} minutos"


def full_name(aspirante: AspiranteShown) -> str:
    """Return nombre(s), apellido paterno and apellido materno, in normal case (14)."""
    parts = (aspirante.nombre, aspirante.apellido_paterno, aspirante.apellido_materno)
    return " ".join(part for part in parts if part)
