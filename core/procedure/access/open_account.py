"""An administrator opens an account for someone of the staff, on the server."""

from dataclasses import dataclass

from core.domain.access.access_errors import RoleNotForStaff
from core.domain.access.cuenta import NewCuenta
from core.domain.access.roles import STAFF
from core.ports.central import Bitacora, SentPassword
from core.ports.central_access import Accounts, NewAccount
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """Open an account. Its password is temporary: one login, seven days, changed at once."""

    accounts: Accounts
    bitacora: Bitacora
    clock: Clock

    def __call__(self, cuenta: NewCuenta, kept: str) -> int:
        """Return its id. `kept` is the hash of its password. Raises RoleNotForStaff, UserTaken."""
        if not set(cuenta.roles) <= STAFF:
            raise RoleNotForStaff
        account = NewAccount(
            user=cuenta.user,
            name=cuenta.name,
            roles=frozenset(cuenta.roles),
            password=SentPassword.temporary(kept, self.clock.now()),
            must_change=True,
            correo=cuenta.correo,
        )
        account_id = self.accounts.open(account)
        roles = ",".join(sorted(role.value for role in cuenta.roles))
        self.bitacora.append("cuenta_abierta", str(account_id), {"papeles": roles})
        return account_id
