"""Numeral 6.a, on the server: a baja, on any day. It is final for that vínculo."""

from dataclasses import dataclass

from core.domain.apoyos.apoyo_errors import VinculoOver
from core.domain.registration.auxiliar import Baja, Vinculo
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_vinculos import ActivationCodes, MailLinks, Vinculos
from core.procedure.n06_accept_vinculo import INVITATION


@dataclass(frozen=True, slots=True)
class EndVinculo:
    """End a vínculo of one's own. What its tablet signed before is still received."""

    vinculos: Vinculos
    codes: ActivationCodes
    links: MailLinks
    bitacora: Bitacora

    def __call__(self, aspirante: str, vinculo_id: str, baja: Baja) -> Vinculo:
        """Return it, ended now. Raises NotThere for another's, VinculoOver for one that ended."""
        vinculo = own_vinculo(self.vinculos, aspirante, vinculo_id)
        ended = self.vinculos.end(vinculo.id, baja.reason)
        self.codes.void(vinculo.id)
        self.links.void(INVITATION, vinculo.id)
        self.bitacora.append("vinculo_baja", vinculo.id, {"auxiliar": vinculo.auxiliar})
        return ended


def own_vinculo(vinculos: Vinculos, aspirante: str, vinculo_id: str) -> Vinculo:
    """Return a vínculo in force of this aspirante. Raises NotThere or VinculoOver."""
    vinculo = vinculos.by_id(vinculo_id)
    if vinculo.aspirante != aspirante:
        raise NotThere
    if vinculo.ended_at is not None:
        raise VinculoOver
    return vinculo
