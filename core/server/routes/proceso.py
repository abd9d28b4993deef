"""The proceso (numeral 1): anyone may fetch it, signed; the supervisor publishes it."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.proceso.proceso import Proceso
from core.domain.values.signed import Signed
from core.procedure.n01_publish_proceso import check
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.acts import publish_proceso
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.server.doors.edited import PUBLISHED
from core.server.papers.constancia_paper import example_pdf

router = APIRouter()


@router.get("/v1/proceso", response_model=Signed)
def show(deps: Injected) -> Response:
    """Return the version in force as a Signed, exactly as issued; 404 before the first."""
    with deps.units.reading() as work:
        return answer(Signed, work.procesos.signed())


@router.post("/v1/proceso/muestra", response_class=Response)
def example(deps: Injected, proceso: Annotated[Proceso, reads(Proceso)]) -> Response:
    """Return the constancia of nobody, as PDF, as this proceso would have it; nothing is kept."""
    check(proceso)
    return Response(example_pdf(deps, proceso), media_type="application/pdf")


@router.put("/v1/proceso", response_model=Signed)
def publish(
    deps: Injected, caller: Called, proceso: Annotated[Proceso, reads(Proceso)], seen: Seen
) -> Response:
    """Publish a new version and return it as a Signed; on any error the former stays in force."""
    with deps.units.writing(caller.actor) as work, editing(work, PUBLISHED, "", seen):
        signed = publish_proceso(deps, work)(proceso)
    return answer(Signed, signed)
