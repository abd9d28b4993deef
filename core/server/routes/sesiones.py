"""Sessions: sign in, renew, sign out."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Request, Response

from core import slow_hash
from core.domain.access_errors import SessionEnded
from core.domain.session import Login, Session
from core.errors import NotAllowed
from core.procedure.access.sign_in import Proof, RenewSession, SignIn, TryToSignIn
from core.server.acts import guess_password
from core.server.auth import Called, address_of
from core.server.dependencies import Injected
from core.server.http_bodies import answer, reads

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Refresh:
    """The refresh token, to be changed for a new pair."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    refresh: str


@router.post("/v1/sesiones", response_model=Session)
def sign_in(deps: Injected, request: Request, login: Annotated[Login, reads(Login)]) -> Response:
    """Open a session. A failure is kept before it is answered."""
    address, actor = address_of(request), login.user.strip().casefold()
    with slow_hash.turn(address):
        with deps.units.writing(actor) as work:
            kept = TryToSignIn(work.accounts, guess_password(deps, work, address))(login)
        proof = Proof(deps.passwords.matches(login.password, kept), kept)
        with deps.units.writing(actor) as work:
            guess = guess_password(deps, work, address)
            act = SignIn(work.accounts, work.sessions, guess, work.bitacora, deps.clock)
            session = act(login, proof)
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


@router.delete("/v1/sesiones", status_code=204)
def sign_out(deps: Injected, caller: Called) -> None:
    """End the session, and all that came from the same login."""
    with deps.units.writing(caller.actor) as work:
        work.sessions.end(caller.token)
