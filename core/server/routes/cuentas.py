"""Accounts of the staff: opened by an administrator, with the roles that each has."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.cuenta import Cuenta, FirstPassword, GrantedRoles, NewCuenta
from core.procedure.access.grant_role import GrantRole
from core.procedure.access.open_account import OpenAccount
from core.procedure.access.reset_password import ResetPassword
from core.server.auth import Called
from core.server.dependencies import Injected
from core.server.http_bodies import Listed, Number, answer, reads
from core.wire import Page

router = APIRouter()


@router.get("/v1/cuentas", response_model=Page[Cuenta])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of Cuenta, oldest first. Searches user and name."""
    with deps.units.reading() as work:
        page = work.accounts.page(after=asked.after, limit=asked.limit, search=asked.search)
    return answer(Page[Cuenta], page)


@router.post("/v1/cuentas", response_model=Cuenta, status_code=201)
def open_account(
    deps: Injected, caller: Called, cuenta: Annotated[NewCuenta, reads(NewCuenta)]
) -> Response:
    """Open an account; its password must be changed at the first login."""
    kept = deps.passwords.keep(cuenta.password)
    with deps.units.writing(caller.actor) as work:
        account_id = OpenAccount(work.accounts, work.bitacora, deps.clock)(cuenta, kept)
        opened = work.accounts.cuenta(account_id)
    return answer(Cuenta, opened, 201)


@router.put("/v1/cuentas/{cuenta_id}/contrasena", response_model=Cuenta)
def reset_password(
    deps: Injected,
    caller: Called,
    cuenta_id: Number,
    first: Annotated[FirstPassword, reads(FirstPassword)],
) -> Response:
    """Give a temporary password in place of the present one, and end every session."""
    kept = deps.passwords.keep(first.password)
    with deps.units.writing(caller.actor) as work:
        ResetPassword(work.accounts, work.sessions, work.bitacora, deps.clock)(cuenta_id, kept)
        cuenta = work.accounts.cuenta(cuenta_id)
    return answer(Cuenta, cuenta)


@router.put("/v1/cuentas/{cuenta_id}/roles", response_model=Cuenta)
def grant(
    deps: Injected,
    caller: Called,
    cuenta_id: Number,
    granted: Annotated[GrantedRoles, reads(GrantedRoles)],
) -> Response:
    """Give exactly these roles from now on."""
    with deps.units.writing(caller.actor) as work:
        GrantRole(work.accounts, work.bitacora)(cuenta_id, granted)
        cuenta = work.accounts.cuenta(cuenta_id)
    return answer(Cuenta, cuenta)
