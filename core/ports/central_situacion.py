"""What the acts that end and restore a candidatura need, bound to one transaction."""

from collections.abc import Sequence
from typing import Protocol

from core.domain.registration.situacion import NewSituacion, Situacion


class Situaciones(Protocol):
    """What was noted of each aspirante. Nothing of it is ever changed."""

    def of(self, id_solicitante: str) -> tuple[Situacion, ...]:
        """Return all that was noted of one, oldest first."""

    def is_over(self, id_solicitante: str) -> bool:
        """Tell whether the last act about one ended its candidatura."""

    def refuse_over(self, id_solicitante: str) -> None:
        """Raise CandidaturaOver for an aspirante whose candidatura ended."""

    def ended_by_last(self, id_solicitante: str) -> tuple[str, ...]:
        """Return the accepted vínculos that the last act ended, which one may restore."""

    def add(
        self,
        id_solicitante: str,
        new: NewSituacion,
        vinculos: Sequence[str],
        *,
        invitaciones: int,
        acta: bool,
    ) -> None:
        """Keep an act, with the accepted vínculos that it ended or restored."""
