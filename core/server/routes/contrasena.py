"""A person changes their own password."""

from typing import Annotated

from fastapi import APIRouter

from core.domain.access_errors import CurrentPasswordWrong
from core.domain.cuenta import PasswordChange
from core.procedure.access.change_password import ChangePassword, ProveChange
from core.procedure.access.sign_in import refuse_while_blocked
from core.server.auth import Called
from core.server.dependencies import Injected
from core.server.http_bodies import reads

router = APIRouter()


@router.post("/v1/contrasena", status_code=204)
def change(
    deps: Injected, caller: Called, change: Annotated[PasswordChange, reads(PasswordChange)]
) -> None:
    """Keep the new password; this session goes on, the others end."""
    with deps.units.reading() as work:
        refuse_while_blocked(work.tries, caller.actor, deps.clock.now())
    try:
        kept = ProveChange(deps.passwords)(caller.account, change)
    except CurrentPasswordWrong:  # counted as at the door: a session left open is one too
        with deps.units.writing(caller.account.user) as work:
            work.tries.failed(caller.account.user)
        raise
    with deps.units.writing(caller.actor) as work:
        act = ChangePassword(work.accounts, work.sessions, work.bitacora)
        act(caller.account, kept, caller.token)
