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
from core.server.http_bodies import Listed, Number, answer, reads
from core.wire import Page

router = APIRouter()
PDF = "application/pdf"


@router.post("/v1/constancias", response_model=ConstanciaRow, status_code=201)
def issue(
    parts: Injected, caller: Called, constancia: Annotated[Constancia, reads(Constancia)]
) -> Response:
    """Issue one, or type in one that was issued elsewhere."""
    with parts.units.writing(caller.actor) as work:
        act = IssueConstancia(work.constancias, work.procesos, work.bitacora, parts.clock)
        row = _row(parts, work, act(constancia))
    return answer(ConstanciaRow, row, 201)


@router.get("/v1/constancias", response_model=Page[ConstanciaRow])
def show(parts: Injected, asked: Listed) -> Response:
    """Return a page, newest first. Searches number and name."""
    with parts.units.reading() as work:
        today = day_of(work.procesos.current().proceso, parts.clock.now())
        page = work.constancias.page(
            after=asked.after, limit=asked.limit, search=asked.search, today=today
        )
    return answer(Page[ConstanciaRow], page)


@router.put("/v1/constancias/{constancia_id}/entrega", response_model=ConstanciaRow)
def deliver(
    parts: Injected,
    caller: Called,
    constancia_id: Number,
    entrega: Annotated[Entrega, reads(Entrega)],
) -> Response:
    """Note that it was handed over."""
    with parts.units.writing(caller.actor) as work:
        act = DeliverConstancia(work.constancias, work.procesos, work.bitacora, parts.clock)
        act(constancia_id, entrega)
        row = _row(parts, work, constancia_id)
    return answer(ConstanciaRow, row)


@router.get("/v1/constancias/{constancia_id}/pdf", response_class=Response)
def pdf(parts: Injected, constancia_id: Number) -> Response:
    """Return the document, with the QR that anyone may verify."""
    from core.documents.constancia import BitacoraHead, constancia_body, constancia_pdf

    with parts.units.reading() as work:
        stored = work.constancias.stored(constancia_id)
        published = work.procesos.current()
    constancia = constancia_of(stored)
    body = constancia_body(constancia, published.proceso)
    drawn = constancia_pdf(
        constancia,
        published.proceso,
        periodo=in_force(published.periodos, cargo=constancia.cargo, aspirante=""),
        qr_text=to_text(parts.signed(CONSTANCIA, body)),
        bitacora=BitacoraHead(stored.bitacora_sequence, stored.bitacora_hash, stored.issued_at),
    )
    return Response(drawn, media_type=PDF)


def _row(parts: Dependencies, work: UnitOfWork, constancia_id: int) -> ConstanciaRow:
    today = day_of(work.procesos.current().proceso, parts.clock.now())
    return work.constancias.row(constancia_id, today)
