"""On the server: a candidatura ends, by its own will, by the Instituto or by a court.

Source: norma/lecturas.md, 15.
"""

from dataclasses import dataclass

from core.domain.registration.auxiliar import Baja
from core.domain.registration.situacion import NewSituacion
from core.ports.central import Bitacora
from core.ports.central_registration import Aspirantes
from core.ports.central_situacion import Situaciones
from core.ports.central_vinculos import Vinculos
from core.procedure.n06_end_vinculo import EndVinculo


@dataclass(frozen=True, slots=True)
class EndCandidatura:
    """End all its vínculos and invitations. What tablets signed before is still received."""

    aspirantes: Aspirantes
    situaciones: Situaciones
    vinculos: Vinculos
    end_vinculo: EndVinculo
    bitacora: Bitacora

    def __call__(self, id_solicitante: str, new: NewSituacion) -> None:
        """Raise NotThere or CandidaturaOver; then nothing ends."""
        self.aspirantes.by_id(id_solicitante)
        self.situaciones.refuse_over(id_solicitante)
        vinculos = self.vinculos.open_of(id_solicitante)
        accepted = [each.id for each in vinculos if each.accepted_at is not None]
        for each in vinculos:
            self.end_vinculo(id_solicitante, each.id, Baja(new.act.value))
        invited = len(vinculos) - len(accepted)
        self.situaciones.add(id_solicitante, new, accepted, invitaciones=invited, acta=False)
        facts = {"situacion": new.act.value, "documento": new.document, "fundamento": new.ground}
        facts |= {"auxiliares": str(len(accepted)), "invitaciones": str(invited)}
        self.bitacora.append("candidatura_terminada", id_solicitante, facts)
