"""Progress (numeral 6.b): an aspirante sees only their own. How fast each device was, the UTI."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from core.domain.apoyos.avance_detalle import AvanceDetalle, Ritmos
from core.domain.verification.resultado import Avance
from core.server.bodies.http_bodies import Listed, answer
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.wire import Page

router = APIRouter()

OneAspirante = Annotated[str, Query(max_length=20)]


@router.get("/v1/avance", response_model=Page[Avance])
def show(
    deps: Injected,
    caller: Called,
    asked: Listed,
    aspirante: OneAspirante = "",
) -> Response:
    """Return the progress of one, or of all by Id Solicitante."""
    one = caller.id_solicitante or aspirante
    with deps.units.reading() as work:
        proceso, avance = work.procesos.current().proceso, work.avance
        if one:
            page = avance.one(one, proceso)
        else:
            page = avance.page(proceso, after=asked.after, limit=asked.limit, search=asked.search)
    return answer(Page[Avance], page)


@router.get("/v1/avance/detalle", response_model=AvanceDetalle)
def detalle(deps: Injected, caller: Called, aspirante: OneAspirante = "") -> Response:
    """Return one aspirante's progress day by day, by place and by auxiliar; 404 for an unknown one.

    An aspirante is told their own, whatever they ask for.
    """
    with deps.units.reading() as work:
        found = work.detalle(work.procesos.current().proceso).one(
            caller.id_solicitante or aspirante
        )
    return answer(AvanceDetalle, found)


@router.get("/v1/avance/ritmos", response_model=Ritmos)
def ritmos(deps: Injected, aspirante: OneAspirante) -> Response:
    """Return how each device captured for an aspirante, of the newest records. No judgement."""
    with deps.units.reading() as work:
        found = work.detalle(work.procesos.current().proceso).rates(aspirante)
    return answer(Ritmos, found)
