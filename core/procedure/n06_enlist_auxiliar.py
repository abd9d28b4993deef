"""Numeral 6, on the server: an aspirante enlists an auxiliar, on any day."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.apoyos.apoyo_errors import (
    AlreadyEnlisted,
    AltaKeyReused,
    AuxiliarUnderAge,
)
from core.domain.errors import UnderAge
from core.domain.proceso.proceso import Proceso
from core.domain.registration.auxiliar import AltaAuxiliar, Enlisted, check_adult
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_vinculos import Auxiliar, Candidates, Vinculos
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock
from core.procedure.n07_send_activation import SendActivation


@dataclass(frozen=True, slots=True)
class EnlistAuxiliar:
    """One person (e-mail) has one account in the proceso; each alta adds a vínculo to it.

    It is «por aceptar»: what is answered, mailed and shown is the same for every address.
    """

    vinculos: Vinculos
    candidates: Candidates
    activation: SendActivation
    bitacora: Bitacora
    clock: Clock
    proceso: Proceso

    def __call__(self, aspirante: str, alta: AltaAuxiliar, key: str) -> Enlisted:
        """Return the new vínculo, and mail the auxiliar (numeral 7).

        The same key again answers the same and mails nothing. Raises AltaKeyReused where it
        came with other data, AuxiliarUnderAge or AlreadyEnlisted; then nothing is kept.
        """
        request = KeyedRequest.of(key, alta)
        if made := self.vinculos.by_key(aspirante, key):
            if self.vinculos.sent(made.id) != request.sha256:
                raise AltaKeyReused
            return Enlisted(made.id)
        self._check_age(alta.fecha_nacimiento)
        if self.candidates.find(aspirante) is None:
            raise NotThere
        auxiliar = self._person(aspirante, alta)
        vinculo = self.vinculos.begin(aspirante, auxiliar.number, alta, request)
        self.bitacora.append(
            "auxiliar_alta", vinculo.id, {"auxiliar": auxiliar.number, "aspirante": aspirante}
        )
        self.activation.enlisted(vinculo)
        return Enlisted(vinculo.id)

    def _check_age(self, born: date) -> None:
        today = self.clock.now().astimezone(ZoneInfo(self.proceso.time_zone)).date()
        try:
            check_adult(born, today)
        except UnderAge as cause:
            raise AuxiliarUnderAge from cause

    def _person(self, aspirante: str, alta: AltaAuxiliar) -> Auxiliar:
        """Return the account of that e-mail, opened if there was none."""
        auxiliar = self.vinculos.auxiliar_of(alta.correo)
        if auxiliar is None:
            return self.vinculos.open_auxiliar(alta)
        number = auxiliar.number
        present = [*self.vinculos.in_force(number), *self.vinculos.pending(number)]
        if aspirante in {each.aspirante for each in present}:
            raise AlreadyEnlisted
        return auxiliar
