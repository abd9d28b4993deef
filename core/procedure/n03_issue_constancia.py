"""Numeral 3, on the server: a constancia is issued here, or one issued elsewhere is typed in."""

from dataclasses import dataclass

from core.domain.registration.constancia import Constancia
from core.domain.registration.registration_errors import CargoUnknown, ConstanciaRepeated
from core.ports.central import Bitacora
from core.ports.central_registration import Constancias, Procesos
from core.ports.shared import Clock
from core.procedure.local_day import day_of, has_come, not_after


@dataclass(frozen=True, slots=True)
class IssueConstancia:
    """Keep a constancia under its own number."""

    constancias: Constancias
    procesos: Procesos
    bitacora: Bitacora
    clock: Clock

    def __call__(self, constancia: Constancia) -> int:
        """Return its id. Raises ProcesoMissing, CargoUnknown, InTheFuture or ConstanciaRepeated."""
        proceso = self.procesos.current().proceso
        now = self.clock.now()
        if proceso.cargo(constancia.cargo) is None:
            raise CargoUnknown
        not_after(constancia.date, day_of(proceso, now), "date")
        if constancia.delivered_at is not None:
            has_come(constancia.delivered_at, now, "delivered_at")
        if self.constancias.find(constancia.number) is not None:
            raise ConstanciaRepeated
        constancia_id = self.constancias.add(constancia)
        act = "constancia_emitida" if constancia.issued_here else "constancia_capturada"
        facts = {"numero": constancia.number.strip(), "cargo": constancia.cargo}
        position = self.bitacora.append(act, str(constancia_id), facts)
        self.constancias.sealed(constancia_id, position, self.bitacora.head())
        return constancia_id
