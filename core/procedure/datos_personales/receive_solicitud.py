"""On the server: a request about personal data is received, and its term begins.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.datos_personales.datos_personales import NewSolicitud, Solicitud
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.ports.central import Bitacora
from core.ports.central_datos import Solicitudes
from core.procedure.local_day import not_after
from core.procedure.made_once import MadeOnce


@dataclass(frozen=True, slots=True)
class ReceiveSolicitud:
    """Keep a request; the bitácora names neither its owner nor what they ask."""

    solicitudes: Solicitudes
    bitacora: Bitacora
    plazos: PlazosDatos
    today: date
    once: MadeOnce

    def __call__(self, asked: NewSolicitud, key: str) -> Solicitud:
        """Return it with its folio and the last day to answer. The same key again, the same.

        Raises InTheFuture or FormKeyReused; then nothing is kept.
        """
        return self.once(key, asked, lambda: self._receive(asked), self.solicitudes.by_id)

    def _receive(self, asked: NewSolicitud) -> Solicitud:
        not_after(asked.received_on, self.today, "received_on")
        due_on = self.plazos.answered_by(asked.received_on)
        kept = self.solicitudes.add(asked, due_on, self.plazos.ground)
        facts = {"derecho": asked.derecho.value, "titular": asked.titular.value}
        facts["vence"] = due_on.isoformat()
        self.bitacora.append("solicitud_recibida", kept.folio, facts)
        return kept
