"""One's own vínculos: baja (numeral 6.a), code sent again, change of device (numeral 10)."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.central.unit_of_work import UnitOfWork
from core.domain.registration.auxiliar import Baja, DeviceChange, Vinculo
from core.errors import NotThere
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.acts import change_device, end_vinculo
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called, Caller
from core.server.doors.edited import LINK

router = APIRouter()


@router.post("/v1/vinculos/{vinculo_id}/baja", response_model=Vinculo)
def end(
    deps: Injected, caller: Called, vinculo_id: str, baja: Annotated[Baja, reads(Baja)], seen: Seen
) -> Response:
    """End it, for good."""
    with deps.units.writing(caller.actor) as work:
        _check_own(work, caller, vinculo_id)
        with editing(work, LINK, vinculo_id, seen):
            ended = end_vinculo(deps, work)(caller.id_solicitante, vinculo_id, baja)
    return answer(Vinculo, ended.as_its_aspirante_sees())


@router.post("/v1/vinculos/{vinculo_id}/codigo", response_model=Vinculo)
def send_code_again(deps: Injected, caller: Called, vinculo_id: str) -> Response:
    """Mail the invitation or a new code; the former is void. The device stays as it is."""
    with deps.units.writing(caller.actor) as work:
        vinculo = change_device(deps, work).send_code(caller.id_solicitante, vinculo_id)
    return answer(Vinculo, vinculo.as_its_aspirante_sees())


@router.post("/v1/vinculos/{vinculo_id}/dispositivo", response_model=Vinculo)
def change(
    deps: Injected,
    caller: Called,
    vinculo_id: str,
    reason: Annotated[DeviceChange, reads(DeviceChange)],
    seen: Seen,
) -> Response:
    """Mail a code for another tablet, or report this one stolen: one's own packet ends on it."""
    with deps.units.writing(caller.actor) as work:
        _check_own(work, caller, vinculo_id)
        with editing(work, LINK, vinculo_id, seen):
            vinculo = change_device(deps, work)(caller.id_solicitante, vinculo_id, reason)
    return answer(Vinculo, vinculo)


def _check_own(work: UnitOfWork, caller: Caller, vinculo_id: str) -> None:
    """Raise NotThere for another's vínculo: what was changed of it is told to nobody else."""
    if work.vinculos.by_id(vinculo_id).aspirante != caller.id_solicitante:
        raise NotThere
