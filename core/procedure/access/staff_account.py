"""What every act on an account of the staff asks first; on the server."""

from core.domain.access.access_errors import AlreadyClosed, LastAdministrator, RoleNotForStaff
from core.domain.access.roles import Role
from core.ports.central_access import Account, Accounts


def staff_account(accounts: Accounts, account_id: int) -> Account:
    """Return an account of the staff, closed or not.

    Raises NotThere, or RoleNotForStaff for an aspirante, whose access is that of numeral 5.
    """
    account = accounts.by_id(account_id)
    if account.id_solicitante:
        raise RoleNotForStaff
    return account


def open_staff_account(accounts: Accounts, account_id: int) -> Account:
    """Return an account of the staff that is open. Raises what the former does, AlreadyClosed."""
    account = staff_account(accounts, account_id)
    if account.closed_at is not None:
        raise AlreadyClosed
    return account


def check_another_administers(accounts: Accounts, account: Account, field: str = "") -> None:
    """Raise LastAdministrator where nobody could open accounts without this one.

    Inside the transaction of the act: of two who close each other at once, the second is refused.
    `field` names the datum that asks for it, if one does.
    """
    if Role.ADMINISTRADOR in account.roles and accounts.administrators() == 1:
        raise LastAdministrator().at(field)
