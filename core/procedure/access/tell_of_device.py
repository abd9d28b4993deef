"""Numeral 10, on the server: who is notified that a tablet was reported stolen or suspended."""

from dataclasses import dataclass

from core.domain.proceso.proceso import Proceso
from core.ports.central import Letters, NewMail, Outbox
from core.ports.central_vinculos import Candidates, Device, MailLinks, Vinculos
from core.procedure.n06_accept_vinculo import candidate_of
from core.procedure.n07_send_activation import letter_head

REPORTED, SUSPENDED, ASK_AUXILIAR = "tableta_reportada", "tableta_suspendida", "tableta_robada"
SUSPENSION = "suspension"
"""The kind of link by which an auxiliar suspends a tablet of their own."""


@dataclass(frozen=True, slots=True)
class TellOfDevice:
    """Mail every aspirante the tablet works for, without naming the others, and the auxiliar."""

    vinculos: Vinculos
    candidates: Candidates
    links: MailLinks
    outbox: Outbox
    letters: Letters
    proceso: Proceso
    url: str

    def reported(self, device: Device) -> None:
        """Queue mails about a report; the auxiliar's has a link to suspend the tablet."""
        self._aspirantes(REPORTED, device)
        auxiliar = self.vinculos.auxiliar(device.auxiliar)
        token = self.links.issue(SUSPENSION, device.id)
        facts = {"nombre": auxiliar.name, "liga": f"{self.url}/suspension/{token}"}
        self.outbox.void(ASK_AUXILIAR, device.id)
        self._put(ASK_AUXILIAR, auxiliar.correo, device, facts, secret=True)

    def suspended(self, device: Device) -> None:
        """Queue mails that the tablet was suspended as stolen."""
        self.links.void(SUSPENSION, device.id)
        self._aspirantes(SUSPENDED, device)

    def _aspirantes(self, kind: str, device: Device) -> None:
        for vinculo in self.vinculos.in_force(device.auxiliar):
            candidate = candidate_of(self.candidates, vinculo)
            name = self.vinculos.alta(vinculo.id).full_name
            facts = {"auxiliar": device.auxiliar, "persona": name}
            self._put(kind, candidate.correo, device, facts)

    def _put(
        self, kind: str, to: str, device: Device, facts: dict[str, str], *, secret: bool = False
    ) -> None:
        letter = self.letters(kind, letter_head(self.proceso) | facts)
        self.outbox.put(NewMail(kind=kind, to=to, about=device.id, letter=letter, secret=secret))
