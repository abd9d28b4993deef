"""Numeral 27, in the worker: each aspirante is mailed the acuses that were gathered for them."""

from dataclasses import dataclass
from datetime import timedelta

from core.ports.central_apoyos import Acuses
from core.ports.central_vinculos import Candidates
from core.ports.shared import Clock
from core.procedure.acuse_mail import AcuseMail


@dataclass(frozen=True, slots=True)
class MailAspirante:
    """Mail one aspirante what was gathered for them: one mail a `wait`, zero is at once."""

    acuses: Acuses
    candidates: Candidates
    mail: AcuseMail
    clock: Clock
    wait: timedelta

    def __call__(self, aspirante: str) -> bool:
        """Tell whether a mail was due, and so was made."""
        issued = self.acuses.unmailed_of(aspirante)
        candidate = self.candidates.find(aspirante)
        due = self.clock.now() - self.wait
        if candidate is None or not issued or issued[0].issued_at > due:
            return False
        self.mail.put(candidate.correo, aspirante, issued)
        self.acuses.mailed(aspirante, issued[-1].number)
        return True
