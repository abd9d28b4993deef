"""Numeral 4.e, on the server: whoever takes a copy of a scanned document is noted."""

from dataclasses import dataclass

from core.domain.registration.escaneo import EscaneoState
from core.domain.registration.escaneo_errors import EscaneoErased
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_escaneos import Escaneos, KnownEscaneo


@dataclass(frozen=True, slots=True)
class CopyEscaneo:
    """Note that a copy leaves: one that ended too, for its history may have to be proved."""

    escaneos: Escaneos
    bitacora: Bitacora

    def __call__(self, escaneo_id: str) -> KnownEscaneo:
        """Return where its bytes are. Raises NotThere or EscaneoErased."""
        known = self.escaneos.find(escaneo_id)
        if known is None or known.shown is None:
            raise NotThere
        if known.shown.state is EscaneoState.BORRADO:
            raise EscaneoErased
        facts = {"escaneado": known.new.kind.value, "huella": known.new.sha256}
        self.bitacora.append("escaneo_copiado", known.aspirante, facts)
        return known
