"""What waits for who asks: of the kinds that their role may do, and of no other."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Response

from core.domain.access.roles import Facultad, may
from core.domain.desk.hoy import Hoy, PendienteKind
from core.procedure.local_day import day_of
from core.server.bodies.http_bodies import answer
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called

router = APIRouter()

_DONE_BY: Final[Mapping[PendienteKind, Facultad]] = {
    PendienteKind.REGISTRAR: Facultad.REGISTRAR,
    PendienteKind.PERIODO: Facultad.PUBLICAR_PROCESO,
    PendienteKind.CORREO: Facultad.REGISTRAR,
    PendienteKind.APARTADO: Facultad.REINTENTAR,
    PendienteKind.PADRON: Facultad.VERIFICAR,
    PendienteKind.GEOGRAFIA: Facultad.PUBLICAR_PROCESO,
    PendienteKind.ROBADA: Facultad.SUSPENDER_TABLETAS,
    PendienteKind.SOLICITUD: Facultad.ATENDER_DATOS,
    PendienteKind.VULNERACION: Facultad.ATENDER_DATOS,
    PendienteKind.ENTREGAR: Facultad.REGISTRAR,
    PendienteKind.CAPACITAR: Facultad.REGISTRAR,
    PendienteKind.SILENCIO: Facultad.SUSPENDER_TABLETAS,
}


@router.get("/v1/hoy", response_model=Hoy)
def show(deps: Injected, caller: Called) -> Response:
    """Return what there is to do now, as Hoy."""
    mine = [kind for kind, by in _DONE_BY.items() if may(caller.account.roles, by)]
    now = deps.clock.now()
    with deps.units.reading() as work:
        published = work.procesos.latest()
        today = day_of(published.proceso, now) if published else now.date()
        groups = work.waiting(today).of(mine)
    return answer(Hoy, Hoy(now, groups))
