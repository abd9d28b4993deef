"""Numerals 6 and 7, on the tablet: whose invitation a code is, before a password is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.registration.invitacion import Invitacion
from core.domain.values.signed import Signed
from core.ports.tablet import ActivationInvitation, ActivationServer
from core.procedure.n10_activate_tablet import pinned


@dataclass(frozen=True, slots=True)
class ReadInvitation:
    """Ask whose invitation a code is, before a password is asked. Nothing is spent by it."""

    server: ActivationServer
    proceso_key: Callable[[Signed], bytes]

    def __call__(self, invitation: ActivationInvitation) -> Invitacion:
        """Return it. Raises what `pinned` raises, and CentralRefused for a code that is none."""
        pin = pinned(self.server, self.proceso_key, invitation)
        return self.server.invitation(pin, invitation.code)
