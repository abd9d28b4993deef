"""Numerals 6 and 7, on the tablet: whose invitation it is, and the auxiliar's answer to others."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.invitacion import Invitacion, Invitaciones, InvitationAnswer
from core.domain.paquete import TabletSession
from core.domain.signed import Signed
from core.ports.tablet import ActivationInvitation, ActivationServer, TabletServer
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


@dataclass(frozen=True, slots=True)
class AnswerOnTablet:
    """What an activated tablet was invited to, and the answer of the person who opened it."""

    server: TabletServer
    session: Callable[[], TabletSession]

    def pending(self, session: TabletSession) -> Invitaciones:
        """Return what waits for an answer. Raises CentralRefused or CentralUnreachable."""
        return self.server.invitations(session)

    def __call__(self, vinculo: str, *, accepts: bool) -> Invitaciones:
        """Return what still waits once this was answered. Raises as `pending` does."""
        return self.server.answer(self.session(), vinculo, InvitationAnswer(accepts))
