"""Numeral 4, on the server: an aspirante is registered, the same day as the constancia."""

import re
from dataclasses import dataclass
from datetime import date

from core.domain.proceso.proceso import Proceso
from core.domain.registration.aspirante import RegistroAspirante
from core.domain.registration.registration_errors import (
    CargoUnknown,
    ClaveRegistered,
    ConstanciaUnknown,
    GeneroUnknown,
    GeografiaMissing,
    KeyMissing,
    KeyReused,
    MunicipioUnknown,
)
from core.domain.registration.registro_rules import (
    Beside,
    ConstanciaFound,
    Datos,
    PlaceFound,
    against,
)
from core.domain.values import texto
from core.errors import RuleBroken
from core.ports.central import Bitacora
from core.ports.central_registration import (
    Aspirantes,
    Constancias,
    Geografia,
    KnownAspirante,
    KnownConstancia,
    NewAspirante,
    Procesos,
)
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock
from core.procedure.local_day import day_of
from core.procedure.n05_send_access import FreshPassword, SendAccess

_KEY = re.compile(r"[\x21-\x7e]{8,64}")


@dataclass(frozen=True, slots=True)
class RegisterAspirante:
    """Keep a registration whole, give it an Id Solicitante and send the access of numeral 5."""

    aspirantes: Aspirantes
    constancias: Constancias
    geografia: Geografia
    procesos: Procesos
    bitacora: Bitacora
    clock: Clock
    send_access: SendAccess

    def __call__(
        self, registro: RegistroAspirante, key: str, password: FreshPassword
    ) -> KnownAspirante:
        """Return the registration. The same `key` again returns the first and mails nothing.

        Raises a leaf of RuleBroken that names its field, or ConstanciaUsed, ClaveRegistered or
        KeyReused; then nothing is kept.
        """
        if not _KEY.fullmatch(key):
            raise KeyMissing
        request = KeyedRequest.of(key, registro)
        if before := self.aspirantes.by_key(key):
            if self.aspirantes.sent(before.id_solicitante) != request.sha256:
                raise KeyReused
            return before
        proceso = self.procesos.current().proceso
        self._check_person(registro, proceso)
        found = self.constancias.find(registro.expediente.constancia)
        beside = self._beside(registro, found, day_of(proceso, self.clock.now()))
        for field, error in against(Datos.of(registro), beside):
            raise error.at(field) if isinstance(error, RuleBroken) else error
        if found is None:
            raise ConstanciaUnknown
        known = self._keep(registro, request, found.id, same_day=not beside.is_late)
        self.send_access(known, password)
        return known

    def _check_person(self, registro: RegistroAspirante, proceso: Proceso) -> None:
        """Raise CargoUnknown, GeneroUnknown or ClaveRegistered. Numeral 4, a and b."""
        if proceso.cargo(registro.cargo) is None:
            raise CargoUnknown
        if proceso.generos and registro.persona.genero not in proceso.generos:
            raise GeneroUnknown
        if self.aspirantes.has_clave(registro.credencial.clave.text):
            raise ClaveRegistered

    def _beside(
        self, registro: RegistroAspirante, found: KnownConstancia | None, today: date
    ) -> Beside:
        """Return what is known beside the registration, as `registro_rules` holds against it.

        Raises GeografiaMissing or MunicipioUnknown: no place can then be judged. Numeral 4.c.
        """
        credencial, number = registro.credencial, registro.expediente.constancia
        if self.geografia.is_empty():
            raise GeografiaMissing
        if not self.geografia.has_municipio(credencial.entidad, credencial.municipio):
            raise MunicipioUnknown
        place = self.geografia.place(credencial.entidad, credencial.seccion.text)
        return Beside(
            today=today,
            constancia=ConstanciaFound(
                texto.optional(number),
                found.constancia if found else None,
                used=found is not None and found.used,
                voided=found is not None and found.voided,
            ),
            place=PlaceFound(credencial.entidad, credencial.seccion.text, place),
        )

    def _keep(
        self,
        registro: RegistroAspirante,
        request: KeyedRequest,
        constancia_id: int,
        *,
        same_day: bool,
    ) -> KnownAspirante:
        known = self.aspirantes.add(
            NewAspirante(
                registro=registro,
                request=request,
                constancia_id=constancia_id,
                registered_at=self.clock.now(),
                same_day=same_day,
            )
        )
        facts = {"cargo": registro.cargo, "mismo_dia": "sí" if same_day else "no"}
        self.bitacora.append("aspirante_registrado", known.id_solicitante, facts)
        return known
