"""Numeral 7, on the server: the auxiliar alone is told of the alta, with a code or without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.auxiliar import Vinculo
from core.domain.proceso import Mode, Proceso
from core.ports.central import Attachment, Bitacora, Letters, NewMail, Outbox
from core.ports.central_vinculos import (
    CODE_LASTS,
    ActivationCodes,
    Auxiliar,
    Candidate,
    Devices,
    Invite,
)
from core.ports.shared import Clock
from core.spanish_dates import day_and_hour

ACTIVATION, ALSO_FOR = "activacion", "tambien_para"
PICTURE = "activacion"
"""The `content_id` of the QR that the letter shows."""


def letter_head(proceso: Proceso) -> dict[str, str]:
    """Return the facts that every letter needs. `practica` is empty in a real proceso."""
    practica = "PRÁCTICA" if proceso.mode is Mode.PRACTICA else ""
    return {"instituto": proceso.instituto, "proceso": proceso.name, "practica": practica}


@dataclass(frozen=True, slots=True)
class SendActivation:
    """Mail the auxiliar. A password never travels: they create their own (numeral 10)."""

    codes: ActivationCodes
    devices: Devices
    outbox: Outbox
    letters: Letters
    invite: Invite
    bitacora: Bitacora
    clock: Clock
    proceso: Proceso

    def __call__(
        self, vinculo: Vinculo, auxiliar: Auxiliar, candidate: Candidate, replaces: str = ""
    ) -> None:
        """Send a new code; the former one is void, and the tablet in use stays as it is."""
        invited = self.invite(self.codes.issue(vinculo, replaces))
        facts = self._facts(auxiliar, candidate)
        until = day_and_hour(self.clock.now() + CODE_LASTS, ZoneInfo(self.proceso.time_zone))
        facts |= {"servidor": invited.server, "codigo": invited.grouped, "vence": until}
        picture = Attachment("activacion.png", "image/png", invited.picture, PICTURE)
        self.outbox.void(ACTIVATION, auxiliar.number)
        self._put(ACTIVATION, auxiliar, facts, picture)
        self.bitacora.append("codigo_enviado", auxiliar.number)

    def enlisted(self, vinculo: Vinculo, auxiliar: Auxiliar, candidate: Candidate) -> None:
        """Send a code to who has none in force and no tablet; tell the others «también para X»."""
        has_tablet = self.devices.active(auxiliar.number) is not None
        if has_tablet or self.codes.is_waiting(auxiliar.number):
            self._put(ALSO_FOR, auxiliar, self._facts(auxiliar, candidate))
        else:
            self(vinculo, auxiliar, candidate)

    def _facts(self, auxiliar: Auxiliar, candidate: Candidate) -> dict[str, str]:
        said = {"aspirante": candidate.name, "cargo": candidate.shown.cargo}
        return letter_head(self.proceso) | {"nombre": auxiliar.name} | said

    def _put(
        self, kind: str, auxiliar: Auxiliar, facts: Mapping[str, str], *attached: Attachment
    ) -> None:
        letter = self.letters(kind, facts)
        mail = NewMail(
            kind=kind,
            to=auxiliar.correo,
            about=auxiliar.number,
            letter=letter,
            secret=kind == ACTIVATION,
            attachments=attached,
        )
        self.outbox.put(mail)
