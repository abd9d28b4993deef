"""The work packet (numeral 11), renewed at each contact."""

from fastapi import APIRouter, Response

from core.domain.signed import Signed
from core.server.acts import issue_work_packet
from core.server.dependencies import Injected
from core.server.devices import Visiting
from core.server.http_bodies import answer
from core.server.set_aside import setting_aside

router = APIRouter()


@router.get("/v1/paquete", response_model=Signed)
def packet(deps: Injected, device: Visiting) -> Response:
    """Return the current packet as a Signed of kind `paquete`; 403 without a vínculo in force."""
    with setting_aside(deps) as each, deps.units.reading() as work:
        signed = issue_work_packet(deps, work, each)(device)
    return answer(Signed, signed)
