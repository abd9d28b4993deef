"""Activation of a tablet (numeral 10): one code, one tablet, and its first packet (numeral 11)."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.paquete import Activated, Activation
from core.server.acts_apoyos import admit_device, issue_work_packet
from core.server.envelopes import device_public
from core.server.exchange import answer, reads
from core.server.parts import Given

router = APIRouter()
ACTOR = "tableta"


@router.post("/v1/activaciones", response_model=Activated, status_code=201)
def activate(parts: Given, activation: Annotated[Activation, reads(Activation)]) -> Response:
    """Admit a tablet, or the same one again. Its upload token is told this once."""
    device_public(activation.device_key)
    with parts.units.writing(ACTOR) as work:
        admitted = admit_device(parts, work)(activation)
        packet = issue_work_packet(parts, work)(admitted.device)
    activated = Activated(admitted.device.id, admitted.upload_token, packet)
    return answer(Activated, activated, 201)
