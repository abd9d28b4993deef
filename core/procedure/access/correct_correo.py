"""The address of 4.e.a is corrected, on the server: the access of numeral 5 is sent anew."""

from dataclasses import dataclass

from core.domain.registration.aspirante import NewCorreo
from core.domain.values import texto
from core.ports.central import Bitacora
from core.ports.central_registration import Aspirantes
from core.procedure.n05_send_access import FreshPassword, SendAccess


@dataclass(frozen=True, slots=True)
class CorrectCorreo:
    """Correct the address of 4.e.a; the former access is void and a new one is mailed."""

    aspirantes: Aspirantes
    bitacora: Bitacora
    send_access: SendAccess

    def __call__(self, id_solicitante: str, correo: NewCorreo, password: FreshPassword) -> None:
        """Return once stored and queued. Raises NotThere for an unknown Id Solicitante."""
        self.aspirantes.by_id(id_solicitante)
        self.aspirantes.set_correo(id_solicitante, texto.correo(correo.correo))
        self.bitacora.append("correo_corregido", id_solicitante)
        self.send_access(self.aspirantes.by_id(id_solicitante), password)
