"""An administrator lets somebody try their password again at once; on the server."""

from dataclasses import dataclass

from core.domain.access.cuenta import AccountReason
from core.domain.values import texto
from core.ports.central import Bitacora
from core.ports.central_access import Accounts, Tries
from core.procedure.access.staff_account import open_staff_account


@dataclass(frozen=True, slots=True)
class UnlockAccount:
    """Forget the wrong tries of one user, from whatever address; an address's own count stays."""

    accounts: Accounts
    tries: Tries
    bitacora: Bitacora

    def __call__(self, account_id: int, reason: AccountReason) -> None:
        """Raise NotThere, RoleNotForStaff, TextMissing or AlreadyClosed."""
        account = open_staff_account(self.accounts, account_id)
        ground = texto.required(reason.ground, "ground")
        self.tries.forget_of(account.user)
        self.bitacora.append("cuenta_desbloqueada", str(account_id), {"fundamento": ground})
