"""Numeral 4.e, on the server: a document leaves the force of an expediente, never the expediente.

Source: norma/lecturas.md, 17.
"""

from dataclasses import dataclass

from core.domain.registration.escaneo import Escaneo, EscaneoRetiro, EscaneoState
from core.domain.registration.escaneo_errors import EscaneoEnded
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_acta import Actas
from core.ports.central_escaneos import Escaneos


@dataclass(frozen=True, slots=True)
class WithdrawEscaneo:
    """Withdraw it with a reason. Its bytes and who brought them stay."""

    escaneos: Escaneos
    actas: Actas
    bitacora: Bitacora

    def __call__(self, escaneo_id: str, asked: EscaneoRetiro) -> Escaneo:
        """Return it as it is then. Raises NotThere, ActaIssued or EscaneoEnded."""
        known = self.escaneos.find(escaneo_id)
        if known is None or known.shown is None:
            raise NotThere
        self.actas.refuse_closed(known.aspirante)
        if known.shown.state is not EscaneoState.VIGENTE:
            raise EscaneoEnded
        ended = self.escaneos.end(escaneo_id, asked.reason)
        facts = {"escaneado": known.new.kind.value, "huella": known.new.sha256}
        facts |= {"fundamento": asked.reason}
        self.bitacora.append("escaneo_retirado", known.aspirante, facts)
        return ended
