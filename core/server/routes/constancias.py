"""Constancias (numeral 3): issued or typed in, listed, handed over, printed."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.central.registration.constancias import constancia_of
from core.central.unit_of_work import UnitOfWork
from core.domain.constancia import Constancia, ConstanciaRow, Entrega
from core.domain.periodo import in_force
from core.domain.signed import CONSTANCIA
from core.procedure.local_day import day_of
from core.procedure.n03_deliver_constancia import DeliverConstancia
from core.procedure.n03_issue_constancia import IssueConstancia
from core.sealing.signed import to_text
from core.server.auth import Called
from core.server.dependencies import Dependencies, Injected
from core.server.edited import DOCUMENT
from core.server.editing import Seen, editing
from core.server.http_bodies import Listed, Number, answer, reads
from core.wire import Page

router = APIRouter()
PDF = "application/pdf"


@router.post("/v1/constancias", response_model=ConstanciaRow, status_code=201)
def issue(
    deps: Injected, caller: Called, constancia: Annotated[Constancia, reads(Constancia)]
) -> Response:
    """Issue one, or type in one that was issued elsewhere."""
    with deps.units.writing(caller.actor) as work:
        act = IssueConstancia(work.constancias, work.procesos, work.bitacora, deps.clock)
        row = _row(deps, work, act(constancia))
    return answer(ConstanciaRow, row, 201)


@router.get("/v1/constancias", response_model=Page[ConstanciaRow])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of ConstanciaRow, newest first. Searches number and name."""
    with deps.units.reading() as work:
        today = day_of(work.procesos.current().proceso, deps.clock.now())
        page = work.constancias.page(
            after=asked.after, limit=asked.limit, search=asked.search, today=today
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


@router.get("/v1/constancias/{constancia_id}/pdf", response_class=Response)
def pdf(deps: Injected, constancia_id: Number) -> Response:
    """Return the constancia as PDF with its verifiable QR; 404 if unknown."""
    from core.documents.constancia import BitacoraHead, constancia_body, constancia_pdf

    with deps.units.reading() as work:
        stored = work.constancias.stored(constancia_id)
        published = work.procesos.current()
    constancia = constancia_of(stored)
    body = constancia_body(constancia, published.proceso)
    drawn = constancia_pdf(
        constancia,
        published.proceso,
        periodo=in_force(published.periodos, cargo=constancia.cargo, aspirante=""),
        qr_text=to_text(deps.signed(CONSTANCIA, body)),
        bitacora=BitacoraHead(stored.bitacora_sequence, stored.bitacora_hash, stored.issued_at),
    )
    return Response(drawn, media_type=PDF)


def _row(deps: Dependencies, work: UnitOfWork, constancia_id: int) -> ConstanciaRow:
    today = day_of(work.procesos.current().proceso, deps.clock.now())
    return work.constancias.row(constancia_id, today)
