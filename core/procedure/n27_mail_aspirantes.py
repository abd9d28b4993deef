"""Numeral 27, in the worker: each aspirante is mailed the acuses that were gathered for them."""

from dataclasses import dataclass
from datetime import timedelta

from core.ports.central_apoyos import Acuses
from core.ports.central_vinculos import Candidates
from core.ports.shared import Clock
from core.procedure.acuse_mail import AcuseMail


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
