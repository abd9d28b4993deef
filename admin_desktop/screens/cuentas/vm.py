"""Accounts of the staff and their roles: each grant is an act with its ground."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from admin_desktop.framework.typed_errors import RoleUnchosen
from core.domain.cuenta import Cuenta, FirstPassword, GrantedRoles, NewCuenta, check_password
from core.domain.form_reader import FormReader
from core.domain.roles import Role

ROLES = {
    Role.REGISTRAR: "Registro de aspirantes",
    Role.SUPERVISOR: "Supervisión",
    Role.AUDITOR: "Auditoría",
    Role.ADMINISTRADOR: "Administración de cuentas",
    Role.MESA: "Mesa de control",
    Role.INE: "Verificación del INE",
}
"""The roles that staff may have, in the order of the procedure."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4


@dataclass(frozen=True, slots=True)
class CuentasGateway:
    """What this screen asks of the server."""

    page: PageOf[Cuenta]
    open: Callable[[NewCuenta], Cuenta]
    grant: Callable[[int, GrantedRoles], Cuenta]
    reset_password: Callable[[int, FirstPassword], Cuenta]


@dataclass(frozen=True, slots=True)
class CuentaLine:
    """One account as the list says it."""

    id: int
    user: str
    name: str
    roles: str
    last_login: str
    granted: frozenset[Role]


class CuentasVm(PagedVm[Cuenta]):
    """The list, a new account, and the roles of a chosen one."""

    opened = Signal(int)
    granted = Signal(int)

    wire_fields: ClassVar = {
        "user": "usuario",
        "name": "nombre",
        "password": "contrasena",
        "roles": "papeles",
        "ground": "motivo",
    }

    def __init__(
        self, gateway: CuentasGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local

    @property
    def lines(self) -> tuple[CuentaLine, ...]:
        """The accounts, as the server orders them."""
        return tuple(self._line(each) for each in self._shown.items)

    @staticmethod
    def temporary_password() -> str:
        """Return a random password easy to read aloud: four groups of four characters."""
        groups = (
            "".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
        )
        return "-".join(groups)

    def open(self, texts: Mapping[str, str], roles: frozenset[Role]) -> None:
        """Open the account that the form says, or say what is missing beside each field."""
        self._act("Abriendo…", lambda: self._opening(texts, roles), self._opened)

    def grant(self, account: int, roles: frozenset[Role], ground: str) -> None:
        """Give an account exactly these roles from now on. No role at all closes the desk to it."""
        self._act("Guardando…", lambda: self._granting(account, roles, ground), self._granted)

    def reset_password(self, account: int) -> None:
        """Replace an account's password by a temporary one and show it."""
        first = FirstPassword(self.temporary_password())

        def told(reset: Cuenta) -> None:
            self._put(reset, lambda each: each.id == reset.id)
            self._said = (
                f"La contraseña temporal de «{reset.user}» es {first.password}. "
                "Entréguela en persona: sirve para entrar una vez, en los próximos siete días."
            )

        self._act("Guardando…", lambda: lambda: self._gateway.reset_password(account, first), told)

    def _opening(self, texts: Mapping[str, str], roles: frozenset[Role]) -> Callable[[], Cuenta]:
        form = FormReader(texts)
        user, name = form.required("usuario"), form.required("nombre")
        password = form.required("contrasena")
        form.read("contrasena", check_password, instead=None)
        if not roles:
            form.refuse("papeles", RoleUnchosen)
        form.close()
        account = NewCuenta(user, name, password, _in_order(roles))
        return lambda: self._gateway.open(account)

    def _granting(self, account: int, roles: frozenset[Role], ground: str) -> Callable[[], Cuenta]:
        form = FormReader({"motivo": ground})
        act = GrantedRoles(_in_order(roles), form.required("motivo"))
        form.close()
        return lambda: self._gateway.grant(account, act)

    def _opened(self, account: Cuenta) -> None:
        self._put(account, lambda each: each.id == account.id)
        self._said = f"Cuenta «{account.user}» abierta. Entregue la contraseña temporal en persona."
        self.opened.emit(account.id)

    def _granted(self, account: Cuenta) -> None:
        self._put(account, lambda each: each.id == account.id)
        self._said = f"Papeles de «{account.user}» guardados en la bitácora."
        self.granted.emit(account.id)

    def _line(self, account: Cuenta) -> CuentaLine:
        return CuentaLine(
            id=account.id,
            user=account.user,
            name=account.name,
            roles=" · ".join(ROLES[role] for role in ROLES if role in account.roles)
            or "Sin papeles",
            last_login=self._local.say(account.last_login_at) or "Nunca entró",
            granted=frozenset(account.roles),
        )


def _in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    return tuple(role for role in ROLES if role in roles)
