"""Numeral 7, on the server: the auxiliar alone is told of the alta, with a code or without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.proceso.proceso import Mode, Proceso
from core.domain.registration.auxiliar import Vinculo, VinculoState
from core.ports.central import Attachment, Bitacora, Letters, NewMail, Outbox
from core.ports.central_vinculos import (
    CODE_LASTS,
    ActivationCodes,
    Candidates,
    Devices,
    Invite,
    MailLinks,
    Vinculos,
)
from core.ports.shared import Clock
from core.procedure.n06_accept_vinculo import INVITATION, candidate_of
from core.spanish_dates import day_and_hour

ACTIVATION, ALSO_FOR = "activacion", "tambien_para"
PICTURE = "activacion"
"""The `content_id` of the QR that the letter shows."""
NO_CODE = "0" * 36
"""Code of an invitation that is made only to take the usual time, and sent to nobody."""


def letter_head(proceso: Proceso) -> dict[str, str]:
    """Return the facts that every letter needs. `practica` is empty in a real proceso."""
    practica = "PRÁCTICA" if proceso.mode is Mode.PRACTICA else ""
    return {"instituto": proceso.instituto, "proceso": proceso.name, "practica": practica}


@dataclass(frozen=True, slots=True)
class SendActivation:
    """Mail the auxiliar. A password never travels: they create their own (numeral 10).

    `url` is the server's own: until the vínculo is accepted, a link to its page goes with the mail.
    """

    codes: ActivationCodes
    devices: Devices
    vinculos: Vinculos
    candidates: Candidates
    links: MailLinks
    outbox: Outbox
    letters: Letters
    invite: Invite
    bitacora: Bitacora
    clock: Clock
    proceso: Proceso
    url: str

    def __call__(self, vinculo: Vinculo, replaces: str = "") -> None:
        """Send a new code; the vínculo's former one is void, and the tablet in use stays as it is.

        `replaces` is why it may take the place of that tablet, once the auxiliar activates another.
        """
        invited = self.invite(self.codes.issue(vinculo, replaces))
        until = day_and_hour(self.clock.now() + CODE_LASTS, ZoneInfo(self.proceso.time_zone))
        facts = {"servidor": invited.server, "codigo": invited.grouped, "vence": until}
        picture = Attachment("activacion.png", "image/png", invited.picture, PICTURE)
        self.outbox.void(ACTIVATION, vinculo.id)
        self._put(ACTIVATION, vinculo, facts, picture)
        self.bitacora.append("codigo_enviado", vinculo.id, {"auxiliar": vinculo.auxiliar})

    def enlisted(self, vinculo: Vinculo) -> None:
        """Send a code to who has none in force and no tablet; tell the others «también para X».

        Both cost the same: the time of an answer must not tell whether an address was known.
        """
        if self._can_work(vinculo):
            self.invite(NO_CODE)
            self._put(ALSO_FOR, vinculo, {})
        else:
            self(vinculo)

    def again(self, vinculo: Vinculo, replaces: str = "") -> None:
        """Send what was sent for this vínculo once more: the invitation, or a new code."""
        has_tablet = self.devices.active(vinculo.auxiliar) is not None
        if has_tablet and vinculo.state is VinculoState.PENDING:
            self.enlisted(vinculo)
        else:
            self(vinculo, replaces)

    def if_needed(self, vinculo: Vinculo) -> None:
        """Send a code to who accepted and has neither a tablet nor a code that waits."""
        if not self._can_work(vinculo):
            self(vinculo)

    def _can_work(self, vinculo: Vinculo) -> bool:
        has_tablet = self.devices.active(vinculo.auxiliar) is not None
        return has_tablet or self.codes.is_waiting(vinculo.auxiliar)

    def _facts(self, vinculo: Vinculo) -> dict[str, str]:
        candidate = candidate_of(self.candidates, vinculo)
        pending = vinculo.state is VinculoState.PENDING
        token = self.links.issue(INVITATION, vinculo.id) if pending else ""
        return letter_head(self.proceso) | {
            "nombre": self.vinculos.alta(vinculo.id).full_name,
            "aspirante": candidate.name,
            "cargo": candidate.shown.cargo,
            "liga": f"{self.url}/invitacion/{token}" if pending else "",
        }

    def _put(
        self, kind: str, vinculo: Vinculo, facts: Mapping[str, str], *attached: Attachment
    ) -> None:
        mail = NewMail(
            kind=kind,
            to=self.vinculos.auxiliar(vinculo.auxiliar).correo,
            about=vinculo.id,
            letter=self.letters(kind, {**self._facts(vinculo), **facts}),
            secret=True,
            attachments=attached,
            whose=vinculo.aspirante,
        )
        self.outbox.put(mail)
