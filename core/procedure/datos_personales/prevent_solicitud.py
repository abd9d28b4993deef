"""On the server: the owner of a request is asked, once, for what it lacks; their term begins.

Source: norma/lecturas.md, 14.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.datos_personales.datos_personales import Prevencion, Solicitud
from core.domain.datos_personales.datos_personales_errors import (
    BeforeRequest,
    PreventedAlready,
    PreventedLate,
)
from core.domain.proceso.proceso import Proceso
from core.domain.values import texto
from core.ports.central import Bitacora, Letters, NewMail, Outbox
from core.ports.central_datos import Solicitudes
from core.procedure.access.letter_head import letter_head
from core.procedure.local_day import not_after
from core.spanish_dates import short_day

KIND = "prevencion"


@dataclass(frozen=True, slots=True)
class PreventSolicitud:
    """Ask for it; no term of the office runs until the owner gave it, and then it begins anew."""

    solicitudes: Solicitudes
    outbox: Outbox
    letters: Letters
    bitacora: Bitacora
    proceso: Proceso
    today: date

    def __call__(self, solicitud_id: int, asked: Prevencion) -> None:
        """Keep it, and mail it where that is asked.

        Raises NotThere, PreventedAlready, PreventedLate, InTheFuture, BeforeRequest, MailMalformed
        where it cannot be mailed, or what keeps the request from being answered.
        """
        known, plazos = self.solicitudes.by_id(solicitud_id), self.proceso.personal_data
        known.answer_by()
        if known.prevented_on is not None:
            raise PreventedAlready
        on = self.today if asked.mail else asked.on
        not_after(on, self.today, "on")
        if on < known.asked.received_on:
            raise BeforeRequest
        if on > plazos.prevented_by(known.asked.received_on):
            raise PreventedLate
        due_on = plazos.remedied_by(on)
        self.solicitudes.prevent(solicitud_id, asked.text, on, due_on)
        if asked.mail:
            self._mail(known, asked.text, due_on)
        facts = {"dia": on.isoformat(), "vence": due_on.isoformat()}
        facts["por_correo"] = "sí" if asked.mail else "no"
        self.bitacora.append("solicitud_prevenida", known.folio, facts)

    def _mail(self, known: Solicitud, lacking: str, due_on: date) -> None:
        """Write to whom the answer goes; what is lacking is wiped once it was delivered."""
        to = texto.correo(known.asked.contact)
        facts = letter_head(self.proceso) | {
            "folio": known.folio,
            "falta": texto.required(lacking),
            "vence": short_day(due_on),
        }
        self.outbox.put(NewMail(KIND, to, known.folio, self.letters(KIND, facts), secret=True))
