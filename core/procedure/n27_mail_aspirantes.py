"""Numeral 27, in the worker: each aspirante is mailed the acuses that were gathered for them."""

from dataclasses import dataclass
from datetime import timedelta

from core.domain.values.waits import has_waited
from core.ports.central import NewMail, Outbox
from core.ports.central_apoyos import Acuses
from core.ports.central_vinculos import Candidates
from core.ports.shared import Clock
from core.procedure.acuse_mail import AcuseMail


@dataclass(frozen=True, slots=True)
class GatheredMail:
    """A mail to an aspirante about the acuses of these numbers; it is not kept yet."""

    aspirante: str
    numbers: tuple[int, ...]
    mail: NewMail


@dataclass(frozen=True, slots=True)
class MailAspirante:
    """Mail one aspirante what was gathered for them: one mail a `wait`, zero is at once.

    It is gathered reading only, which is slow, and kept by a call, which others wait for.
    """

    acuses: Acuses
    candidates: Candidates
    mail: AcuseMail
    outbox: Outbox
    clock: Clock
    wait: timedelta

    def gather(self, aspirante: str) -> GatheredMail | None:
        """Return the mail that is due, or None."""
        issued = self.acuses.unmailed_of(aspirante)
        candidate = self.candidates.find(aspirante)
        if candidate is None or not issued:
            return None
        if not has_waited(issued[0].issued_at, self.wait, self.clock.now()):
            return None
        mail = self.mail.written(candidate.correo, aspirante, issued)
        return GatheredMail(aspirante, tuple(each.number for each in issued), mail)

    def __call__(self, gathered: GatheredMail) -> bool:
        """Tell whether it was mailed; it was not if another mailed some of it meanwhile."""
        waiting = [each.number for each in self.acuses.unmailed_of(gathered.aspirante)]
        if tuple(waiting[: len(gathered.numbers)]) != gathered.numbers:
            return False
        self.outbox.put(gathered.mail)
        self.acuses.mailed(gathered.aspirante, gathered.numbers[-1])
        return True
