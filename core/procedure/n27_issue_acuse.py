"""Numeral 27, in the worker: an acuse for each closed envío, from receipts only.

It opens nothing and waits for no verification.
"""

from dataclasses import dataclass

from core.domain.acuse import Acuse
from core.domain.proceso import Proceso
from core.domain.signed import ACUSE
from core.ports.central import Bitacora
from core.ports.central_apoyos import Acuses, Apoyos, Envio, IssuedAcuse
from core.ports.central_registration import Sign
from core.ports.central_vinculos import Vinculos
from core.ports.shared import Clock
from core.procedure.acuse_mail import AcuseMail


@dataclass(frozen=True, slots=True)
class IssueAcuse:
    """Issue the acuse of one closed envío and mail it to the auxiliar at once."""

    apoyos: Apoyos
    acuses: Acuses
    vinculos: Vinculos
    mail: AcuseMail
    sign: Sign
    clock: Clock
    bitacora: Bitacora
    proceso: Proceso

    def __call__(self, envio: Envio) -> IssuedAcuse:
        """Return it. Its totals are those of the pair when this envío closed."""
        acuse = self._body(envio)
        issued = IssuedAcuse(
            number=acuse.number,
            aspirante=envio.aspirante,
            auxiliar=envio.auxiliar,
            envio_id=envio.id,
            envio=envio.number,
            received=acuse.received,
            pending=acuse.pending,
            pending_as_of=acuse.pending_as_of,
            folios=len(acuse.folios),
            issued_at=acuse.issued_at,
            signed=self.sign(ACUSE, acuse),
        )
        self.acuses.add(issued)
        self.bitacora.append(
            "acuse_emitido", envio.aspirante, {"numero": str(acuse.number), "envio": envio.id}
        )
        auxiliar = self.vinculos.auxiliar(envio.auxiliar)
        self.mail.put(auxiliar.correo, auxiliar.number, [issued])
        return issued

    def _body(self, envio: Envio) -> Acuse:
        return Acuse(
            proceso=self.proceso.id,
            mode=self.proceso.mode.value,
            number=self.acuses.next_number(envio.aspirante),
            id_solicitante=envio.aspirante,
            auxiliar=envio.auxiliar,
            envio=envio.number,
            envios=envio.number,
            received=self.apoyos.received_of_pair(envio.aspirante, envio.auxiliar, envio.number),
            pending=envio.pending,
            pending_as_of=envio.said_at,
            folios=tuple(self.apoyos.folios(envio.id)),
            issued_at=self.clock.now(),
        )
