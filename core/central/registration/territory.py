"""What the proceso says of offices: demarcación by secciones, periods in force, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from core.central.registration.geografia import StoredGeografia
from core.central.tables.registration import StoredSeccion
from core.domain.proceso.periodo import Periodo, PeriodoAct, in_force
from core.domain.proceso.proceso import Ambito, Cargo, Proceso, ProcesoSettings


@dataclass(frozen=True, slots=True)
class StoredTerritory:
    """A Territory in the database, of one proceso."""

    session: Session
    proceso: Proceso
    acts: Sequence[PeriodoAct]
    today: date

    def secciones(self) -> Mapping[str, frozenset[str]]:
        geografia = StoredGeografia(self.session, self.today)
        entidades = {cargo.entidad for cargo in self.proceso.cargos}
        places = {each: geografia.secciones(each) for each in entidades}
        return {
            cargo.id: frozenset(
                each.seccion for each in places[cargo.entidad] if is_of(each, cargo)
            )
            for cargo in self.proceso.cargos
        }

    def periodo_of(self, cargo: str, aspirante: str) -> Periodo | None:
        return in_force(self.acts, cargo=cargo, aspirante=aspirante)

    def settings(self) -> ProcesoSettings:
        return self.proceso.readings


def is_of(place: StoredSeccion, cargo: Cargo) -> bool:
    """Tell whether a sección of the cargo's entidad belongs to its demarcación."""
    if cargo.ambito is Ambito.DISTRITO:
        return place.distrito.zfill(3) == cargo.numero.zfill(3)
    if cargo.ambito is Ambito.MUNICIPIO:
        return place.municipio == cargo.numero.zfill(3)
    return True
