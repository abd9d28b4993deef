"""Activation of a tablet (numeral 10): one code, one tablet, and its first packet (numeral 11)."""

from typing import Annotated

from fastapi import APIRouter, Request, Response

from core.domain.apoyo_errors import CodeUnknown
from core.domain.paquete import Activated, Activation
from core.errors import ApoyoError
from core.server.acts import admit_device, guess_code, issue_work_packet
from core.server.auth import address_of
from core.server.dependencies import Injected
from core.server.envelopes import device_public
from core.server.http_bodies import answer, reads

router = APIRouter()
ACTOR = "tableta"


@router.post("/v1/activaciones", response_model=Activated, status_code=201)
def activate(
    deps: Injected, request: Request, activation: Annotated[Activation, reads(Activation)]
) -> Response:
    """Admit a tablet, or the same one again. Its upload token is told this once.

    Each code is counted before it is looked for; one that exists is uncounted.
    """
    address = address_of(request)
    device_public(activation.device_key)
    with deps.units.writing(ACTOR) as work:
        guess_code(deps, work, address).take()
    try:
        with deps.units.writing(ACTOR) as work:
            admitted = admit_device(deps, work)(activation)
            packet = issue_work_packet(deps, work)(admitted.device)
            guess_code(deps, work, address).exists()
    except CodeUnknown:
        raise
    except ApoyoError:
        with deps.units.writing(ACTOR) as work:
            guess_code(deps, work, address).exists()
        raise
    activated = Activated(admitted.device.id, admitted.upload_token, packet)
    return answer(Activated, activated, 201)
