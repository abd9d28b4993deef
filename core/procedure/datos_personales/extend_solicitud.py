"""On the server: the term to answer a request is extended, once and before it ends.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.datos_personales.datos_personales import Prorroga
from core.domain.datos_personales.datos_personales_errors import ExtendedAlready, ExtendedLate
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.ports.central import Bitacora
from core.ports.central_datos import Solicitudes


@dataclass(frozen=True, slots=True)
class ExtendSolicitud:
    """Extend it, with its reason."""

    solicitudes: Solicitudes
    bitacora: Bitacora
    plazos: PlazosDatos
    today: date

    def __call__(self, solicitud_id: int, asked: Prorroga) -> None:
        """Raise NotThere, ExtendedAlready, ExtendedLate, or what keeps it from being answered."""
        known = self.solicitudes.by_id(solicitud_id)
        due = known.answer_by()
        if known.extended:
            raise ExtendedAlready
        if self.today > due:
            raise ExtendedLate
        due_on = self.plazos.extended_to(due)
        self.solicitudes.extend(solicitud_id, asked.ground, due_on)
        facts = {"vence": due_on.isoformat()}
        self.bitacora.append("solicitud_prorrogada", known.folio, facts)
