"""The whole file of one registered aspirante, as the desk reads it again (numerals 3 to 8)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain.apoyos.acta import ActaCierre
from core.domain.desk.correo import CorreoRow
from core.domain.proceso.periodo import PeriodoAct
from core.domain.registration.aspirante import AspiranteDetail
from core.domain.registration.constancia import ConstanciaRow
from core.domain.registration.escaneo import Escaneo
from core.domain.registration.situacion import Situacion, SituacionAct


@dataclass(frozen=True, slots=True)
class TrainingAttended:
    """A session of training that the aspirante attended."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    held_at: datetime
    place: str
    instructor: str


@dataclass(frozen=True, slots=True)
class AuxiliarCount:
    """How many vínculos an aspirante has: invited, accepted and in force, ended; and tablets."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    invited: int
    active: int
    ended: int
    tablets: int


@dataclass(frozen=True, slots=True)
class ExpedienteAspirante:
    """All that was registered of one, and what followed. No datum of a citizen or an auxiliar.

    `user` is the name of its account, `duty_accepted_at` when it accepted the duty of numeral 8.
    `periodos` are the acts for its cargo and its own, by version; `correos` newest first.
    `situaciones` are what ended or restored it, oldest first; `not_arrived` counts records that
    were announced and did not come. `escaneos` are its scanned documents, the last one first.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    detail: AspiranteDetail
    constancia: ConstanciaRow
    capacitaciones: tuple[TrainingAttended, ...]
    user: str
    duty_accepted_at: datetime | None
    auxiliares: AuxiliarCount
    periodos: tuple[PeriodoAct, ...]
    correos: tuple[CorreoRow, ...]
    acta: ActaCierre | None = None
    situaciones: tuple[Situacion, ...] = ()
    not_arrived: int = 0
    escaneos: tuple[Escaneo, ...] = ()

    @property
    def over(self) -> SituacionAct | None:
        """Return what ended the candidatura, None while it goes on."""
        last = self.situaciones[-1].act if self.situaciones else None
        return None if last is SituacionAct.RESTITUCION else last
