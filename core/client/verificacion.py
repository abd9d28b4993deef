"""What the INE asks of the server: election key, padrón, runs of verification (numeral 9)."""

from dataclasses import dataclass

from core.client.pages import asked
from core.client.transport import Transport
from core.domain.padron import ElectionKeyInfo, PadronCut, Verificacion
from core.domain.revision import EnRevision
from core.wire import Page


@dataclass(frozen=True, slots=True)
class VerificacionesClient:
    """Numeral 9."""

    transport: Transport

    def key(self) -> ElectionKeyInfo:
        """Return the public facts of the election key."""
        return self.transport.get("/v1/llave", ElectionKeyInfo)

    def cuts(self, search: str = "", cursor: str = "", limit: int = 0) -> Page[PadronCut]:
        """Return a page of cuts, newest first."""
        return self.transport.get("/v1/padron", Page[PadronCut], asked(search, cursor, limit))

    def verify(self) -> Verificacion:
        """Ask for a run and return it; the worker executes it later."""
        return self.transport.send("POST", "/v1/verificaciones", None, Verificacion)

    def page(self, search: str = "", cursor: str = "", limit: int = 0) -> Page[Verificacion]:
        """Return a page of runs, newest first."""
        params = asked(search, cursor, limit)
        return self.transport.get("/v1/verificaciones", Page[Verificacion], params)


@dataclass(frozen=True, slots=True)
class RevisionClient:
    """What waits for mesa de control."""

    transport: Transport

    def page(self, search: str = "", cursor: str = "", limit: int = 0) -> Page[EnRevision]:
        """Return a page, the last received first."""
        return self.transport.get("/v1/revision", Page[EnRevision], asked(search, cursor, limit))
