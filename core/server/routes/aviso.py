"""The privacy notice of aspirantes: read at the first entry, and again when its text changes."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.central.unit_of_work import UnitOfWork
from core.domain.access.aviso import AvisoRead, AvisoShown
from core.procedure.datos_personales.read_aviso import ReadAviso
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called

router = APIRouter()


@router.get("/v1/aviso", response_model=AvisoShown)
def show(deps: Injected, caller: Called) -> Response:
    """Return the text in force, and when the aspirante read it."""
    with deps.units.reading() as work:
        return answer(AvisoShown, _act(work).shown(caller.id_solicitante))


@router.post("/v1/aviso", response_model=AvisoShown)
def read(deps: Injected, caller: Called, said: Annotated[AvisoRead, reads(AvisoRead)]) -> Response:
    """Keep that it was read."""
    with deps.units.writing(caller.actor) as work:
        return answer(AvisoShown, _act(work)(caller.id_solicitante, said))


def _act(work: UnitOfWork) -> ReadAviso:
    return ReadAviso(work.avisos_read, work.procesos, work.bitacora)
