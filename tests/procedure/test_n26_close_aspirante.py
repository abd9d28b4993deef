"""The acta de cierre: once, after sending ended, with its totals in the log (numeral 26)."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from core.domain.apoyos.acta_errors import ActaIssued, ActaTooEarly
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.errors import NotThere
from core.ports.central_registration import KnownAspirante
from core.procedure.n26_close_aspirante import CloseAspirante
from tests.fakes.acta import FIGURES, MemoryActas, memory_closing
from tests.fakes.clock import SetClock
from tests.fakes.registration import (
    NOW,
    MemoryAspirantes,
    MemoryBitacora,
    MemoryConstancias,
    MemoryPeriodos,
    a_registro,
)

NUMBER = "000001"
ENDS = NOW - timedelta(hours=1)


def periodo(ends: timedelta = timedelta()) -> Periodo:
    return Periodo(NOW - timedelta(days=9), ENDS - timedelta(hours=24), ENDS + ends, "MUESTRA")


@dataclass
class World:
    bitacora: MemoryBitacora
    periodos: MemoryPeriodos
    act: CloseAspirante


@pytest.fixture
def world() -> World:
    aspirantes = MemoryAspirantes(MemoryConstancias())
    aspirantes.kept[NUMBER] = KnownAspirante(NUMBER, a_registro(), NOW, same_day=True)
    bitacora, periodos = MemoryBitacora(), MemoryPeriodos()
    act = CloseAspirante(
        MemoryActas(), aspirantes, periodos, memory_closing, bitacora, SetClock(NOW), timedelta()
    )
    return World(bitacora, periodos, act)


def test_it_is_issued_once_with_its_totals_and_its_place_in_the_log(world: World) -> None:
    world.periodos.add(PeriodoAct("gubernatura", "", periodo(), "A/1"))
    acta = world.act(NUMBER, "eva")
    assert (acta.figures, acta.issued_by, acta.issued_at) == (FIGURES, "eva", NOW)
    assert acta.head == world.bitacora.head()
    assert acta.position == 1
    assert world.bitacora.acts == [("acta_emitida", NUMBER)]
    assert world.bitacora.facts == [
        {"recibidos": "5", "sin_llegar": "0", "extemporaneos": "1", "sin_noticia": "0"}
    ]
    with pytest.raises(ActaIssued):
        world.act(NUMBER, "eva")
    assert len(world.bitacora.acts) == 1


def test_not_before_sending_ended_nor_without_a_period(world: World) -> None:
    with pytest.raises(ActaTooEarly):
        world.act(NUMBER, "eva")
    world.periodos.add(PeriodoAct("gubernatura", "", periodo(), "A/1"))
    own = periodo(timedelta(hours=2))
    world.periodos.add(PeriodoAct("gubernatura", NUMBER, own, "SENTENCIA/1"))
    with pytest.raises(ActaTooEarly):
        world.act(NUMBER, "eva")
    assert not world.bitacora.acts


def test_not_while_what_was_announced_in_time_still_counts(world: World) -> None:
    world.periodos.add(PeriodoAct("gubernatura", "", periodo(), "A/1"))
    with pytest.raises(ActaTooEarly):
        replace(world.act, margin=timedelta(hours=1, seconds=1))(NUMBER, "eva")
    assert replace(world.act, margin=timedelta(hours=1))(NUMBER, "eva").issued_at == NOW


def test_nobody_has_no_acta(world: World) -> None:
    with pytest.raises(NotThere):
        world.act("000009", "eva")
