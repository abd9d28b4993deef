"""The acta de cierre of an aspirante (numeral 26): issued once, read, and printed."""

from datetime import timedelta

from fastapi import APIRouter, Response

from core.domain.apoyos.acta import ActaCierre
from core.errors import NotThere
from core.procedure.n26_close_aspirante import CloseAspirante
from core.server.bodies.http_bodies import answer
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.server.papers.document_pages import DocumentKind, page_of
from core.server.papers.signatures import sign_pdf

router = APIRouter()


@router.post("/v1/aspirantes/{id_solicitante}/acta", response_model=ActaCierre, status_code=201)
def issue(deps: Injected, caller: Called, id_solicitante: str) -> Response:
    """Issue the acta; 403 before sending and its margin ended, 409 where there is one."""
    with deps.units.writing(caller.actor) as work:
        proceso = work.procesos.current().proceso
        act = CloseAspirante(
            work.actas,
            work.aspirantes,
            work.periodos,
            work.closing(proceso),
            work.bitacora,
            deps.clock,
            timedelta(minutes=proceso.readings.sending_margin_minutes),
        )
        acta = act(id_solicitante, caller.actor)
    return answer(ActaCierre, acta, 201)


@router.get("/v1/aspirantes/{id_solicitante}/acta", response_model=ActaCierre)
def show(deps: Injected, id_solicitante: str) -> Response:
    """Return the acta as it was issued; 404 where there is none."""
    with deps.units.reading() as work:
        found = work.actas.find(id_solicitante)
    if found is None:
        raise NotThere
    return answer(ActaCierre, found)


@router.get("/v1/aspirantes/{id_solicitante}/acta/pdf", response_class=Response)
def paper(deps: Injected, id_solicitante: str) -> Response:
    """Return the acta as PDF; 404 where there is none."""
    from core.documents.acta_cierre import acta_pdf

    with deps.units.reading() as work:
        found = work.actas.find(id_solicitante)
        if found is None:
            raise NotThere
        name = work.aspirantes.by_id(id_solicitante).registro.persona.full_name
        proceso = work.procesos.current().proceso
    page = page_of(deps, DocumentKind.ACTA, f"{id_solicitante}-{found.position}")
    pdf = sign_pdf(deps, acta_pdf(found, name, proceso, page), "Acta de cierre")
    return Response(pdf, media_type="application/pdf")
