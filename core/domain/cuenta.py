"""Accounts of the staff, their passwords, and the duty of numeral 8."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain import texto
from core.domain.errors import PasswordWeak
from core.domain.roles import Role

LEAST_PASSWORD = 12


def check_password(password: str) -> None:
    """Raise PasswordWeak below twelve characters; length is the only rule.

    Source: NIST SP 800-63B.
    """
    if len(password) < LEAST_PASSWORD:
        raise PasswordWeak


@dataclass(frozen=True, slots=True)
class Cuenta:
    """One account of the staff."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    user: str
    name: str
    roles: tuple[Role, ...]
    created_at: datetime
    last_login_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewCuenta:
    """An account to be opened; its password is temporary and changed at the first login."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    user: str
    name: str
    password: str
    roles: tuple[Role, ...]

    def __post_init__(self) -> None:
        """Raise TextMissing or PasswordWeak."""
        texto.required(self.user)
        texto.required(self.name)
        check_password(self.password)


@dataclass(frozen=True, slots=True)
class GrantedRoles:
    """The roles that an account has from now on: one recorded act."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    roles: tuple[Role, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """A temporary password that an administrator gives in place of a lost one."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    password: str

    def __post_init__(self) -> None:
        """Raise PasswordWeak."""
        check_password(self.password)


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
