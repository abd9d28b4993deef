"""An administrator says which roles an account has from now on, and why; on the server."""

from dataclasses import dataclass

from core.domain.access.access_errors import RoleNotForStaff
from core.domain.access.cuenta import GrantedRoles
from core.domain.access.roles import STAFF, Role
from core.domain.values import texto
from core.ports.central import Bitacora
from core.ports.central_access import Accounts
from core.procedure.access.staff_account import check_another_administers, open_staff_account


@dataclass(frozen=True, slots=True)
class GrantRole:
    """Give exactly these roles: one recorded act. One person may hold UTI's and the INE's (9)."""

    accounts: Accounts
    bitacora: Bitacora

    def __call__(self, account_id: int, granted: GrantedRoles) -> None:
        """Raise NotThere, RoleNotForStaff, LastAdministrator, TextMissing or AlreadyClosed."""
        account = open_staff_account(self.accounts, account_id)
        roles = frozenset(granted.roles)
        if not roles <= STAFF:
            raise RoleNotForStaff
        ground = texto.required(granted.ground, "ground")
        if Role.ADMINISTRADOR not in roles:
            check_another_administers(self.accounts, account, "roles")
        self.accounts.grant(account_id, roles)
        names = ",".join(sorted(role.value for role in roles))
        facts = {"papeles": names, "fundamento": ground}
        self.bitacora.append("papeles_dados", str(account_id), facts)
