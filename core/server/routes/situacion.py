"""What ends or restores a candidatura: noted with its document and its reason."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.central.unit_of_work import UnitOfWork
from core.domain.registration.aspirante import AspiranteDetail
from core.domain.registration.situacion import NewSituacion, SituacionAct
from core.procedure.situacion.end_candidatura import EndCandidatura
from core.procedure.situacion.restore_candidatura import RestoreCandidatura
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.acts import end_vinculo
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called
from core.server.doors.edited import REGISTERED

router = APIRouter()


@router.post("/v1/aspirantes/{id_solicitante}/situacion", response_model=AspiranteDetail)
def note(
    deps: Injected,
    caller: Called,
    id_solicitante: str,
    new: Annotated[NewSituacion, reads(NewSituacion)],
    seen: Seen,
) -> Response:
    """End a candidatura with its vínculos, or restore what the act before ended."""
    with deps.units.writing(caller.actor) as work:
        proceso = work.procesos.current().proceso
        with editing(work, REGISTERED, id_solicitante, seen):
            _act(deps, work, new)(id_solicitante, new)
        found = work.aspirantes.detail(id_solicitante, proceso, work.progress)
    return answer(AspiranteDetail, found)


def _act(
    deps: Dependencies, work: UnitOfWork, new: NewSituacion
) -> EndCandidatura | RestoreCandidatura:
    if new.act is not SituacionAct.RESTITUCION:
        return EndCandidatura(
            work.aspirantes,
            work.situaciones,
            work.vinculos,
            end_vinculo(deps, work),
            work.bitacora,
        )
    return RestoreCandidatura(
        work.aspirantes,
        work.situaciones,
        work.vinculos,
        work.actas,
        work.bitacora,
        work.procesos.current().proceso,
    )
