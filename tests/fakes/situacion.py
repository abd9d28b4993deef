"""What ended or restored candidaturas, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.domain.registration.situacion import NewSituacion, Situacion, SituacionAct
from core.domain.registration.situacion_errors import CandidaturaOver
from core.ports.shared import Clock


@dataclass
class MemorySituaciones:
    """Situaciones in memory."""

    clock: Clock
    actor: str = "prueba"
    kept: dict[str, list[tuple[Situacion, tuple[str, ...]]]] = field(default_factory=dict)

    def of(self, id_solicitante: str) -> tuple[Situacion, ...]:
        return tuple(each for each, _ in self.kept.get(id_solicitante, ()))

    def is_over(self, id_solicitante: str) -> bool:
        noted = self.of(id_solicitante)
        return bool(noted) and noted[-1].act is not SituacionAct.RESTITUCION

    def refuse_over(self, id_solicitante: str) -> None:
        if self.is_over(id_solicitante):
            raise CandidaturaOver

    def ended_by_last(self, id_solicitante: str) -> tuple[str, ...]:
        return self.kept[id_solicitante][-1][1] if self.is_over(id_solicitante) else ()

    def add(
        self,
        id_solicitante: str,
        new: NewSituacion,
        vinculos: Sequence[str],
        *,
        invitaciones: int,
        acta: bool,
    ) -> None:
        noted = Situacion(
            new.act,
            new.document,
            new.ground,
            self.clock.now(),
            self.actor,
            len(vinculos),
            invitaciones,
            acta,
        )
        self.kept.setdefault(id_solicitante, []).append((noted, tuple(vinculos)))
