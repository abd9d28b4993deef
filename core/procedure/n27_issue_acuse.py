"""Numeral 27, in the worker: an acuse for each closed envío, from receipts only.

It opens nothing and waits for no verification.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.acuse import Acuse
from core.domain.firmado import ACUSE, Signed
from core.domain.proceso import Proceso
from core.ports.central import Attachment, Bitacora, Letters, NewMail, Outbox
from core.ports.central_apoyos import Acuses, Apoyos, Envio, IssuedAcuse
from core.ports.central_registration import Sign
from core.ports.central_vinculos import Candidates, Vinculos
from core.ports.shared import Clock
from core.procedure.n07_send_activation import letter_head

Paper = Callable[[Signed, Proceso], bytes]
"""An acuse, as it was signed → its PDF."""

ONE, SEVERAL = "acuse", "acuses"


@dataclass(frozen=True, slots=True)
class AcuseMail:
    """Letters about acuses: the document and what was signed go with them."""

    outbox: Outbox
    letters: Letters
    paper: Paper
    apoyos: Apoyos
    proceso: Proceso

    def put(self, to: str, about: str, issued: Sequence[IssuedAcuse]) -> None:
        """Mail one acuse, or several together."""
        kind = ONE if len(issued) == 1 else SEVERAL
        facts = self._one(issued[0]) if kind == ONE else self._several(issued)
        letter = self.letters(kind, letter_head(self.proceso) | facts)
        attached = tuple(file for each in issued for file in self._files(each))
        self.outbox.put(NewMail(kind, to, about, letter, attachments=attached))

    def _one(self, issued: IssuedAcuse) -> dict[str, str]:
        return {
            "numero": str(issued.number),
            "id_solicitante": issued.aspirante,
            "auxiliar": issued.auxiliar,
            "envio": str(issued.envio),
            "envios": str(issued.envio),
            "recibidos": str(issued.received),
            "pendientes": str(issued.pending),
            "pendientes_al": self._hour(issued.pending_as_of),
            "folios": "\n".join(self.apoyos.folios(issued.envio_id)) or "Ninguno",
        }

    def _several(self, issued: Sequence[IssuedAcuse]) -> dict[str, str]:
        lines = [
            f"Acuse {each.number}: auxiliar {each.auxiliar}, envío {each.envio}, "
            f"{each.folios} folios, {each.pending} pendientes"
            for each in issued
        ]
        return {
            "cuantos": str(len(issued)),
            "id_solicitante": issued[0].aspirante,
            "acuses": "\n".join(lines),
        }

    def _files(self, issued: IssuedAcuse) -> tuple[Attachment, Attachment]:
        name = f"acuse-{issued.aspirante}-{issued.number}"
        signed = json.dumps(asdict(issued.signed)).encode("ascii")
        return (
            Attachment(f"{name}.pdf", "application/pdf", self.paper(issued.signed, self.proceso)),
            Attachment(f"{name}.json", "application/json", signed),
        )

    def _hour(self, moment: datetime) -> str:
        return f"{moment.astimezone(ZoneInfo(self.proceso.time_zone)):%d/%m/%Y %H:%M}"


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


@dataclass(frozen=True, slots=True)
class MailAspirantes:
    """Mail each aspirante what was gathered for them: one mail a `wait`, zero is at once."""

    acuses: Acuses
    candidates: Candidates
    mail: AcuseMail
    clock: Clock
    wait: timedelta

    def __call__(self) -> int:
        """Return how many aspirantes were mailed."""
        due = self.clock.now() - self.wait
        mailed = 0
        for aspirante, issued in self.acuses.unmailed().items():
            candidate = self.candidates.find(aspirante)
            if candidate is None or issued[0].issued_at > due:
                continue
            self.mail.put(candidate.correo, aspirante, issued)
            self.acuses.mailed(aspirante, issued[-1].number)
            mailed += 1
        return mailed
