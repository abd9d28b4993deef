"""What entering through a provider needs, bound to one transaction but for the provider itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from core.domain.access.entrada import Identidad
from core.ports.central_access import CameFrom


class EntradaFor(Enum):
    """What it is for: a session, or a link to the account of who asks."""

    SESSION = "sesion"
    LINK = "vinculo"


@dataclass(frozen=True, slots=True)
class Proven:
    """What a provider proved: whose account at which issuer.

    `correo` is the address that it says, maybe ""; only a `vouched` one is the person's own.
    """

    issuer: str
    sub: str
    correo: str
    vouched: bool


@dataclass(frozen=True, slots=True)
class Entrada:
    """One that is neither over nor used up. `refused` is the code that it ended with, or ""."""

    id: str
    kind: EntradaFor
    proveedor: str
    device: str
    until: datetime
    account_id: int | None = None
    proven: Proven | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is given in clear once: to the program, and by it to a browser."""

    secret: str
    page: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Departure:
    """What is given in clear once to a browser that leaves for the provider."""

    state: str
    browser: str


class Entradas(Protocol):
    """Entradas of ten minutes; of each text that is given only the SHA-256 is kept."""

    def begin(
        self, kind: EntradaFor, proveedor: str, place: CameFrom, account_id: int | None = None
    ) -> Opened:
        """Begin one; `account_id` is whose it is where it is for a link."""

    def of_page(self, page: str) -> Entrada | None:
        """Return the one of a page while its browser has not come back."""

    def depart(self, entrada_id: str, departure: Departure) -> None:
        """Note with what its browser left; what it left with before serves no more."""

    def come_back(self, state: str, browser: str) -> Entrada | None:
        """Return the one that this very browser left for, once; else None, and nothing changes."""

    def prove(self, entrada_id: str, proven: Proven) -> str:
        """Keep what was proved and return the number to show."""

    def refuse(self, entrada_id: str, code: str) -> None:
        """Keep with what refusal it ended."""

    def of_secret(self, secret: str) -> Entrada | None:
        """Return the one of a secret."""

    def guess(self, entrada_id: str, number: str) -> bool:
        """Tell whether the number is right; some wrong ones use it up."""

    def end(self, entrada_id: str) -> None:
        """Use it up."""


class Identidades(Protocol):
    """Which accounts of providers open which accounts here, by issuer and subject alone."""

    def account_of(self, issuer: str, sub: str) -> int | None:
        """Return whose account it opens, or None."""

    def registered(self, proveedor: str, correo: str) -> int | None:
        """Return the account of the one aspirante who was registered with it (4.e.b), or None."""

    def link(self, account_id: int, proveedor: str, proven: Proven) -> Identidad:
        """Bind it. Raises IdentidadTaken."""

    def unlink(self, account_id: int, proveedor: str) -> None:
        """Unbind it. Raises NotThere."""

    def unlink_all(self, account_id: int) -> None:
        """Unbind all of an account."""

    def of(self, account_id: int) -> tuple[Identidad, ...]:
        """Return those of an account, in order of provider."""
