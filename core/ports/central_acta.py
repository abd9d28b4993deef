"""What the closing of an aspirante needs, bound to one transaction."""

from typing import Protocol

from core.domain.apoyos.acta import ActaCierre, ClosingFigures
from core.domain.proceso.periodo import Periodo


class Actas(Protocol):
    """The actas de cierre in force. None is ever changed."""

    def find(self, id_solicitante: str) -> ActaCierre | None:
        """Return the acta of an aspirante, or None."""

    def refuse_closed(self, id_solicitante: str) -> None:
        """Raise ActaIssued for an aspirante that has one."""

    def issued(self, cargo: str) -> tuple[str, ...]:
        """Return the aspirantes of a cargo that have one, in order."""

    def set_aside(self, id_solicitante: str) -> None:
        """Keep the acta of an aspirante apart: it has no effect any more. Raises NotThere."""

    def add(self, acta: ActaCierre) -> None:
        """Keep one as it was issued. Raises ActaIssued where there is one."""


class Closing(Protocol):
    """The totals of an aspirante, as they stand now."""

    def __call__(self, id_solicitante: str, periodo: Periodo) -> ClosingFigures:
        """Return them; tablets are silent since the end of capture of that period."""
