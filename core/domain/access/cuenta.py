"""Accounts of the staff, their passwords, and the duty of numeral 8."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain.access.password import check_password
from core.domain.access.roles import Role
from core.domain.values import texto


@dataclass(frozen=True, slots=True)
class Cuenta:
    """One account of the staff. `correo` may be empty; `closed_at` is None while it is open.

    `blocked`: from some address no password is taken for now. `second_step`: its sign-in asks for
    a code as well. `version` counts what was saved.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    user: str
    name: str
    roles: tuple[Role, ...]
    created_at: datetime
    last_login_at: datetime | None
    correo: str = ""
    closed_at: datetime | None = None
    blocked: bool = False
    second_step: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class NewCuenta:
    """An account to be opened; its password is temporary and changed at the first login.

    `correo` may be empty: then later passwords are handed over in person.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    user: str
    name: str
    password: str
    roles: tuple[Role, ...]
    correo: str = ""

    def __post_init__(self) -> None:
        """Raise TextMissing, PasswordWeak or MailMalformed."""
        texto.required(self.user)
        texto.required(self.name)
        if self.correo:
            texto.correo(self.correo)
        check_password(self.password)


@dataclass(frozen=True, slots=True)
class GrantedRoles:
    """The roles that an account has from now on: one recorded act."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    roles: tuple[Role, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """A temporary password in place of a lost one, and why.

    Where `password` is empty the server makes one and mails it to the account's own e-mail; else
    this one is handed over in person.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    ground: str
    password: str = ""

    def __post_init__(self) -> None:
        """Raise PasswordWeak."""
        if self.password:
            check_password(self.password)


@dataclass(frozen=True, slots=True)
class AccountReason:
    """Why an account is closed, opened again or let in again: kept in the bitácora."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    ground: str


@dataclass(frozen=True, slots=True)
class CorreoOfAccount:
    """Where the passwords of an account are mailed from now on, and why."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    correo: str
    ground: str

    def __post_init__(self) -> None:
        """Raise MailMalformed."""
        texto.correo(self.correo)


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The present password and the new one."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    current: str
    new: str

    def __post_init__(self) -> None:
        """Raise PasswordWeak."""
        check_password(self.new)


@dataclass(frozen=True, slots=True)
class Deber:
    """The duty of numeral 8: text, version and SHA-256 (hex); `accepted_at` None until accepted."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: str
    text: str
    sha256: str
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class DutyAccepted:
    """The text that was accepted, identified by its SHA-256 in hex."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    sha256: str
