"""Signing in: what a person gives and gets."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.domain.access.roles import Role


@dataclass(frozen=True, slots=True)
class Login:
    """User and password, as typed."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    user: str
    password: str


@dataclass(frozen=True, slots=True)
class SesionAbierta:
    """One login that is still in force, as its owner is shown it.

    `device` is what its program says of itself and `address` where it came from, both "" where
    they were not kept; `current`: the one that asks.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    device: str
    address: str
    opened_at: datetime
    last_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class Session:
    """An opaque token valid for 15 minutes, and what the person must do before going on.

    `id_solicitante` is "" for staff.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    token: str
    refresh: str
    expires_at: datetime
    name: str
    roles: tuple[Role, ...]
    id_solicitante: str
    must_change_password: bool
    must_accept_duty: bool
