"""The work packet (numeral 11), renewed at each contact."""

from fastapi import APIRouter, Response

from core.domain.values.signed import Signed
from core.server.bodies.http_bodies import answer
from core.server.composition.acts import issue_work_packet
from core.server.composition.dependencies import Injected
from core.server.composition.set_aside import setting_aside
from core.server.doors.devices import Visiting

router = APIRouter()


@router.get("/v1/paquete", response_model=Signed)
def packet(deps: Injected, device: Visiting) -> Response:
    """Return the current packet as a Signed of kind `paquete`; 403 without a vínculo in force."""
    with setting_aside(deps) as each, deps.units.reading() as work:
        signed = issue_work_packet(deps, work, each)(device)
    return answer(Signed, signed)
