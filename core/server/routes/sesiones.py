"""Sessions: sign in, renew, sign out."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Path, Request, Response

from core import slow_hash
from core.domain.access.access_errors import SessionEnded
from core.domain.access.segundo_paso import SecondLogin
from core.domain.access.session import Login, SesionAbierta, Session
from core.errors import NotAllowed
from core.procedure.access.sign_in import Proof, RenewSession, TryToSignIn
from core.server.bodies.http_bodies import answer, reads
from core.server.composition import access_acts as access
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called, came_from
from core.wire import Page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Refresh:
    """The refresh token, to be changed for a new pair."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    refresh: str


@router.post("/v1/sesiones", response_model=Session)
def sign_in(deps: Injected, request: Request, login: Annotated[Login, reads(Login)]) -> Response:
    """Open a session. A failure is kept before it is answered."""
    place, actor = came_from(request), login.user.strip().casefold()
    with slow_hash.turn(place.address):
        with deps.units.writing(actor) as work:
            guess = access.guess_password(deps, work, place.address)
            kept = TryToSignIn(work.accounts, guess)(login)
        proof = Proof(deps.passwords.matches(login.password, kept), kept)
        with deps.units.writing(actor) as work:
            session = access.sign_in(deps, work, place)(login, proof)
    if isinstance(session, NotAllowed):
        raise session
    return answer(Session, session)


@router.post("/v1/sesiones/segundo_paso", response_model=Session)
def sign_in_by_code(
    deps: Injected, request: Request, login: Annotated[SecondLogin, reads(SecondLogin)]
) -> Response:
    """Open the session that the password alone did not. A failure is kept before it is answered."""
    with deps.units.reading() as work:
        pending = access.second_factors(deps, work).pending(login.ticket)
        actor = work.accounts.by_id(pending.account_id).user if pending else ""
    with deps.units.writing(actor) as work:
        session = access.sign_in_by_code(deps, work, came_from(request))(login)
    if isinstance(session, NotAllowed):
        raise session
    return answer(Session, session)


@router.post("/v1/sesiones/renovar", response_model=Session)
def renew(deps: Injected, body: Annotated[Refresh, reads(Refresh)]) -> Response:
    """Change a refresh for a new pair of tokens."""
    with deps.units.writing("") as work:
        session = RenewSession(work.accounts, work.sessions)(body.refresh)
    if session is None:
        raise SessionEnded
    return answer(Session, session)


@router.get("/v1/sesiones", response_model=Page[SesionAbierta])
def show(deps: Injected, caller: Called) -> Response:
    """Return a Page of every SesionAbierta of one's own, the newest first."""
    with deps.units.reading() as work:
        found = work.sessions.of(caller.account.id, caller.token)
    return answer(Page[SesionAbierta], Page(found, len(found)))


@router.post("/v1/sesiones/cierre", status_code=204)
def end_others(deps: Injected, caller: Called) -> None:
    """End every session of one's own but the one that asks."""
    with deps.units.writing(caller.actor) as work:
        work.sessions.end_all(caller.account.id, but=caller.token)
        work.bitacora.append("sesiones_cerradas", caller.actor)


@router.delete("/v1/sesiones/{sesion_id}", status_code=204)
def end_one(
    deps: Injected, caller: Called, sesion_id: Annotated[str, Path(pattern="^[0-9a-f]{1,64}$")]
) -> None:
    """End one session of one's own."""
    with deps.units.writing(caller.actor) as work:
        work.sessions.end_one(caller.account.id, sesion_id)
        work.bitacora.append("sesion_cerrada", caller.actor)


@router.delete("/v1/sesiones", status_code=204)
def sign_out(deps: Injected, caller: Called) -> None:
    """End the session, and all that came from the same login."""
    with deps.units.writing(caller.actor) as work:
        work.sessions.end(caller.token)
