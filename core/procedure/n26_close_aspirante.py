"""Numeral 26, on the server: once sending ended, the acta de cierre of an aspirante is issued."""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.domain.apoyos.acta import ActaCierre
from core.domain.apoyos.acta_errors import ActaTooEarly
from core.domain.proceso.periodo import Window, in_force
from core.ports.central import Bitacora
from core.ports.central_acta import Actas, Closing
from core.ports.central_registration import Aspirantes, Periodos
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class CloseAspirante:
    """Issue the acta: once, and never before the end of sending.

    `margin` is how much later what was announced in time still counts (norma/lecturas.md, 6).
    """

    actas: Actas
    aspirantes: Aspirantes
    periodos: Periodos
    closing: Closing
    bitacora: Bitacora
    clock: Clock
    margin: timedelta

    def __call__(self, id_solicitante: str, issued_by: str) -> ActaCierre:
        """Return the acta. Raises NotThere, ActaIssued or ActaTooEarly."""
        cargo = self.aspirantes.by_id(id_solicitante).registro.cargo
        self.actas.refuse_closed(id_solicitante)
        now = self.clock.now()
        periodo = in_force(self.periodos.acts(), cargo=cargo, aspirante=id_solicitante)
        if periodo is None or periodo.window_at(now - self.margin) is not Window.CLOSED:
            raise ActaTooEarly
        figures = self.closing(id_solicitante, periodo)
        facts = {
            "recibidos": str(figures.received),
            "sin_llegar": str(figures.not_arrived),
            "extemporaneos": str(figures.extemporaneous),
            "sin_noticia": str(len(figures.silent)),
        }
        acta = ActaCierre(id_solicitante, cargo, periodo, figures, now, issued_by)
        position = self.bitacora.append("acta_emitida", id_solicitante, facts)
        sealed = replace(acta, position=position, head=self.bitacora.head())
        self.actas.add(sealed)
        return sealed
