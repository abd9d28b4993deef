"""An administrator gives someone of the staff a first password again, on the server."""

from dataclasses import dataclass

from core.domain.access_errors import RoleNotForStaff
from core.ports.central import Bitacora, SentPassword
from core.ports.central_access import Accounts, Sessions
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class ResetPassword:
    """Void the present password and end every session; the new one is temporary."""

    accounts: Accounts
    sessions: Sessions
    bitacora: Bitacora
    clock: Clock

    def __call__(self, account_id: int, kept: str) -> None:
        """Keep the hash of the new password. Raises NotThere.

        Raises RoleNotForStaff for an aspirante, who gets theirs by e-mail (numeral 5).
        """
        account = self.accounts.by_id(account_id)
        if account.id_solicitante:
            raise RoleNotForStaff
        self.accounts.set_temporary(account_id, SentPassword.temporary(kept, self.clock.now()))
        self.sessions.end_all(account_id)
        self.bitacora.append("contrasena_restablecida", str(account_id))
