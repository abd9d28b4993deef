"""Constancias (numeral 3): issued or typed in, listed, handed over, printed, voided."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.central.unit_of_work import UnitOfWork
from core.domain.registration.constancia import (
    AnularConstancia,
    Constancia,
    ConstanciaNumero,
    ConstanciaRow,
    Entrega,
    Impresion,
)
from core.procedure.local_day import day_of
from core.procedure.n03_deliver_constancia import DeliverConstancia
from core.procedure.n03_print_constancia import PrintConstancia, check_some
from core.procedure.n03_void_constancia import VoidConstancia
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import IdempotencyKey, Listed, Number, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition.acts import issue_constancia
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called
from core.server.doors.edited import DOCUMENT
from core.server.papers.constancia_paper import copies_pdf, read_copies
from core.server.papers.signatures import signatory
from core.wire import Page

router = APIRouter()
PDF = "application/pdf"


@router.post("/v1/constancias", response_model=ConstanciaRow, status_code=201)
def issue(
    deps: Injected, caller: Called, constancia: Annotated[Constancia, reads(Constancia)]
) -> Response:
    """Issue one, or type in one that was issued elsewhere."""
    with deps.units.writing(caller.actor) as work:
        row = _row(deps, work, issue_constancia(deps, work)(constancia))
    return answer(ConstanciaRow, row, 201)


@router.get("/v1/constancias", response_model=Page[ConstanciaRow])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of ConstanciaRow, newest first. Searches number and name."""
    with deps.units.reading() as work:
        today = day_of(work.procesos.current().proceso, deps.clock.now())
        page = work.constancias.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
            today=today,
        )
    return answer(Page[ConstanciaRow], page)


@router.put("/v1/constancias/{constancia_id}/entrega", response_model=ConstanciaRow)
def deliver(
    deps: Injected,
    caller: Called,
    constancia_id: Number,
    entrega: Annotated[Entrega, reads(Entrega)],
    seen: Seen,
) -> Response:
    """Note that it was handed over."""
    with deps.units.writing(caller.actor) as work:
        act = DeliverConstancia(work.constancias, work.procesos, work.bitacora, deps.clock)
        with editing(work, DOCUMENT, str(constancia_id), seen):
            act(constancia_id, entrega)
        row = _row(deps, work, constancia_id)
    return answer(ConstanciaRow, row)


@router.get("/v1/constancias/siguiente", response_model=ConstanciaNumero)
def next_number(deps: Injected) -> Response:
    """Return the next number of the series in force, "" where there is none."""
    with deps.units.reading() as work:
        membrete = work.procesos.current().proceso.membrete
        taken = work.constancias.numbers(*membrete.series_ends) if membrete.series else ()
    return answer(ConstanciaNumero, ConstanciaNumero(membrete.next_number(taken)))


@router.post("/v1/constancias/{constancia_id}/anulacion", response_model=ConstanciaRow)
def void(
    deps: Injected,
    caller: Called,
    constancia_id: Number,
    asked: Annotated[AnularConstancia, reads(AnularConstancia)],
    seen: Seen,
) -> Response:
    """Void one, and issue the one in its place if one is sent: both, or neither."""
    with deps.units.writing(caller.actor) as work:
        act = VoidConstancia(work.constancias, work.bitacora, issue_constancia(deps, work))
        with editing(work, DOCUMENT, str(constancia_id), seen):
            instead = act(constancia_id, asked)
        row = _row(deps, work, instead)
    return answer(ConstanciaRow, row)


@router.get("/v1/constancias/{constancia_id}/pdf", response_class=Response)
def pdf(deps: Injected, constancia_id: Number) -> Response:
    """Return the constancia as PDF, marked as a copy that only is to be read; 404 if unknown."""
    return Response(read_copies(deps, (constancia_id,)), media_type=PDF)


@router.post("/v1/constancias/impresiones", response_class=Response)
def print_copies(
    deps: Injected,
    caller: Called,
    asked: Annotated[Impresion, reads(Impresion)],
    key: IdempotencyKey,
) -> Response:
    """Return constancias as one PDF to be printed: originals, or reprints that say so.

    The same Idempotency-Key again gets the same copies and counts none; with others, 409.
    """
    signatory(deps)  # a copy that could not be signed would be counted, and its like a reprint
    with deps.units.writing(caller.actor) as work:
        made = PrintConstancia(work.constancias, work.bitacora, deps.clock)(asked, key)
    counted = tuple(zip(asked.ids, made.copies, strict=True))
    return Response(copies_pdf(deps, counted, made.at), media_type=PDF)


@router.post("/v1/constancias/consulta", response_class=Response)
def read_several(deps: Injected, asked: Annotated[Impresion, reads(Impresion)]) -> Response:
    """Return constancias as one PDF that only is to be read; none of them counts."""
    check_some(asked.ids)
    return Response(read_copies(deps, asked.ids), media_type=PDF)


def _row(deps: Dependencies, work: UnitOfWork, constancia_id: int) -> ConstanciaRow:
    today = day_of(work.procesos.current().proceso, deps.clock.now())
    return work.constancias.row(constancia_id, today)
