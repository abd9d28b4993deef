"""Numeral 3, on the server: the Unidad Técnica trains those who have received their constancia."""

from dataclasses import dataclass

from core.domain.registration.capacitacion import Capacitacion, CapacitacionRow
from core.domain.registration.constancia import Constancia
from core.domain.registration.registration_errors import (
    ConstanciaNotDelivered,
    ConstanciaUnknown,
    ConstanciaVoided,
    TrainedTooEarly,
)
from core.ports.central import Bitacora
from core.ports.central_registration import Capacitaciones, Constancias
from core.ports.shared import Clock
from core.procedure.local_day import has_come
from core.procedure.made_once import MadeOnce


@dataclass(frozen=True, slots=True)
class RecordTraining:
    """Keep a session of training with who attended."""

    capacitaciones: Capacitaciones
    constancias: Constancias
    bitacora: Bitacora
    clock: Clock
    once: MadeOnce

    def __call__(self, capacitacion: Capacitacion, key: str) -> CapacitacionRow:
        """Return it as kept; the same key again, the same.

        Raises InTheFuture, ConstanciaUnknown, ConstanciaVoided, ConstanciaNotDelivered,
        TrainedTooEarly or FormKeyReused; then nothing is kept.
        """
        again = self.capacitaciones.by_id
        return self.once(key, capacitacion, lambda: self._record(capacitacion), again)

    def _record(self, capacitacion: Capacitacion) -> CapacitacionRow:
        has_come(capacitacion.held_at, self.clock.now(), "held_at")
        for asistente in capacitacion.asistentes:
            if asistente.constancia.strip():
                _check_order(capacitacion, self._constancia(asistente.constancia))
        row = self.capacitaciones.add(capacitacion)
        facts = {"asistentes": str(len(capacitacion.asistentes))}
        self.bitacora.append("capacitacion_registrada", str(row.id), facts)
        return row

    def _constancia(self, number: str) -> Constancia:
        known = self.constancias.find(number)
        if known is None:
            raise ConstanciaUnknown().at("asistentes")
        if known.voided:
            raise ConstanciaVoided
        return known.constancia


def _check_order(capacitacion: Capacitacion, constancia: Constancia) -> None:
    """Raise unless the constancia was handed over first, by the minute that people write down."""
    facts = {"constancia": constancia.number}
    if constancia.delivered_at is None:
        raise ConstanciaNotDelivered(facts)
    if capacitacion.held_at < constancia.delivered_at.replace(second=0, microsecond=0):
        raise TrainedTooEarly(facts)
