"""On the server: the owner of a request gave what it lacked, or did not in their term.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.datos_personales.datos_personales import (
    Desahogo,
    NoPresentada,
    Solicitud,
    SolicitudState,
)
from core.domain.datos_personales.datos_personales_errors import (
    BeforeRequest,
    NothingLacking,
    RemediedLate,
    RemedyTermRuns,
)
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.ports.central import Bitacora
from core.ports.central_datos import Solicitudes
from core.procedure.local_day import not_after


@dataclass(frozen=True, slots=True)
class RemedySolicitud:
    """Keep what was given: the term to answer begins anew on the day after."""

    solicitudes: Solicitudes
    bitacora: Bitacora
    plazos: PlazosDatos
    today: date

    def __call__(self, solicitud_id: int, given: Desahogo) -> None:
        """Raise NotThere, NothingLacking, InTheFuture, BeforeRequest or RemediedLate."""
        known, due = _prevented(self.solicitudes, solicitud_id)
        not_after(given.on, self.today, "on")
        if known.prevented_on is not None and given.on < known.prevented_on:
            raise BeforeRequest
        if given.on > due:
            raise RemediedLate
        answer_by = self.plazos.answered_by(given.on)
        self.solicitudes.remedy(solicitud_id, given, answer_by)
        facts = {"dia": given.on.isoformat(), "vence": answer_by.isoformat()}
        self.bitacora.append("solicitud_desahogada", known.folio, facts)


@dataclass(frozen=True, slots=True)
class DropSolicitud:
    """Let a request stand as not presented, once the term of its owner has passed."""

    solicitudes: Solicitudes
    bitacora: Bitacora
    today: date

    def __call__(self, solicitud_id: int, said: NoPresentada) -> None:
        """Raise NotThere, NothingLacking, InTheFuture or RemedyTermRuns."""
        known, due = _prevented(self.solicitudes, solicitud_id)
        not_after(said.on, self.today, "on")
        if said.on <= due:
            raise RemedyTermRuns
        self.solicitudes.drop(solicitud_id, said.on)
        facts = {"dia": said.on.isoformat()}
        self.bitacora.append("solicitud_no_presentada", known.folio, facts)


def _prevented(solicitudes: Solicitudes, solicitud_id: int) -> tuple[Solicitud, date]:
    """Return a request that waits for its owner, and their last day. Raises NothingLacking."""
    known = solicitudes.by_id(solicitud_id)
    if known.state is not SolicitudState.PREVENIDA or known.due_on is None:
        raise NothingLacking
    return known, known.due_on
