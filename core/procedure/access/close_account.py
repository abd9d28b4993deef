"""An administrator closes an account of the staff, or opens it again; on the server."""

from dataclasses import dataclass

from core.domain.access.access_errors import NotClosed, OwnAccount
from core.domain.access.cuenta import AccountReason
from core.domain.values import texto
from core.ports.central import Bitacora
from core.ports.central_access import Accounts, Sessions
from core.procedure.access.staff_account import (
    check_another_administers,
    open_staff_account,
    staff_account,
)


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """Closed, it opens no session and those that it had end; its history stays. `by` closes it."""

    accounts: Accounts
    sessions: Sessions
    bitacora: Bitacora
    by: int

    def __call__(self, account_id: int, reason: AccountReason) -> None:
        """Raise NotThere, RoleNotForStaff, TextMissing, AlreadyClosed.

        OwnAccount for one's own, LastAdministrator where nobody else could open accounts.
        """
        account = open_staff_account(self.accounts, account_id)
        ground = texto.required(reason.ground, "ground")
        check_another_administers(self.accounts, account)
        if account.id == self.by:
            raise OwnAccount
        self.accounts.set_closed(account_id, closed=True)
        self.sessions.end_all(account_id)
        self.bitacora.append("cuenta_cerrada", str(account_id), {"fundamento": ground})


@dataclass(frozen=True, slots=True)
class ReopenAccount:
    """Open it again, with the roles and the password that it had."""

    accounts: Accounts
    bitacora: Bitacora

    def __call__(self, account_id: int, reason: AccountReason) -> None:
        """Raise NotThere, RoleNotForStaff, TextMissing or NotClosed."""
        account = staff_account(self.accounts, account_id)
        ground = texto.required(reason.ground, "ground")
        if account.closed_at is None:
            raise NotClosed
        self.accounts.set_closed(account_id, closed=False)
        self.bitacora.append("cuenta_reabierta", str(account_id), {"fundamento": ground})
