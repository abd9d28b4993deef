"""Activation of a tablet (numeral 10): one code, one tablet, and its first packet (numeral 11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Request, Response

from core.domain.apoyos.apoyo_errors import CodeUnknown
from core.domain.device.paquete import Activated, Activation
from core.domain.registration.invitacion import CodeAsked, Invitacion
from core.errors import ApoyoError
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.acts import accept_vinculo, admit_device, guess_code, issue_work_packet
from core.server.composition.dependencies import Dependencies, Injected
from core.server.composition.envelopes import device_public
from core.server.composition.invitation import code_maker
from core.server.composition.set_aside import setting_aside
from core.server.doors.auth import address_of

router = APIRouter()
ACTOR = "tableta"


@router.post("/v1/activaciones/consulta", response_model=Invitacion)
def who_invites(
    deps: Injected, request: Request, asked: Annotated[CodeAsked, reads(CodeAsked)]
) -> Response:
    """Return whose invitation a code is, before a password is asked; nothing is spent by it."""
    with _guessing(deps, request), deps.units.reading() as work:
        code = work.codes(code_maker(deps)).read(asked.code)
        vinculo = work.vinculos.by_id(code.vinculo)
        invitacion = accept_vinculo(deps, work).shown(vinculo)
    return answer(Invitacion, invitacion)


@router.post("/v1/activaciones", response_model=Activated, status_code=201)
def activate(
    deps: Injected, request: Request, activation: Annotated[Activation, reads(Activation)]
) -> Response:
    """Admit a tablet, or the same one again. Its upload token is told this once."""
    device_public(activation.device_key)
    with (
        _guessing(deps, request),
        setting_aside(deps) as each,
        deps.units.writing(ACTOR) as work,
    ):
        admitted = admit_device(deps, work)(activation)
        packet = issue_work_packet(deps, work, each)(admitted.device)
    activated = Activated(admitted.device.id, admitted.upload_token, packet)
    return answer(Activated, activated, 201)


@contextmanager
def _guessing(deps: Dependencies, request: Request) -> Iterator[None]:
    """Count a code before it is looked for, and uncount one that exists.

    Raises TooManyCodes before asking.
    """
    address = address_of(request)
    with deps.units.writing(ACTOR) as work:
        guess_code(deps, work, address).take()
    try:
        yield
    except CodeUnknown:
        raise
    except ApoyoError:
        _uncount(deps, address)
        raise
    _uncount(deps, address)


def _uncount(deps: Dependencies, address: str) -> None:
    with deps.units.writing(ACTOR) as work:
        guess_code(deps, work, address).exists()
