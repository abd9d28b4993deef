"""One check of the self-test, in words with what to do; those of battery, clock and server."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from capture_kiosk.sending.sending_flow import Network
from core.errors import ApoyoError
from core.messages import explain

EMPTY, LOW = 10, 30
"""Percent of battery below which a tablet is not fit to go out, and below which it is doubtful."""
SUPPLIES: Final = Path("/sys/class/power_supply")
"""Where the kernel shows batteries."""


class Grade(Enum):
    """How a check ended. Only BAD makes a tablet unfit."""

    GOOD = "bien"
    DOUBT = "alerta"
    BAD = "falla"


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was tried; `todo` is empty where there is nothing to do."""

    name: str
    grade: Grade
    said: str
    todo: str = ""


def is_fit(checks: Sequence[Trial]) -> bool:
    """Tell whether a tablet with these results may go out."""
    return all(check.grade is not Grade.BAD for check in checks)


def failed(name: str, error: ApoyoError | OSError) -> Trial:
    """Return the check that an error ended."""
    if isinstance(error, ApoyoError):
        told = explain(error)
        return Trial(name, Grade.BAD, told.title, told.action)
    return Trial(name, Grade.BAD, "No se pudo leer el disco.", "Avise a la Unidad Técnica.")


def battery_check(supplies: Path) -> Trial:
    """Return how full the battery is, as the kernel shows it under `supplies`."""
    name, levels, charging = "Batería", [], False
    for each in sorted(supplies.glob("*")):
        with suppress(OSError, ValueError):
            levels.append(int((each / "capacity").read_text("ascii")))
            charging = charging or (each / "status").read_text("ascii").strip() == "Charging"
    if not levels:
        return Trial(name, Grade.GOOD, "Este equipo no dice tener batería.")
    least = min(levels)
    said = f"{least} %{', cargando' if charging else ''}."
    if least < EMPTY and not charging:
        return Trial(name, Grade.BAD, said, "Cárguela antes de salir.")
    if least < LOW and not charging:
        return Trial(name, Grade.DOUBT, said, "Lleve con qué cargarla.")
    return Trial(name, Grade.GOOD, said)


def clock_check(doubt: str) -> Trial:
    """Return what is said of the clock; `doubt` is the sentence of one that is far off."""
    if doubt:
        return Trial("Hora", Grade.DOUBT, doubt, "Revise la hora de la tableta.")
    return Trial("Hora", Grade.GOOD, "Concuerda con la última hora firmada.")


def server_check(network: Network) -> Trial:
    """Return what the last try says of the way; without a network captures go on."""
    if network is Network.UP:
        return Trial("Servidor", Grade.GOOD, "Respondió.")
    if network is Network.IMPOSTOR:
        return Trial("Servidor", Grade.DOUBT, "Respondió otro.", "Cambie de red: nada se envió.")
    if network is Network.SERVER:
        return Trial("Servidor", Grade.DOUBT, "Tiene fallas.", "Puede captar: se enviará solo.")
    return Trial("Servidor", Grade.DOUBT, "No se alcanza.", "Puede captar: se enviará solo.")
