"""Numeral 4.e, on the server: a document whose term ended is gone, and the bitácora says so.

The term is a setting of who operates the server, for the law of archives sets it and not the Anexo;
it begins with the acta de cierre. Source: norma/lecturas.md, 17.
"""

from dataclasses import dataclass

from core.ports.central import Bitacora
from core.ports.central_escaneos import Escaneos, KnownEscaneo


@dataclass(frozen=True, slots=True)
class EraseEscaneo:
    """Note it once its bytes were deleted: done again where a process died in between."""

    escaneos: Escaneos
    bitacora: Bitacora

    def __call__(self, known: KnownEscaneo) -> None:
        """Forget title and reasons; kind, sheets and hash stay. Raises NotThere."""
        self.escaneos.erase(known.new.id)
        facts = {"escaneado": known.new.kind.value, "huella": known.new.sha256}
        self.bitacora.append("escaneo_borrado", known.aspirante, facts)
