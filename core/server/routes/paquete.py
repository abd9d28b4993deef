"""The work packet (numeral 11), renewed at each contact."""

from fastapi import APIRouter, Response

from core.domain.firmado import Signed
from core.server.acts_apoyos import issue_work_packet
from core.server.devices import Visiting
from core.server.exchange import answer
from core.server.parts import Given

router = APIRouter()


@router.get("/v1/paquete", response_model=Signed)
def packet(parts: Given, device: Visiting) -> Response:
    """Return the packet as things are now; 403 without a vínculo in force."""
    with parts.units.reading() as work:
        signed = issue_work_packet(parts, work)(device)
    return answer(Signed, signed)
