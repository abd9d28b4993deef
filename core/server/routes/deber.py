"""The duty of numeral 8: read and accepted by the aspirante at the first login."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.access.cuenta import Deber, DutyAccepted
from core.procedure.n08_accept_duty import AcceptDuty, duty_of
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called

router = APIRouter()


@router.get("/v1/deber", response_model=Deber)
def show(deps: Injected, caller: Called) -> Response:
    """Return the text in force."""
    with deps.units.reading() as work:
        return answer(Deber, duty_of(caller.account, work.procesos))


@router.post("/v1/deber", response_model=Deber)
def accept(
    deps: Injected, caller: Called, accepted: Annotated[DutyAccepted, reads(DutyAccepted)]
) -> Response:
    """Note that it was accepted."""
    with deps.units.writing(caller.actor) as work:
        act = AcceptDuty(work.accounts, work.bitacora, work.procesos)
        duty = act(caller.account.id, accepted)
    return answer(Deber, duty)
