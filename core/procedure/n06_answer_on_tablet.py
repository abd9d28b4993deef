"""Numeral 6, on the tablet: the auxiliar's answer to whoever else invites them."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.device.paquete import TabletSession
from core.domain.registration.invitacion import Invitaciones, InvitationAnswer
from core.ports.tablet import TabletServer


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
