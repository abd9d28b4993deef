"""The contract of what ended or restored a candidatura: in memory and in both databases."""

from datetime import timedelta

import pytest

from core.central.unit_of_work import UnitOfWork
from core.domain.registration.situacion import NewSituacion, Situacion, SituacionAct
from core.domain.registration.situacion_errors import CandidaturaOver
from core.ports.central_situacion import Situaciones
from tests.apoyo_data import FIRST, SECOND, register
from tests.fakes.clock import SetClock
from tests.fakes.situacion import MemorySituaciones

BAJA = NewSituacion(SituacionAct.BAJA, "OF/1 (MUESTRA)", "Falleció")
BACK = NewSituacion(SituacionAct.RESTITUCION, "SENTENCIA/1 (MUESTRA)", "Lo ordena")


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Situaciones:
    if work is None:
        return MemorySituaciones(clock)
    for number in (FIRST, SECOND):
        register(work, clock.now(), number, "gubernatura")
    return work.situaciones


def test_what_was_noted_is_kept_in_order(ports: Situaciones, clock: SetClock) -> None:
    assert ports.of(FIRST) == ()
    ports.refuse_over(FIRST)
    assert ports.ended_by_last(FIRST) == ()
    ports.add(FIRST, BAJA, ["v1", "v2"], invitaciones=3, acta=False)
    first = Situacion(
        SituacionAct.BAJA, BAJA.document, BAJA.ground, clock.now(), "prueba", 2, 3, acta=False
    )
    assert ports.of(FIRST) == (first,)
    assert ports.is_over(FIRST)
    assert ports.ended_by_last(FIRST) == ("v1", "v2")
    with pytest.raises(CandidaturaOver):
        ports.refuse_over(FIRST)
    assert not ports.is_over(SECOND)
    clock.forward(timedelta(days=1))
    ports.add(FIRST, BACK, ["v1"], invitaciones=0, acta=True)
    assert [each.act for each in ports.of(FIRST)] == [BAJA.act, BACK.act]
    assert ports.of(FIRST)[-1].acta
    assert not ports.is_over(FIRST)
    assert ports.ended_by_last(FIRST) == ()
