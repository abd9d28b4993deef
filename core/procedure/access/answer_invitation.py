"""Numerals 6 and 7, on the server: the answer to an invitation, by the mail's page or a tablet."""

from dataclasses import dataclass

from core.domain.apoyos.apoyo_errors import DeviceVoided
from core.domain.registration.auxiliar import Vinculo
from core.domain.registration.invitacion import Invitacion, InvitationAnswer
from core.errors import NotThere
from core.ports.central_vinculos import Device, MailLinks, StolenReports, Vinculos
from core.procedure.n06_accept_vinculo import INVITATION, AcceptVinculo
from core.procedure.n07_send_activation import SendActivation


@dataclass(frozen=True, slots=True)
class AnswerInvitation:
    """Only the holder of the mail's token, or of the device, answers an invitation."""

    accept: AcceptVinculo
    activation: SendActivation
    vinculos: Vinculos
    links: MailLinks
    reports: StolenReports

    def shown(self, token: str) -> Invitacion:
        """Return the invitation of a link without changing anything. Raises LinkOver."""
        return self.accept.shown(self.vinculos.by_id(self.links.about(INVITATION, token)))

    def by_link(self, token: str, answer: InvitationAnswer) -> Vinculo:
        """Return the answered vínculo; the link is spent.

        Someone who accepts and has neither a tablet nor a valid code is mailed a code. Raises
        LinkOver, VinculoOver or AspiranteTaken; then nothing changes.
        """
        vinculo = self._answered(self.links.about(INVITATION, token), answer)
        if answer.accepts:
            self.activation.if_needed(vinculo)
        return vinculo

    def by_device(self, device: Device, vinculo_id: str, answer: InvitationAnswer) -> Vinculo:
        """Return the vínculo as answered on the auxiliar's own tablet.

        Raises DeviceVoided, also for a tablet that was reported stolen, NotThere for another's
        vínculo, VinculoOver, VinculoAccepted or AspiranteTaken.
        """
        if device.voided_at is not None or self.reports.of_device(device.id):
            raise DeviceVoided
        if self.vinculos.by_id(vinculo_id).auxiliar != device.auxiliar:
            raise NotThere
        return self._answered(vinculo_id, answer)

    def _answered(self, vinculo_id: str, answer: InvitationAnswer) -> Vinculo:
        if answer.accepts:
            return self.accept(vinculo_id)
        return self.accept.decline(vinculo_id)
