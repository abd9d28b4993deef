"""The acta de cierre of one aspirante: what was received when sending had ended (numeral 26)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain.proceso.periodo import Periodo


@dataclass(frozen=True, slots=True)
class Missing:
    """What an auxiliar announced and did not arrive, as of the device's last word."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    auxiliar: str
    pending: int
    said_at: datetime


@dataclass(frozen=True, slots=True)
class SilentTablet:
    """A tablet in use that said nothing since capture ended; `last_at` None: it never did."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str
    auxiliar: str
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClosingFigures:
    """The totals of one aspirante: supports, and no datum of a citizen."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    received: int
    counted: int
    pending_verification: int
    extemporaneous: int
    umbral: int
    missing: tuple[Missing, ...]
    silent: tuple[SilentTablet, ...]

    @property
    def not_arrived(self) -> int:
        """Return how many were announced and did not arrive."""
        return sum(each.pending for each in self.missing)


@dataclass(frozen=True, slots=True)
class ActaCierre:
    """An acta as it was issued; nothing of it changes. `position` is its entry of the bitácora."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id_solicitante: str
    cargo: str
    periodo: Periodo
    figures: ClosingFigures
    issued_at: datetime
    issued_by: str
    position: int = 0
    head: str = ""
