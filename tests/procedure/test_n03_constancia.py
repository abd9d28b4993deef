"""Numeral 3: issued, handed over, then trained, in that order."""

from datetime import timedelta

import pytest

from core.domain.errors import DatesOutOfOrder, TextMissing
from core.domain.proceso.proceso import PublishedProceso
from core.domain.proceso.proceso_errors import ProcesoMissing
from core.domain.registration.capacitacion import Asistente, Capacitacion
from core.domain.registration.constancia import Entrega
from core.domain.registration.registration_errors import (
    CargoUnknown,
    ConstanciaDelivered,
    ConstanciaNotDelivered,
    ConstanciaRepeated,
    ConstanciaUnknown,
    InTheFuture,
    TrainedTooEarly,
)
from core.errors import NotThere
from core.procedure.made_once import MadeOnce
from core.procedure.n03_deliver_constancia import DeliverConstancia
from core.procedure.n03_issue_constancia import IssueConstancia
from core.procedure.n03_record_training import RecordTraining
from tests.fakes.clock import SetClock
from tests.fakes.keyed import MemoryKeyedRows
from tests.fakes.registration import (
    NOW,
    PROCESO,
    TODAY,
    MemoryBitacora,
    MemoryCapacitaciones,
    MemoryConstancias,
    MemoryProcesos,
    a_constancia,
)


class Office:
    """The acts of numeral 3 on memory."""

    def __init__(self) -> None:
        self.clock, self.bitacora = SetClock(NOW), MemoryBitacora()
        self.constancias = MemoryConstancias()
        self.capacitaciones = MemoryCapacitaciones()
        self.procesos = MemoryProcesos([PublishedProceso(1, NOW, PROCESO, (), "llave")])
        shared = (self.constancias, self.procesos, self.bitacora, self.clock)
        self.issue, self.deliver = IssueConstancia(*shared), DeliverConstancia(*shared)
        self.train = RecordTraining(
            self.capacitaciones,
            self.constancias,
            self.bitacora,
            self.clock,
            MadeOnce("capacitacion", MemoryKeyedRows()),
        )


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_constancia_typed_in_is_another_act_than_one_issued(office: Office) -> None:
    office.issue(a_constancia("CI-001"))
    office.issue(a_constancia("CI-002", issued_here=False))
    assert [act for act, _ in office.bitacora.acts] == [
        "constancia_emitida",
        "constancia_capturada",
    ]


def test_a_number_serves_once_and_the_cargo_is_of_the_proceso(office: Office) -> None:
    office.issue(a_constancia())
    with pytest.raises(ConstanciaRepeated):
        office.issue(a_constancia(" CI-001 "))
    with pytest.raises(CargoUnknown):
        office.issue(a_constancia("CI-002", cargo="otro"))
    with pytest.raises(InTheFuture):
        office.issue(a_constancia("CI-002", date=TODAY + timedelta(days=1)))
    with pytest.raises(InTheFuture):
        office.issue(a_constancia("CI-002", delivered_at=NOW + timedelta(hours=1)))


def test_nothing_is_issued_before_a_proceso(office: Office) -> None:
    office.procesos.versions.clear()
    with pytest.raises(ProcesoMissing):
        office.issue(a_constancia())


def test_it_is_handed_over_once_not_before_its_date_nor_to_nobody(office: Office) -> None:
    number = office.issue(a_constancia())
    with pytest.raises(TextMissing):
        office.deliver(number, Entrega(NOW, " "))
    with pytest.raises(DatesOutOfOrder):
        office.deliver(number, Entrega(NOW - timedelta(days=1), "Ana"))
    with pytest.raises(InTheFuture):
        office.deliver(number, Entrega(NOW + timedelta(minutes=6), "Ana"))
    office.deliver(number, Entrega(NOW, "Ana"))
    with pytest.raises(ConstanciaDelivered):
        office.deliver(number, Entrega(NOW, "Ana"))
    with pytest.raises(NotThere):
        office.deliver(99, Entrega(NOW, "Ana"))


def _session(held_at_minutes: int, constancia: str = "CI-001") -> Capacitacion:
    asistentes = (Asistente("Ana Muestra", constancia), Asistente("Acompañante ficticio"))
    held_at = NOW + timedelta(minutes=held_at_minutes)
    return Capacitacion(held_at, "Sala", "Celia", "Temas", asistentes)


def test_training_comes_after_the_delivery_by_the_minute_people_write(office: Office) -> None:
    number = office.issue(a_constancia())
    with pytest.raises(ConstanciaNotDelivered) as told:
        office.train(_session(0), "llave-1")
    assert told.value.facts == {"constancia": "CI-001"}
    office.deliver(number, Entrega(NOW + timedelta(seconds=40), "Ana"))
    with pytest.raises(TrainedTooEarly):
        office.train(_session(-1), "llave-2")
    assert office.train(_session(0), "llave-3").id == 1
    with pytest.raises(ConstanciaUnknown):
        office.train(_session(0, "NADA"), "llave-4")
    with pytest.raises(InTheFuture):
        office.train(_session(6), "llave-5")
