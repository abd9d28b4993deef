"""Numeral 4.e, on the server: a document whose bytes are stored enters the expediente."""

from dataclasses import dataclass

from core.domain.registration.escaneo import AWAITED, Escaneo, EscaneoState
from core.domain.registration.escaneo_content import SeenContent
from core.domain.registration.escaneo_errors import EscaneoEnded, EscaneoLate, EscaneoThere
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_acta import Actas
from core.ports.central_escaneos import Escaneos
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class AttachEscaneo:
    """Put it in force, and out of force the one in whose place it comes."""

    escaneos: Escaneos
    actas: Actas
    bitacora: Bitacora
    clock: Clock

    def __call__(self, escaneo_id: str, seen: SeenContent) -> Escaneo:
        """Return it. The same again answers the same.

        Raises NotThere, EscaneoLate, ActaIssued, EscaneoThere, or EscaneoEnded where somebody ended
        the one that it replaces.
        """
        known = self.escaneos.find(escaneo_id)
        if known is None:
            raise NotThere
        if known.shown is not None:
            return known.shown
        if self.clock.now() >= known.announced_at + AWAITED:
            raise EscaneoLate
        self.actas.refuse_closed(known.aspirante)
        new = known.new
        in_force = [
            each for each in self.escaneos.of(known.aspirante) if each.state is EscaneoState.VIGENTE
        ]
        if any(each.sha256 == new.sha256 for each in in_force):
            raise EscaneoThere
        facts = {"escaneado": new.kind.value, "hojas": str(new.pages), "huella": new.sha256}
        act = "escaneo_reemplazado" if new.replaces else "escaneo_agregado"
        if new.replaces:
            if new.replaces not in {each.id for each in in_force}:
                raise EscaneoEnded
            self.escaneos.end(new.replaces, new.reason, replaced_by=new.id)
            facts |= {"fundamento": new.reason}
        kept = self.escaneos.keep(escaneo_id, seen)
        self.bitacora.append(act, known.aspirante, facts)
        return kept
