"""Accounts of the staff: what an administrator does with them, each act with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from core.central.unit_of_work import UnitOfWork
from core.domain.access.cuenta import (
    AccountReason,
    CorreoOfAccount,
    Cuenta,
    GrantedRoles,
    NewCuenta,
    PasswordReset,
)
from core.procedure.access.close_account import CloseAccount, ReopenAccount
from core.procedure.access.grant_role import GrantRole
from core.procedure.access.open_account import OpenAccount
from core.procedure.access.set_account_correo import SetAccountCorreo
from core.procedure.access.unlock_account import UnlockAccount
from core.procedure.n05_send_access import FreshPassword
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import Listed, Number, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition import access_acts as access
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called, Caller
from core.server.doors.edited import ACCOUNT
from core.wire import Page

router = APIRouter()
Reasoned = Annotated[AccountReason, reads(AccountReason)]


@dataclass(frozen=True, slots=True)
class _Edit:
    """What an administrator changes of an account."""

    deps: Dependencies
    caller: Caller

    def __call__(self, cuenta_id: int, seen: int, act: Callable[[UnitOfWork], None]) -> Response:
        """Return the account after an act on it, both in one transaction."""
        with self.deps.units.writing(self.caller.actor) as work:
            with editing(work, ACCOUNT, str(cuenta_id), seen):
                act(work)
            return answer(Cuenta, work.accounts.cuenta(cuenta_id))


def _edit(deps: Injected, caller: Called) -> _Edit:
    return _Edit(deps, caller)


Edited = Annotated[_Edit, Depends(_edit)]


@router.get("/v1/cuentas", response_model=Page[Cuenta])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of Cuenta, oldest first. Searches user, name, roles and e-mail."""
    with deps.units.reading() as work:
        page = work.accounts.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
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
def reset(
    edit: Edited,
    cuenta_id: Number,
    asked: Annotated[PasswordReset, reads(PasswordReset)],
    seen: Seen,
) -> Response:
    """Give a temporary password, by mail or in person, and end every session."""
    deps = edit.deps
    password = deps.fresh_password()
    if asked.password:
        password = FreshPassword(asked.password, deps.passwords.keep(asked.password))

    def act(work: UnitOfWork) -> None:
        access.reset_password(deps, work)(cuenta_id, asked, password)

    return edit(cuenta_id, seen, act)


@router.put("/v1/cuentas/{cuenta_id}/roles", response_model=Cuenta)
def grant(
    edit: Edited,
    cuenta_id: Number,
    granted: Annotated[GrantedRoles, reads(GrantedRoles)],
    seen: Seen,
) -> Response:
    """Give exactly these roles from now on."""

    def act(work: UnitOfWork) -> None:
        GrantRole(work.accounts, work.bitacora)(cuenta_id, granted)

    return edit(cuenta_id, seen, act)


@router.put("/v1/cuentas/{cuenta_id}/correo", response_model=Cuenta)
def set_correo(
    edit: Edited,
    cuenta_id: Number,
    correo: Annotated[CorreoOfAccount, reads(CorreoOfAccount)],
    seen: Seen,
) -> Response:
    """Say where its passwords are mailed."""

    def act(work: UnitOfWork) -> None:
        SetAccountCorreo(work.accounts, work.bitacora)(cuenta_id, correo)

    return edit(cuenta_id, seen, act)


@router.post("/v1/cuentas/{cuenta_id}/desbloqueo", response_model=Cuenta)
def unlock(edit: Edited, cuenta_id: Number, reason: Reasoned, seen: Seen) -> Response:
    """Forget its wrong tries: its owner may try again at once."""

    def act(work: UnitOfWork) -> None:
        UnlockAccount(work.accounts, work.tries, work.bitacora)(cuenta_id, reason)

    return edit(cuenta_id, seen, act)


@router.post("/v1/cuentas/{cuenta_id}/segundo_paso/retiro", response_model=Cuenta)
def remove_second_step(edit: Edited, cuenta_id: Number, reason: Reasoned, seen: Seen) -> Response:
    """Ask for no code any more at its sign-in; its owner is told by mail."""

    def act(work: UnitOfWork) -> None:
        access.remove_second_step(edit.deps, work, edit.caller.account.id)(cuenta_id, reason)

    return edit(cuenta_id, seen, act)


@router.post("/v1/cuentas/{cuenta_id}/cierre", response_model=Cuenta)
def close(edit: Edited, cuenta_id: Number, reason: Reasoned, seen: Seen) -> Response:
    """Close it: no session from now on."""

    def act(work: UnitOfWork) -> None:
        by = edit.caller.account.id
        CloseAccount(work.accounts, work.sessions, work.bitacora, by)(cuenta_id, reason)

    return edit(cuenta_id, seen, act)


@router.post("/v1/cuentas/{cuenta_id}/reapertura", response_model=Cuenta)
def reopen(edit: Edited, cuenta_id: Number, reason: Reasoned, seen: Seen) -> Response:
    """Open a closed one again."""

    def act(work: UnitOfWork) -> None:
        ReopenAccount(work.accounts, work.bitacora)(cuenta_id, reason)

    return edit(cuenta_id, seen, act)
