"""Runs of verification (numeral 9): asked for here, done by the worker."""

from fastapi import APIRouter, Response

from core.domain.apoyos.apoyo_errors import DemarcacionesMissing, PadronMissing
from core.domain.verification.padron import Verificacion
from core.server.bodies.http_bodies import Listed, answer
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.wire import Page

router = APIRouter()


@router.post("/v1/verificaciones", response_model=Verificacion, status_code=202)
def ask(deps: Injected, caller: Called) -> Response:
    """Queue a run and return it, or the one already waiting.

    409 without a padrón or geography.
    """
    with deps.units.writing(caller.actor) as work:
        if work.cuts.last() is None:
            raise PadronMissing
        if work.geografia.is_empty():
            raise DemarcacionesMissing
        run = work.runs.ask(caller.actor)
        work.bitacora.append("verificacion_pedida", str(run.id))
    return answer(Verificacion, run, 202)


@router.get("/v1/verificaciones", response_model=Page[Verificacion])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of Verificacion, newest first."""
    with deps.units.reading() as work:
        page = work.runs.page(after=asked.after, limit=asked.limit)
    return answer(Page[Verificacion], page)
