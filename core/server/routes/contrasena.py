"""A person changes their own password."""

from typing import Annotated

from fastapi import APIRouter

from core.domain.cuenta import PasswordChange
from core.procedure.access.change_password import ChangePassword, ProveChange
from core.server.auth import Called
from core.server.exchange import reads
from core.server.parts import Given

router = APIRouter()


@router.post("/v1/contrasena", status_code=204)
def change(
    parts: Given, caller: Called, change: Annotated[PasswordChange, reads(PasswordChange)]
) -> None:
    """Keep the new password; this session goes on, the others end."""
    kept = ProveChange(parts.passwords)(caller.account, change)
    with parts.units.writing(caller.actor) as work:
        act = ChangePassword(work.accounts, work.sessions, work.bitacora)
        act(caller.account, kept, caller.token)
