"""Numeral 4, on the server: what was registered of an aspirante is corrected, with a reason.

The e-mail has an act of its own, for it sends the access anew; the office and the constancia stay.
"""

from dataclasses import dataclass

from core.domain.registration.aspirante import RegistroAspirante
from core.domain.registration.correccion import Correccion, changes
from core.domain.registration.registration_errors import (
    ClaveRegistered,
    CorreccionEmpty,
    FixedDatum,
    GeneroUnknown,
    GeografiaMissing,
    MunicipioUnknown,
)
from core.domain.registration.registro_rules import (
    Beside,
    ConstanciaFound,
    Datos,
    PlaceFound,
    against,
)
from core.errors import RuleBroken
from core.ports.central import Bitacora
from core.ports.central_access import Accounts
from core.ports.central_registration import (
    Aspirantes,
    Constancias,
    Geografia,
    KnownAspirante,
    Procesos,
)
from core.procedure.local_day import day_of


@dataclass(frozen=True, slots=True)
class CorrectRegistro:
    """Hold a correction against the rules of a registration, and keep it."""

    aspirantes: Aspirantes
    accounts: Accounts
    constancias: Constancias
    geografia: Geografia
    procesos: Procesos
    bitacora: Bitacora

    def __call__(self, id_solicitante: str, correccion: Correccion) -> None:
        """Raise a leaf of RuleBroken that names its field, or ClaveRegistered; then all stays."""
        known, registro = self.aspirantes.by_id(id_solicitante), correccion.registro
        said = changes(known.registro, registro)
        self._check_fixed(known.registro, registro)
        if not said:
            raise CorreccionEmpty
        self._check(known, registro)
        self.aspirantes.correct(id_solicitante, registro)
        corrected = self.aspirantes.by_id(id_solicitante)
        if corrected.name != known.name:
            account = self.accounts.of_aspirante(id_solicitante)
            self.accounts.rename(account.id, corrected.name)
        facts = {"motivo": correccion.reason, "cambios": "; ".join(said)}
        self.bitacora.append("registro_corregido", id_solicitante, facts)

    def _check_fixed(self, before: RegistroAspirante, now: RegistroAspirante) -> None:
        """Raise FixedDatum at what no correction changes."""
        pairs = {
            "registro.cargo": (before.cargo, now.cargo),
            "registro.autenticacion.correo": (
                before.autenticacion.correo,
                now.autenticacion.correo,
            ),
            "registro.expediente.constancia": (
                before.expediente.constancia,
                now.expediente.constancia,
            ),
            "registro.late_reason": (before.late_reason, now.late_reason),
        }
        for field, (was, becomes) in pairs.items():
            if was.strip() != becomes.strip():
                raise FixedDatum().at(field)

    def _check(self, known: KnownAspirante, registro: RegistroAspirante) -> None:
        """Hold it against what a registration of that day was held against."""
        proceso = self.procesos.current().proceso
        if proceso.generos and registro.persona.genero not in proceso.generos:
            raise GeneroUnknown
        clave = registro.credencial.clave.text
        if clave != known.registro.credencial.clave.text and self.aspirantes.has_clave(clave):
            raise ClaveRegistered
        if self.geografia.is_empty():
            raise GeografiaMissing
        credencial, number = registro.credencial, registro.expediente.constancia
        if not self.geografia.has_municipio(credencial.entidad, credencial.municipio):
            raise MunicipioUnknown
        found = self.constancias.find(number)
        place = self.geografia.place(credencial.entidad, credencial.seccion.text)
        beside = Beside(
            today=day_of(proceso, known.registered_at),
            constancia=ConstanciaFound(number, found.constancia if found else None, names=False),
            place=PlaceFound(credencial.entidad, credencial.seccion.text, place),
        )
        for field, error in against(Datos.of(registro), beside):
            raise error.at(f"registro.{field}") if isinstance(error, RuleBroken) else error
