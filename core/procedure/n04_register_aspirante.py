"""Numeral 4, on the server: an aspirante is registered, the same day as the constancia."""

import re
from dataclasses import dataclass
from datetime import date

from core.domain import texto
from core.domain.aspirante import CredencialAspirante, RegistroAspirante, check_order
from core.domain.auxiliar import check_adult
from core.domain.errors import DatesOutOfOrder, LateReasonMissing, UnderAge
from core.domain.proceso import Proceso
from core.domain.registration_errors import (
    CargoUnknown,
    ClaveRegistered,
    ConstanciaDisagrees,
    ConstanciaUnknown,
    ConstanciaUsed,
    GeneroUnknown,
    GeografiaMissing,
    KeyMissing,
    KeyReused,
    MunicipioUnknown,
    SeccionElsewhere,
    SeccionUnknown,
)
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
from core.procedure.local_day import day_of, not_after
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
        self._check_place(registro.credencial)
        constancia = self._constancia(registro)
        today = day_of(proceso, self.clock.now())
        same_day = _check_dates(registro, constancia.constancia.date, today)
        known = self._keep(registro, request, constancia.id, same_day=same_day)
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

    def _check_place(self, credencial: CredencialAspirante) -> None:
        """Raise unless entidad, municipio and sección are of the geography and fit. Numeral 4.c."""
        if self.geografia.is_empty():
            raise GeografiaMissing
        if not self.geografia.has_municipio(credencial.entidad, credencial.municipio):
            raise MunicipioUnknown
        place = self.geografia.place(credencial.entidad, credencial.seccion.text)
        if place is None:
            raise SeccionUnknown
        if place.municipio != credencial.municipio:
            raise SeccionElsewhere

    def _constancia(self, registro: RegistroAspirante) -> KnownConstancia:
        """Return the constancia of 4.e.e: it exists, waits, and names this person and cargo."""
        known = self.constancias.find(registro.expediente.constancia)
        if known is None:
            raise ConstanciaUnknown
        if known.used:
            raise ConstanciaUsed
        named = known.constancia
        same_cargo = texto.alike(named.cargo, registro.cargo)
        if not (same_cargo and named.is_called_as(registro.persona)):
            raise ConstanciaDisagrees
        return known

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


def _check_dates(registro: RegistroAspirante, constancia: date, today: date) -> bool:
    """Tell whether it is the constancia's own day. Raises what is wrong, naming the field."""
    expediente = registro.expediente
    try:
        check_adult(registro.persona.fecha_nacimiento, today)
    except UnderAge as error:
        raise error.at("persona.fecha_nacimiento") from None
    not_after(expediente.recibido, today, "expediente.recibido")
    try:
        check_order(manifestacion=expediente.manifestacion, constancia=constancia, registered=today)
    except DatesOutOfOrder as error:
        raise error.at("expediente.manifestacion") from None
    if constancia != today and not registro.late_reason.strip():
        raise LateReasonMissing().at("late_reason")
    return constancia == today
