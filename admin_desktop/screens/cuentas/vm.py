"""Accounts of the staff: what is done with each is an act with its reason."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from admin_desktop.framework.typed_errors import RoleUnchosen
from core.domain.access.cuenta import (
    AccountReason,
    CorreoOfAccount,
    Cuenta,
    GrantedRoles,
    NewCuenta,
    PasswordReset,
)
from core.domain.access.password import check_password
from core.domain.access.roles import NAMES, Role
from core.domain.values import texto
from core.domain.values.form_reader import FormReader

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4
_NEVER = "Nunca entró"
Act = Callable[[int, AccountReason, int], Cuenta]
"""An act on an account: its id, why, and the version that was seen."""


@dataclass(frozen=True, slots=True)
class CuentasGateway:
    """What this screen asks of the server. Each save names the version that it saw."""

    page: PageOf[Cuenta]
    open: Callable[[NewCuenta], Cuenta]
    grant: Callable[[int, GrantedRoles, int], Cuenta]
    reset_password: Callable[[int, PasswordReset, int], Cuenta]
    set_correo: Callable[[int, CorreoOfAccount, int], Cuenta]
    unlock: Act
    remove_second_step: Act
    close: Act
    reopen: Act


@dataclass(frozen=True, slots=True)
class CuentaLine:
    """One account as the list says it."""

    id: int
    user: str
    name: str
    roles: str
    last_login: str
    state: str
    correo: str
    granted: tuple[Role, ...]
    closed: bool
    blocked: bool
    second_step: bool
    version: int

    @property
    def about(self) -> str:
        """Who it is and how it stands, for its panel: each fact after the word for it."""
        entered = self.last_login
        if entered != _NEVER:
            entered = f"Última entrada: {entered}"
        correo = f"Correo: {self.correo}" if self.correo else "Sin correo registrado"
        return "\n".join((f"Usuario: {self.user}", correo, self.state or entered))


class CuentasVm(PagedVm[Cuenta]):
    """The list, a new account, and what is done with a chosen one."""

    opened = Signal(int)
    acted = Signal(int, str)
    """An act on an account was saved: its id, and which."""

    wire_fields: ClassVar = {
        "user": "usuario",
        "name": "nombre",
        "password": "contrasena",
        "roles": "papeles",
        "ground": "motivo",
    }

    orders = (
        ("nombre", "Nombre"),
        ("usuario", "Usuario"),
        ("entrada", "Última entrada"),
        (BY_ARRIVAL, "Alta"),
    )
    by_time = frozenset({"entrada", BY_ARRIVAL})
    states = (
        ("abiertas", "Abiertas"),
        ("cerradas", "Cerradas"),
        ("sin_entrar", "Sin entrar nunca"),
    )

    def __init__(
        self, gateway: CuentasGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local

    @property
    def sheet(self) -> ExportSheet[Cuenta]:
        """How the list leaves as a file."""
        return sheets.cuentas(self._local, NAMES)

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

    @staticmethod
    def what_happens(act: str, line: CuentaLine) -> str:
        """Return what an act will do, before it is agreed to."""
        where = (
            f"se envía a {line.correo}" if line.correo else "se muestra aquí, para darla en persona"
        )
        return {
            "contrasena": (
                f"La contraseña de {line.name} deja de servir y su sesión se cierra. "
                f"La temporal {where}; sirve para entrar una vez, en siete días."
            ),
            "correo": f"Las contraseñas de {line.name} se envían desde ahora a otro correo.",
            "desbloqueo": (
                f"{line.name} puede volver a intentar su contraseña ahora mismo, desde cualquier "
                "red. Confirme antes que es quien lo pide."
            ),
            "codigo": (
                f"{line.name} entra desde ahora solo con su contraseña, y recibe un aviso si tiene "
                "correo. Confirme antes que es quien lo pide."
            ),
            "cierre": (
                f"{line.name} ya no puede entrar y su sesión se cierra. Lo que hizo sigue en la "
                "bitácora. La cuenta se puede abrir otra vez."
            ),
            "reapertura": f"{line.name} entra otra vez, con los papeles y la contraseña que tenía.",
        }[act]

    def open(self, texts: Mapping[str, str], roles: frozenset[Role]) -> None:
        """Open the account that the form says, or say what is missing beside each field."""
        self._act("Abriendo…", lambda: self._opening(texts, roles), self._opened)

    def grant(self, line: CuentaLine, roles: frozenset[Role], ground: str) -> None:
        """Give an account exactly these roles from now on. No role at all closes the desk to it."""

        def read() -> Callable[[int], Cuenta]:
            act = GrantedRoles(_in_order(roles), self._ground(ground))
            return lambda version: self._gateway.grant(line.id, act, version)

        said = f"Papeles de «{line.user}» guardados en la bitácora."
        self._save("Guardando…", read, self._ended("papeles", said), line.version)

    def reset_password(self, line: CuentaLine, ground: str) -> None:
        """Replace a password by a temporary one: mailed, or shown where there is no e-mail."""
        shown = "" if line.correo else self.temporary_password()
        said = f"La contraseña temporal de «{line.user}» sale en un minuto para {line.correo}."
        if shown:
            said = (
                f"La contraseña temporal de «{line.user}» es {shown}. "
                "Entréguela en persona: sirve para entrar una vez, en los próximos siete días."
            )

        def read() -> Callable[[int], Cuenta]:
            reset = PasswordReset(self._ground(ground), shown)
            return lambda version: self._gateway.reset_password(line.id, reset, version)

        self._save("Guardando…", read, self._ended("contrasena", said), line.version)

    def set_correo(self, line: CuentaLine, correo: str, ground: str) -> None:
        """Say where the passwords of an account are mailed."""

        def read() -> Callable[[int], Cuenta]:
            form = FormReader({"correo": correo, "motivo": ground})
            form.required("motivo")
            address = form.read("correo", texto.correo, instead=None)
            form.close()
            act = CorreoOfAccount(address or "", ground.strip())
            return lambda version: self._gateway.set_correo(line.id, act, version)

        said = f"Correo de «{line.user}» guardado."
        self._save("Guardando…", read, self._ended("correo", said), line.version)

    def unlock(self, line: CuentaLine, ground: str) -> None:
        """Let somebody try their password again at once."""
        said = f"«{line.user}» puede volver a intentar."
        self._do("desbloqueo", self._gateway.unlock, line, ground, said)

    def remove_second_step(self, line: CuentaLine, ground: str) -> None:
        """Ask somebody for no code any more at their sign-in."""
        said = f"La cuenta «{line.user}» ya no pide un código."
        self._do("codigo", self._gateway.remove_second_step, line, ground, said)

    def close(self, line: CuentaLine, ground: str) -> None:
        """Close an account."""
        self._do("cierre", self._gateway.close, line, ground, f"Cuenta «{line.user}» cerrada.")

    def reopen(self, line: CuentaLine, ground: str) -> None:
        """Open a closed account again."""
        said = f"Cuenta «{line.user}» abierta otra vez."
        self._do("reapertura", self._gateway.reopen, line, ground, said)

    def _do(self, name: str, act: Act, line: CuentaLine, ground: str, said: str) -> None:
        def read() -> Callable[[int], Cuenta]:
            reason = AccountReason(self._ground(ground))
            return lambda version: act(line.id, reason, version)

        self._save("Guardando…", read, self._ended(name, said), line.version)

    @staticmethod
    def _ground(ground: str) -> str:
        """Return why. Raises FormBroken where nothing is said."""
        form = FormReader({"motivo": ground})
        said = form.required("motivo")
        form.close()
        return said

    def _opening(self, texts: Mapping[str, str], roles: frozenset[Role]) -> Callable[[], Cuenta]:
        form = FormReader(texts)
        user, name = form.required("usuario"), form.required("nombre")
        password = form.required("contrasena")
        form.read("contrasena", check_password, instead=None)
        correo = texts.get("correo", "").strip()
        if correo:
            correo = form.read("correo", texto.correo, instead=correo)
        if not roles:
            form.refuse("papeles", RoleUnchosen)
        form.close()
        account = NewCuenta(user, name, password, _in_order(roles), correo)
        return lambda: self._gateway.open(account)

    def _opened(self, account: Cuenta) -> None:
        self._put(account, lambda each: each.id == account.id)
        self._said = f"Cuenta «{account.user}» abierta. Entregue la contraseña temporal en persona."
        self.opened.emit(account.id)

    def _ended(self, act: str, said: str) -> Callable[[Cuenta], None]:
        """Return what shows the account after an act, and says so."""

        def then(account: Cuenta) -> None:
            self._put(account, lambda each: each.id == account.id)
            self._said = said
            self.acted.emit(account.id, act)

        return then

    def _line(self, account: Cuenta) -> CuentaLine:
        closed = account.closed_at is not None
        return CuentaLine(
            id=account.id,
            user=account.user,
            name=account.name,
            roles=" · ".join(NAMES[role] for role in _in_order(account.roles)) or "Sin papeles",
            last_login=self._local.say(account.last_login_at) or _NEVER,
            state=self._state(account),
            correo=account.correo,
            granted=_in_order(account.roles),
            closed=closed,
            blocked=account.blocked,
            second_step=account.second_step,
            version=account.version,
        )

    def _state(self, account: Cuenta) -> str:
        """Return what keeps somebody out: "" for nothing."""
        if account.closed_at is not None:
            return f"Cerrada {self._local.say(account.closed_at)}"
        return "Bloqueada por intentos" if account.blocked else ""


def _in_order(roles: frozenset[Role] | tuple[Role, ...]) -> tuple[Role, ...]:
    return tuple(role for role in NAMES if role in roles)
