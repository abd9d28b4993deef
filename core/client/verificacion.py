"""What the INE asks of the server: election key, padrón, runs of verification (numeral 9)."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import IO

from core.client.errors import AnswerNotUnderstood
from core.client.pages import asked
from core.client.transport import Transport
from core.domain.listing.renglones import ALL, Wanted
from core.domain.verification.importacion import Importacion
from core.domain.verification.lote import Lote, LoteOrder
from core.domain.verification.padron import ElectionKeyInfo, PadronCut, Verificacion
from core.domain.verification.revision import EnRevision
from core.wire import Page


@dataclass(frozen=True, slots=True)
class VerificacionesClient:
    """Numeral 9."""

    transport: Transport

    def key(self) -> ElectionKeyInfo:
        """Return the public facts of the election key."""
        return self.transport.get("/v1/llave", ElectionKeyInfo)

    def cuts(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[PadronCut]:
        """Return a page of cuts, newest first."""
        return self.transport.get("/v1/padron", Page[PadronCut], asked(wanted, cursor, limit))

    def verify(self) -> Verificacion:
        """Ask for a run and return it; the worker executes it later."""
        return self.transport.send("POST", "/v1/verificaciones", None, Verificacion)

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[Verificacion]:
        """Return a page of runs, newest first."""
        params = asked(wanted, cursor, limit)
        return self.transport.get("/v1/verificaciones", Page[Verificacion], params)


@dataclass(frozen=True, slots=True)
class LotesClient:
    """Batches for the DERFE."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[Lote]:
        """Return a page, newest first."""
        return self.transport.get("/v1/lotes", Page[Lote], asked(wanted, cursor, limit))

    def one(self, number: int) -> Lote:
        """Return a batch as it is now."""
        return self.transport.get(f"/v1/lotes/{number}", Lote)

    def ask(self, order: LoteOrder) -> Lote:
        """Return a batch that the worker is about to count."""
        return self.transport.send("POST", "/v1/lotes", order, Lote)

    def prepare(self, number: int) -> Lote:
        """Return a batch that the worker is about to seal."""
        return self.transport.send("POST", f"/v1/lotes/{number}/preparacion", None, Lote)

    def cancel(self, number: int) -> Lote:
        """Return a batch that the worker is about to take back."""
        return self.transport.send("POST", f"/v1/lotes/{number}/cancelacion", None, Lote)

    def take(self, lote: Lote) -> bytes:
        """Return the sealed file of a batch; the server notes who took it."""
        sealed = self.transport.taken(f"/v1/lotes/{lote.id}/entrega")
        if sha256(sealed).hexdigest() != lote.sha256:
            raise AnswerNotUnderstood
        return sealed

    def answer(self, number: int, csv: IO[bytes], day: date) -> Importacion:
        """Return the import of an answer, by the DERFE's padrón of that day; it is streamed."""
        path = f"/v1/lotes/{number}/respuesta?day={day.isoformat()}"
        return self.transport.upload("POST", path, csv, Importacion, {"Content-Type": "text/csv"})


@dataclass(frozen=True, slots=True)
class RevisionClient:
    """What waits for mesa de control."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[EnRevision]:
        """Return a page, the last received first."""
        return self.transport.get("/v1/revision", Page[EnRevision], asked(wanted, cursor, limit))
