"""What of a thing was changed since somebody saw it: two windows on one thing never cross."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.errors import AlreadyDone, CentralRefused, NotAllowed

CUENTA, ASPIRANTE, CONSTANCIA = "cuenta", "aspirante", "constancia"
PROCESO, PERIODO = "proceso", "periodo"
VINCULO, TABLETA = "vinculo", "tableta"
SOLICITUD, VULNERACION = "solicitud", "vulneracion"
"""The kinds of things that people edit."""


@dataclass(frozen=True, slots=True)
class Cambio:
    """One datum that a save changed. `version` grows by one each save of that thing.

    `field` names the datum as people read it, `by` is the user; empty texts stand for nothing.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: int
    field: str
    before: str
    now: str
    by: str
    at: datetime


class StaleVersion(AlreadyDone):
    """A save names a version that is not the newest; `cambios` says what was saved since."""

    code = "version_vieja"

    def __init__(self, cambios: tuple[Cambio, ...]) -> None:
        super().__init__()
        self.cambios = cambios


class VersionMissing(NotAllowed):
    """A save does not name the version that it saw."""

    code = "falta_version"


class CentralChanged(CentralRefused):
    """The server's StaleVersion, at the desk. `version` is the newest: a save may name it."""

    def __init__(self, status: int, cambios: tuple[Cambio, ...]) -> None:
        super().__init__(StaleVersion.code, status)
        self.cambios = cambios

    @property
    def version(self) -> int:
        """The newest version."""
        return max((each.version for each in self.cambios), default=0)


def differing(
    before: Mapping[str, str], now: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    """Return each datum that is not as it was: its name, what it was, what it is."""
    names = dict.fromkeys((*before, *now))
    pairs = ((name, before.get(name, ""), now.get(name, "")) for name in names)
    return tuple(each for each in pairs if each[1] != each[2])
