"""Numeral 3, on the server: a constancia was handed over; training comes after."""

from dataclasses import dataclass

from core.domain.errors import DatesOutOfOrder
from core.domain.registration.constancia import Entrega
from core.domain.registration.registration_errors import ConstanciaDelivered, ConstanciaVoided
from core.domain.values import texto
from core.ports.central import Bitacora
from core.ports.central_registration import Constancias, Procesos
from core.ports.shared import Clock
from core.procedure.local_day import day_of, has_come


@dataclass(frozen=True, slots=True)
class DeliverConstancia:
    """Note when a constancia was handed over, and to whom. Once, for good."""

    constancias: Constancias
    procesos: Procesos
    bitacora: Bitacora
    clock: Clock

    def __call__(self, constancia_id: int, entrega: Entrega) -> None:
        """Keep who received it and when.

        Raises NotThere, ConstanciaVoided, ConstanciaDelivered, TextMissing, InTheFuture or
        DatesOutOfOrder.
        """
        known = self.constancias.by_id(constancia_id)
        if known.voided:
            raise ConstanciaVoided
        if known.constancia.delivered_at is not None:
            raise ConstanciaDelivered
        texto.required(entrega.delivered_to, "delivered_to")
        has_come(entrega.delivered_at, self.clock.now(), "delivered_at")
        proceso = self.procesos.current().proceso
        if day_of(proceso, entrega.delivered_at) < known.constancia.date:
            raise DatesOutOfOrder().at("delivered_at")
        self.constancias.deliver(constancia_id, entrega)
        self.bitacora.append("constancia_entregada", str(constancia_id))
