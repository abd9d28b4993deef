"""On the server: the bitácora keeps that somebody takes a list out as a file, before it is given.

Source: norma/sistema.md, 8.
"""

from dataclasses import dataclass

from core.domain.listing.exportacion import Exportacion
from core.domain.listing.renglones import how_many, is_beyond
from core.ports.central import Bitacora


@dataclass(frozen=True, slots=True)
class NoteExport:
    """Keep an export."""

    bitacora: Bitacora

    def __call__(self, export: Exportacion) -> None:
        """Keep which list, whether a filter was on, and how many rows there were."""
        told = how_many(export.rows) if is_beyond(export.rows) else str(export.rows)
        facts = {"filtro": "sí" if export.filtered else "no", "renglones": told}
        self.bitacora.append("lista_exportada", export.lista.value, facts)
