"""The second step of a sign-in: a code of the person's own telephone (TOTP, RFC 6238)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

RECOVERY_CODES = 10
"""How many codes a person gets for when the telephone is not there; each serves once."""


@dataclass(frozen=True, slots=True)
class SegundoPaso:
    """Whether an account asks for it: since when, None where it does not; and codes left."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    on_at: datetime | None
    codes_left: int


@dataclass(frozen=True, slots=True)
class SegundoPasoOffer:
    """A secret for a telephone, in base32 and as an otpauth URI. It asks for nothing yet."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class SegundoPasoCode:
    """A code as it was typed: six digits, or one of recovery."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    code: str


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """The codes of recovery, in clear: they are shown once, and kept by nobody else."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondLogin:
    """The ticket that the right password got, and the code that it asks for."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    ticket: str
    code: str
