"""On the server: a court restores a candidatura, and its acta de cierre has no effect any more.

Source: norma/lecturas.md, 15.
"""

from dataclasses import dataclass

from core.domain.proceso.proceso import Proceso
from core.domain.registration.situacion import NewSituacion
from core.domain.registration.situacion_errors import CandidaturaGoesOn
from core.ports.central import Bitacora
from core.ports.central_acta import Actas
from core.ports.central_registration import Aspirantes
from core.ports.central_situacion import Situaciones
from core.ports.central_vinculos import Vinculos


@dataclass(frozen=True, slots=True)
class RestoreCandidatura:
    """Put back the vínculos that the act before ended; invitations are sent anew by hand.

    A person who works for another aspirante by now is left there where the proceso allows one only.
    """

    aspirantes: Aspirantes
    situaciones: Situaciones
    vinculos: Vinculos
    actas: Actas
    bitacora: Bitacora
    proceso: Proceso

    def __call__(self, id_solicitante: str, new: NewSituacion) -> None:
        """Raise NotThere or CandidaturaGoesOn."""
        self.aspirantes.by_id(id_solicitante)
        over = self.situaciones.is_over(id_solicitante)
        acta = self.actas.find(id_solicitante) is not None
        if not over and not acta:
            raise CandidaturaGoesOn
        ended = self.situaciones.ended_by_last(id_solicitante) if over else ()
        restored = [each for each in ended if self._may_work(each)]
        for each in restored:
            self.vinculos.restore(each)
        if acta:
            self.actas.set_aside(id_solicitante)
        self.situaciones.add(id_solicitante, new, restored, invitaciones=0, acta=acta)
        facts = {"documento": new.document, "fundamento": new.ground}
        facts |= {"auxiliares": str(len(restored)), "con_acta": "sí" if acta else "no"}
        self.bitacora.append("candidatura_restituida", id_solicitante, facts)

    def _may_work(self, vinculo_id: str) -> bool:
        if self.proceso.readings.several_aspirantes:
            return True
        return not self.vinculos.in_force(self.vinculos.by_id(vinculo_id).auxiliar)
