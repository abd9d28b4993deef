"""Numerals 6 and 7, on the server: the auxiliar accepts an invitation, or does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.apoyos.apoyo_errors import AspiranteTaken, VinculoAccepted, VinculoOver
from core.domain.proceso.proceso import Proceso
from core.domain.registration.auxiliar import Vinculo, VinculoState
from core.domain.registration.invitacion import DECLINED, Invitacion
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_vinculos import ActivationCodes, Candidate, Candidates, MailLinks, Vinculos

INVITATION = "invitacion"
"""The kind of link that a mail carries for this answer."""


@dataclass(frozen=True, slots=True)
class AcceptVinculo:
    """The person's own act: no aspirante gets a packet on a tablet, or power over it, before."""

    vinculos: Vinculos
    candidates: Candidates
    codes: ActivationCodes
    links: MailLinks
    bitacora: Bitacora
    proceso: Proceso

    def __call__(self, vinculo_id: str) -> Vinculo:
        """Return it, accepted; idempotent.

        Raises NotThere, VinculoOver, or AspiranteTaken where the proceso allows one only.
        """
        vinculo = self.vinculos.by_id(vinculo_id)
        if vinculo.state is VinculoState.ENDED:
            raise VinculoOver
        if vinculo.state is VinculoState.ACCEPTED:
            return vinculo
        if self.vinculos.in_force(vinculo.auxiliar) and not self._allows_several:
            raise AspiranteTaken
        self.links.void(INVITATION, vinculo.id)
        self.bitacora.append("vinculo_aceptado", vinculo.id, {"auxiliar": vinculo.auxiliar})
        return self.vinculos.accept(vinculo.id)

    def decline(self, vinculo_id: str) -> Vinculo:
        """Return it, ended for good. Raises NotThere, VinculoOver or VinculoAccepted."""
        vinculo = self.vinculos.by_id(vinculo_id)
        if vinculo.state is VinculoState.ENDED:
            raise VinculoOver
        if vinculo.state is VinculoState.ACCEPTED:
            raise VinculoAccepted
        self.links.void(INVITATION, vinculo.id)
        self.codes.void(vinculo.id)
        self.bitacora.append("vinculo_no_aceptado", vinculo.id, {"auxiliar": vinculo.auxiliar})
        return self.vinculos.end(vinculo.id, DECLINED)

    def pending(self, auxiliar: str) -> Sequence[Invitacion]:
        """Return what an auxiliar was invited to and has not answered, oldest first."""
        return [self.shown(each) for each in self.vinculos.pending(auxiliar)]

    def shown(self, vinculo: Vinculo) -> Invitacion:
        """Return an invitation as its auxiliar is told of it. Raises NotThere."""
        accepted = vinculo.state is VinculoState.ACCEPTED
        return Invitacion(vinculo.id, candidate_of(self.candidates, vinculo).shown, accepted)

    @property
    def _allows_several(self) -> bool:
        return self.proceso.readings.several_aspirantes


def candidate_of(candidates: Candidates, vinculo: Vinculo) -> Candidate:
    """Return the aspirante of a vínculo. Raises NotThere."""
    candidate = candidates.find(vinculo.aspirante)
    if candidate is None:
        raise NotThere
    return candidate
