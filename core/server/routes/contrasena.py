"""A person changes their own password."""

from typing import Annotated

from fastapi import APIRouter, Request

from core import slow_hash
from core.domain.access.cuenta import PasswordChange
from core.procedure.access.change_password import ChangePassword, ProveChange, TryToChange
from core.server.bodies.http_bodies import reads
from core.server.composition.access_acts import guess_password
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called, address_of

router = APIRouter()


@router.post("/v1/contrasena", status_code=204)
def change(
    deps: Injected,
    request: Request,
    caller: Called,
    change: Annotated[PasswordChange, reads(PasswordChange)],
) -> None:
    """Keep the new password; this session goes on, the others end."""
    address = address_of(request)
    with slow_hash.turn(address):
        with deps.units.writing(caller.actor) as work:
            TryToChange(guess_password(deps, work, address))(caller.account, change)
        kept = ProveChange(deps.passwords)(caller.account, change)
        with deps.units.writing(caller.actor) as work:
            guess = guess_password(deps, work, address)
            act = ChangePassword(work.accounts, work.sessions, guess, work.bitacora)
            act(caller.account, kept, caller.token)
