"""On the server: a request about personal data is received, and its term begins.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.datos_personales import NewSolicitud, Solicitud
from core.domain.plazos_datos import PlazosDatos
from core.ports.central import Bitacora
from core.ports.central_datos import Solicitudes
from core.procedure.local_day import not_after


@dataclass(frozen=True, slots=True)
class ReceiveSolicitud:
    """Keep a request; the bitácora names neither its owner nor what they ask."""

    solicitudes: Solicitudes
    bitacora: Bitacora
    plazos: PlazosDatos
    today: date

    def __call__(self, asked: NewSolicitud) -> Solicitud:
        """Return it with its folio and the last day to answer. Raises InTheFuture."""
        not_after(asked.received_on, self.today, "received_on")
        due_on = self.plazos.answered_by(asked.received_on)
        kept = self.solicitudes.add(asked, due_on, self.plazos.ground)
        facts = {"derecho": asked.derecho.value, "titular": asked.titular.value}
        facts["vence"] = due_on.isoformat()
        self.bitacora.append("solicitud_recibida", kept.folio, facts)
        return kept
