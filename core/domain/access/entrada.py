"""Entering through a provider of identity (4.e.b): Google, Facebook or another by OpenID Connect.

The program that asks gets a secret, its person's browser a page; what the browser proves belongs
to the program only once the person types there the number that the browser shows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Proveedor:
    """A provider that this server knows: how it is called in addresses, and by people."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ProveedorChosen:
    """Which provider, by its id."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    proveedor: str


@dataclass(frozen=True, slots=True)
class EntradaBegun:
    """`secret` is the program's own, `page` the address for a browser; both end at `until`."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    secret: str
    page: str
    until: datetime


@dataclass(frozen=True, slots=True)
class EntradaSecret:
    """The secret of whoever asked."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    secret: str


@dataclass(frozen=True, slots=True)
class EntradaStands:
    """Whether the browser has come back from the provider: then it shows the number."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    returned: bool


@dataclass(frozen=True, slots=True)
class EntradaNumber:
    """The secret, and the number that the browser shows, as it was typed."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    secret: str
    number: str


@dataclass(frozen=True, slots=True)
class Identidad:
    """A provider's account that opens one's own. `correo` is what the provider said, maybe ""."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    proveedor: str
    correo: str
    linked_at: datetime
