"""Imports of padrón or geography: sent, followed, applied or cancelled (numeral 9)."""

from dataclasses import dataclass
from datetime import date
from typing import IO

from core.client.pages import asked
from core.client.transport import Transport
from core.domain.listing.renglones import ALL
from core.domain.verification.importacion import ApplyOrder, Importacion, ImportKind
from core.wire import Page

_CSV = {"Content-Type": "text/csv"}
_DAY = {ImportKind.PADRON: "cut_on", ImportKind.GEOGRAFIA: "since"}


@dataclass(frozen=True, slots=True)
class ImportsClient:
    """The imports of one kind."""

    transport: Transport
    kind: ImportKind

    def send(self, csv: IO[bytes], day: date | None) -> Importacion:
        """Return the import that the server received; the file is streamed.

        `day` is the cut of a padrón, or the first day of a geography (None: today).
        """
        query = f"?{_DAY[self.kind]}={day.isoformat()}" if day else ""
        path = f"/v1/{self.kind.value}{query}"
        return self.transport.upload("POST", path, csv, Importacion, _CSV)

    def newest(self) -> Importacion | None:
        """Return the last import with its first bad lines, or None."""
        found = self.transport.get(self._base, Page[Importacion], asked(ALL, "", 1)).items
        return self.one(found[0].id) if found else None

    def one(self, number: int) -> Importacion:
        """Return an import with its first bad lines."""
        return self.transport.get(f"{self._base}/{number}", Importacion)

    def apply(self, number: int, order: ApplyOrder) -> Importacion:
        """Return the import, which the worker is about to apply."""
        path = f"{self._base}/{number}/aplicacion"
        return self.transport.send("POST", path, order, Importacion)

    def cancel(self, number: int) -> Importacion:
        """Return the import, which the worker is about to cancel."""
        return self.transport.send("POST", f"{self._base}/{number}/cancelacion", None, Importacion)

    def lines(self, number: int) -> bytes:
        """Return every bad line as a CSV."""
        return self.transport.content(f"{self._base}/{number}/lineas")

    @property
    def _base(self) -> str:
        return f"/v1/{self.kind.value}/importaciones"
