"""Numeral 6, on the server: an aspirante enlists an auxiliar, on any day."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.apoyo_errors import (
    AlreadyEnlisted,
    AltaKeyReused,
    AspiranteTaken,
    AuxiliarUnderAge,
)
from core.domain.auxiliar import AltaAuxiliar, Enlisted, Vinculo, check_adult
from core.domain.errors import UnderAge
from core.domain.proceso import Proceso
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_vinculos import Auxiliar, Candidate, Candidates, Vinculos
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock
from core.procedure.n07_send_activation import SendActivation


@dataclass(frozen=True, slots=True)
class EnlistAuxiliar:
    """One person (e-mail) has one account in the proceso; each alta adds a vínculo to it."""

    vinculos: Vinculos
    candidates: Candidates
    activation: SendActivation
    bitacora: Bitacora
    clock: Clock
    proceso: Proceso

    def __call__(self, aspirante: str, alta: AltaAuxiliar, key: str) -> Enlisted:
        """Return the new vínculo, and mail the auxiliar (numeral 7).

        The same key again answers the same and mails nothing. Raises AltaKeyReused where it
        came with other data, AuxiliarUnderAge, AlreadyEnlisted or AspiranteTaken; then nothing
        is kept.
        """
        request = KeyedRequest.of(key, alta)
        if made := self.vinculos.by_key(aspirante, key):
            if self.vinculos.sent(made.id) != request.sha256:
                raise AltaKeyReused
            return self._answer(made)
        self._check_age(alta.fecha_nacimiento)
        candidate = self._candidate(aspirante)
        auxiliar = self._person(aspirante, alta)
        vinculo = self.vinculos.begin(aspirante, auxiliar.number, alta, request)
        self.bitacora.append(
            "auxiliar_alta", vinculo.id, {"auxiliar": auxiliar.number, "aspirante": aspirante}
        )
        self.activation.enlisted(vinculo, auxiliar, candidate)
        return self._answer(vinculo)

    def _check_age(self, born: date) -> None:
        today = self.clock.now().astimezone(ZoneInfo(self.proceso.time_zone)).date()
        try:
            check_adult(born, today)
        except UnderAge as cause:
            raise AuxiliarUnderAge from cause

    def _candidate(self, aspirante: str) -> Candidate:
        candidate = self.candidates.find(aspirante)
        if candidate is None:
            raise NotThere
        return candidate

    def _person(self, aspirante: str, alta: AltaAuxiliar) -> Auxiliar:
        """Return the account of that e-mail, opened if there was none."""
        auxiliar = self.vinculos.auxiliar_of(alta.correo)
        if auxiliar is None:
            return self.vinculos.open_auxiliar(alta)
        present = {each.aspirante for each in self.vinculos.in_force(auxiliar.number)}
        if aspirante in present:
            raise AlreadyEnlisted
        if present and not self.proceso.readings.several_aspirantes:
            raise AspiranteTaken
        return auxiliar

    def _answer(self, vinculo: Vinculo) -> Enlisted:
        first = self.vinculos.earliest(vinculo.auxiliar)
        return Enlisted(vinculo.id, vinculo.auxiliar, already_known=first.id != vinculo.id)
