"""Batches for the DERFE (numeral 9): asked for, taken and answered here, prepared by the worker."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response

from core.domain.verification.importacion import Importacion, ImportKind
from core.domain.verification.lote import Lote, LoteOrder
from core.domain.verification.lote_errors import LoteWithoutCut
from core.procedure.local_day import day_of, not_after
from core.server.bodies.http_bodies import Listed, Number, answer, reads
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.server.files.received_imports import ReceivedFile
from core.server.host.derfe import derfe_public
from core.server.routes.importaciones import BODY, receive
from core.wire import Page

router = APIRouter()

_SEALED = "application/octet-stream"


@router.post("/v1/lotes", response_model=Lote, status_code=202)
def ask(deps: Injected, caller: Called, order: Annotated[LoteOrder, reads(LoteOrder)]) -> Response:
    """Have a batch counted and return it: nothing leaves before a person has it prepared.

    422 where the server has no key of the DERFE, or no cut by which an answer would judge; 409
    while another batch is in the making.
    """
    derfe_public(deps.settings)
    with deps.units.writing(caller.actor) as work:
        if work.cuts.last() is None:
            raise LoteWithoutCut
        lote = work.lotes.ask(order, caller.actor)
        facts = {"preguntar": order.asks.value}
        work.bitacora.append("lote_pedido", str(lote.id), facts)
    return answer(Lote, lote, 202)


@router.get("/v1/lotes", response_model=Page[Lote])
def listed(deps: Injected, asked: Listed) -> Response:
    """Return a Page of Lote, newest first."""
    with deps.units.reading() as work:
        page = work.lotes.page(after=asked.after, limit=asked.limit)
    return answer(Page[Lote], page)


@router.get("/v1/lotes/{lote_id}", response_model=Lote)
def shown(deps: Injected, lote_id: Number) -> Response:
    """Return a Lote."""
    with deps.units.reading() as work:
        return answer(Lote, work.lotes.one(lote_id))


@router.post("/v1/lotes/{lote_id}/preparacion", response_model=Lote)
def prepare(deps: Injected, caller: Called, lote_id: Number) -> Response:
    """Have a counted batch opened and sealed to the DERFE's key."""
    derfe_public(deps.settings)
    with deps.units.writing(caller.actor) as work:
        return answer(Lote, work.lotes.order(lote_id, caller.actor))


@router.post("/v1/lotes/{lote_id}/cancelacion", response_model=Lote)
def cancel(deps: Injected, caller: Called, lote_id: Number) -> Response:
    """Have a batch taken back: its file goes, and who was not answered may be asked about again."""
    with deps.units.writing(caller.actor) as work:
        lote = work.lotes.cancel(lote_id)
        work.bitacora.append("lote_cancelado", str(lote_id))
    return answer(Lote, lote)


@router.post("/v1/lotes/{lote_id}/entrega", responses={200: {"content": {_SEALED: {}}}})
def take(deps: Injected, caller: Called, lote_id: Number) -> Response:
    """Return the sealed file, and note who took it. This server has no key that opens it."""
    with deps.units.writing(caller.actor) as work:
        sealed = work.lotes.sealed(lote_id)
        work.bitacora.append("lote_entregado", str(lote_id), {"llave": work.lotes.one(lote_id).key})
    return Response(sealed, media_type=_SEALED)


@router.post(
    "/v1/lotes/{lote_id}/respuesta",
    response_model=Importacion,
    status_code=202,
    openapi_extra=BODY,
)
async def answered(
    request: Request, deps: Injected, caller: Called, lote_id: Number, day: date
) -> Response:
    """Receive the DERFE's answer to a batch, by its padrón of that day: the worker checks it.

    422 for a day that has not come: such an answer would hold over every cut until then.
    """
    with deps.units.reading() as work:
        work.lotes.check_ready(lote_id)
        not_after(day, day_of(work.procesos.current().proceso, deps.clock.now()), "day")
    return await receive(
        request, deps, caller, ReceivedFile(ImportKind.RESPUESTA, day, str(lote_id))
    )
