"""On the server: a request is answered, and the term to carry the answer out begins.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.datos_personales.datos_personales import Respuesta, Sentido
from core.domain.datos_personales.datos_personales_errors import BeforeRequest
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.ports.central import Bitacora
from core.ports.central_datos import Solicitudes
from core.procedure.local_day import not_after


@dataclass(frozen=True, slots=True)
class AnswerSolicitud:
    """Keep the answer. One that comes after its term is kept too, and the bitácora says so."""

    solicitudes: Solicitudes
    bitacora: Bitacora
    plazos: PlazosDatos
    today: date

    def __call__(self, solicitud_id: int, given: Respuesta) -> None:
        """Raise NotThere, AnsweredAlready, WaitsForOwner, NotPresented, InTheFuture, BeforeRequest.

        A request whose owner was asked for what it lacked is answered once they gave it.
        """
        known = self.solicitudes.by_id(solicitud_id)
        due = known.answer_by()
        not_after(given.on, self.today, "on")
        if given.on < (known.remedied_on or known.asked.received_on):
            raise BeforeRequest
        refused = given.sentido is Sentido.IMPROCEDENTE
        due_on = None if refused else self.plazos.fulfilled_by(given.on)
        self.solicitudes.answer(solicitud_id, given, due_on)
        facts = {"sentido": given.sentido.value, "dia": given.on.isoformat()}
        facts["en_plazo"] = "sí" if given.on <= due else "no"
        self.bitacora.append("solicitud_contestada", known.folio, facts)
