"""Sessions of training (numeral 3) and their attendance lists."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.registration.capacitacion import Capacitacion, CapacitacionRow
from core.procedure.made_once import MadeOnce
from core.procedure.n03_record_training import RecordTraining
from core.server.bodies.http_bodies import IdempotencyKey, Listed, Number, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.wire import Page

router = APIRouter()


@router.post("/v1/capacitaciones", response_model=CapacitacionRow, status_code=201)
def record(
    deps: Injected,
    caller: Called,
    capacitacion: Annotated[Capacitacion, reads(Capacitacion)],
    key: IdempotencyKey,
) -> Response:
    """Keep a session with who attended.

    The same Idempotency-Key again gets the same session; with other data, 409.
    """
    with deps.units.writing(caller.actor) as work:
        once = MadeOnce("capacitacion", work.keyed_rows)
        parts = work.capacitaciones, work.constancias, work.bitacora
        row = RecordTraining(*parts, deps.clock, once)(capacitacion, key)
    return answer(CapacitacionRow, row, 201)


@router.get("/v1/capacitaciones", response_model=Page[CapacitacionRow])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of CapacitacionRow, newest first. Searches place and instructor."""
    with deps.units.reading() as work:
        page = work.capacitaciones.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[CapacitacionRow], page)


@router.get("/v1/capacitaciones/{capacitacion_id}/pdf", response_class=Response)
def pdf(deps: Injected, capacitacion_id: Number) -> Response:
    """Return the attendance list as PDF, to be signed; 404 if unknown."""
    from core.documents.asistencia import asistencia_pdf

    with deps.units.reading() as work:
        row = work.capacitaciones.by_id(capacitacion_id)
        proceso = work.procesos.current().proceso
    return Response(asistencia_pdf(row.capacitacion, proceso), media_type="application/pdf")
