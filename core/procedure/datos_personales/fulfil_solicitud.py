"""On the server: what a request was granted was carried out.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.datos_personales.datos_personales import Cumplimiento, SolicitudState
from core.domain.datos_personales.datos_personales_errors import BeforeRequest, NothingToFulfil
from core.ports.central import Bitacora
from core.ports.central_datos import Solicitudes
from core.procedure.local_day import not_after


@dataclass(frozen=True, slots=True)
class FulfilSolicitud:
    """Keep what was done and when."""

    solicitudes: Solicitudes
    bitacora: Bitacora
    today: date

    def __call__(self, solicitud_id: int, done: Cumplimiento) -> None:
        """Raise NotThere, NothingToFulfil, InTheFuture or BeforeRequest."""
        known = self.solicitudes.by_id(solicitud_id)
        if known.state is not SolicitudState.POR_CUMPLIR or known.answered_on is None:
            raise NothingToFulfil
        not_after(done.on, self.today, "on")
        if done.on < known.answered_on:
            raise BeforeRequest
        self.solicitudes.fulfil(solicitud_id, done)
        late = known.due_on is not None and done.on > known.due_on
        facts = {"dia": done.on.isoformat(), "en_plazo": "no" if late else "sí"}
        self.bitacora.append("solicitud_cumplida", known.folio, facts)
