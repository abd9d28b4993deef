"""Somebody of the staff decides whether their own sign-in asks for a code as well."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.access.segundo_paso import (
    RecoveryCodes,
    SegundoPaso,
    SegundoPasoCode,
    SegundoPasoOffer,
)
from core.procedure.access.second_step import OfferSecondStep, ShowSecondStep
from core.server.bodies.http_bodies import answer, reads
from core.server.composition import access_acts as access
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called

router = APIRouter()
Typed = Annotated[SegundoPasoCode, reads(SegundoPasoCode)]


@router.get("/v1/segundo_paso", response_model=SegundoPaso)
def show(deps: Injected, caller: Called) -> Response:
    """Return whether a code is asked for."""
    with deps.units.reading() as work:
        stands = ShowSecondStep(access.second_factors(deps, work))(caller.account)
    return answer(SegundoPaso, stands)


@router.post("/v1/segundo_paso", response_model=SegundoPasoOffer, status_code=201)
def offer(deps: Injected, caller: Called) -> Response:
    """Return a secret for a telephone; nothing is asked for until a code of it was right."""
    with deps.units.writing(caller.actor) as work:
        act = OfferSecondStep(access.second_factors(deps, work), deps.totp)
        offered = act(work.accounts.by_id(caller.account.id))
    return answer(SegundoPasoOffer, offered, 201)


@router.put("/v1/segundo_paso", response_model=RecoveryCodes)
def turn_on(deps: Injected, caller: Called, typed: Typed) -> Response:
    """Ask for a code from now on; the codes of recovery are told this once."""
    with deps.units.writing(caller.actor) as work:
        codes = access.turn_on_second_step(deps, work)(caller.account.id, typed)
    return answer(RecoveryCodes, codes)


@router.post("/v1/segundo_paso/baja", status_code=204)
def turn_off(deps: Injected, caller: Called, typed: Typed) -> None:
    """Ask for none any more. A wrong code is counted before it is answered."""
    with deps.units.writing(caller.actor) as work:
        refused = access.turn_off_second_step(deps, work)(caller.account.id, typed)
    if refused is not None:
        raise refused
