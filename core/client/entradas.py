"""Entering through a provider of identity, and one's own links to them, as the desk asks."""

from dataclasses import dataclass

from core.client.renewing import RenewingTransport
from core.domain.access.entrada import (
    EntradaBegun,
    EntradaNumber,
    EntradaSecret,
    EntradaStands,
    Identidad,
    Proveedor,
    ProveedorChosen,
)
from core.domain.access.session import Session

_ENTRADAS, _LINKS = "/v1/entradas", "/v1/identidades"


@dataclass(frozen=True, slots=True)
class EntradasClient:
    """What is begun here goes on in a browser, and ends here with the number that it shows."""

    transport: RenewingTransport

    def providers(self) -> tuple[Proveedor, ...]:
        """Return the providers of the server, maybe none."""
        return self.transport.get("/v1/proveedores", tuple[Proveedor, ...])

    def begin(self, proveedor: str) -> EntradaBegun:
        """Begin an entry."""
        return self.transport.send("POST", _ENTRADAS, ProveedorChosen(proveedor), EntradaBegun)

    def ask(self, secret: str) -> EntradaStands:
        """Return whether the browser came back. Refused with that with which it ended."""
        path = f"{_ENTRADAS}/consulta"
        return self.transport.send("POST", path, EntradaSecret(secret), EntradaStands)

    def enter(self, typed: EntradaNumber) -> Session:
        """Return the session of whom the provider proved; later calls use it."""
        return self.transport.sign_in_by_number(typed)

    def links(self) -> tuple[Identidad, ...]:
        """Return the providers' accounts that open one's own."""
        return self.transport.get(_LINKS, tuple[Identidad, ...])

    def begin_link(self, proveedor: str) -> EntradaBegun:
        """Begin a link."""
        path = f"{_LINKS}/entrada"
        return self.transport.send("POST", path, ProveedorChosen(proveedor), EntradaBegun)

    def link(self, typed: EntradaNumber) -> Identidad:
        """Return the new link."""
        return self.transport.send("POST", _LINKS, typed, Identidad)

    def unlink(self, proveedor: str) -> None:
        """Let a provider's account open one's own no more."""
        self.transport.send("DELETE", f"{_LINKS}/{proveedor}", None, type(None))
