"""An administrator says which roles an account has from now on, and why; on the server."""

from dataclasses import dataclass

from core.domain import texto
from core.domain.access_errors import LastAdministrator, RoleNotForStaff
from core.domain.cuenta import GrantedRoles
from core.domain.roles import STAFF, Role
from core.ports.central import Bitacora
from core.ports.central_access import Accounts


@dataclass(frozen=True, slots=True)
class GrantRole:
    """Give exactly these roles: one recorded act. One person may hold UTI's and the INE's (9)."""

    accounts: Accounts
    bitacora: Bitacora

    def __call__(self, account_id: int, granted: GrantedRoles) -> None:
        """Raise NotThere, RoleNotForStaff, LastAdministrator or TextMissing."""
        account = self.accounts.by_id(account_id)
        roles = frozenset(granted.roles)
        if not roles <= STAFF or account.id_solicitante:
            raise RoleNotForStaff
        ground = texto.required(granted.ground, "ground")
        loses_it = Role.ADMINISTRADOR in account.roles and Role.ADMINISTRADOR not in roles
        if loses_it and self.accounts.administrators() == 1:
            raise LastAdministrator
        self.accounts.grant(account_id, roles)
        names = ",".join(sorted(role.value for role in roles))
        facts = {"papeles": names, "fundamento": ground}
        self.bitacora.append("papeles_dados", str(account_id), facts)
