"""Numeral 27, in the worker: an acuse for each closed envío, from receipts only.

It opens nothing and waits for no verification.
"""

from dataclasses import dataclass, replace

from core.domain.apoyos.acuse import Acuse
from core.domain.proceso.proceso import Proceso
from core.domain.values.signed import ACUSE
from core.ports.central import Bitacora, NewMail, Outbox
from core.ports.central_apoyos import Acuses, Apoyos, Envio, IssuedAcuse
from core.ports.central_registration import Sign
from core.ports.central_vinculos import Vinculos
from core.ports.shared import Clock
from core.procedure.acuse_mail import AcuseMail


@dataclass(frozen=True, slots=True)
class PreparedAcuse:
    """An acuse that was signed and its mail to the auxiliar; neither is kept yet."""

    issued: IssuedAcuse
    mail: NewMail


@dataclass(frozen=True, slots=True)
class IssueAcuse:
    """Issue the acuse of one closed envío and mail it to the auxiliar at once.

    It is prepared reading only, which is slow, and kept by a call, which others wait for.
    """

    apoyos: Apoyos
    acuses: Acuses
    vinculos: Vinculos
    mail: AcuseMail
    outbox: Outbox
    sign: Sign
    clock: Clock
    bitacora: Bitacora
    proceso: Proceso

    def prepare(self, envio: Envio) -> PreparedAcuse:
        """Return it signed, with its mail. Its totals are those when this envío closed."""
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
        auxiliar = self.vinculos.auxiliar(envio.auxiliar)
        return PreparedAcuse(issued, self.mail.written(auxiliar.correo, auxiliar.number, [issued]))

    def __call__(self, prepared: PreparedAcuse) -> bool:
        """Tell whether it was issued; it was not if its number was taken since it was prepared."""
        issued = prepared.issued
        if self.acuses.next_number(issued.aspirante) != issued.number:
            return False
        facts = {"numero": str(issued.number), "envio": issued.envio_id}
        self.bitacora.append("acuse_emitido", issued.aspirante, facts)
        self.acuses.add(replace(issued, mail=self.outbox.put(prepared.mail)))
        return True

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
