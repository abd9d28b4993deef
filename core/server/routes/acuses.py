"""The aspirante's own acuses (numeral 27): listed, as they were signed, and as documents."""

from fastapi import APIRouter, Response

from core.domain.apoyos.acuse import AcuseRow
from core.domain.values.signed import Signed
from core.server.bodies.http_bodies import Listed, Number, answer
from core.server.bodies.narrowing import narrowed
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.server.papers.document_pages import DocumentKind, page_of
from core.wire import Page

router = APIRouter()


@router.get("/v1/acuses", response_model=Page[AcuseRow])
def show(deps: Injected, caller: Called, asked: Listed) -> Response:
    """Return a Page of AcuseRow, newest first."""
    with deps.units.reading() as work:
        page = work.acuses.page_of_aspirante(
            caller.id_solicitante, after=asked.after, limit=asked.limit, asked=narrowed(asked, work)
        )
    return answer(Page[AcuseRow], page)


@router.get("/v1/acuses/{number}", response_model=Signed)
def signed(deps: Injected, caller: Called, number: Number) -> Response:
    """Return one acuse as a Signed, exactly as issued; 404 if unknown."""
    with deps.units.reading() as work:
        found = work.acuses.signed(caller.id_solicitante, number)
    return answer(Signed, found)


@router.get("/v1/acuses/{number}/pdf", response_class=Response)
def pdf(deps: Injected, caller: Called, number: Number) -> Response:
    """Return one acuse as PDF; 404 if unknown."""
    from core.documents.acuse import acuse_pdf

    with deps.units.reading() as work:
        found = work.acuses.signed(caller.id_solicitante, number)
        proceso = work.procesos.current().proceso
    page = page_of(deps, DocumentKind.ACUSE, f"{caller.id_solicitante}-{number}")
    return Response(acuse_pdf(found, proceso, page), media_type="application/pdf")
