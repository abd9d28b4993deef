"""The contract of the actas de cierre and their totals: in memory and in both databases."""

from dataclasses import dataclass

import pytest

from core.central.unit_of_work import UnitOfWork
from core.domain.apoyos.acta import ActaCierre, ClosingFigures
from core.domain.apoyos.acta_errors import ActaIssued
from core.ports.central_acta import Actas, Closing
from tests.apoyo_data import FIRST, SECOND, a_periodo, a_proceso, register
from tests.fakes.acta import FIGURES, MemoryActas, memory_closing
from tests.fakes.clock import SetClock


@dataclass
class Ports:
    """The ports of the closing."""

    actas: Actas
    closing: Closing


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Ports:
    if work is None:
        return Ports(MemoryActas(), memory_closing)
    for number in (FIRST, SECOND):
        register(work, clock.now(), number, "gubernatura")
    return Ports(work.actas, work.closing(a_proceso()))


def an_acta(clock: SetClock) -> ActaCierre:
    periodo = a_periodo(clock.now())
    return ActaCierre(FIRST, "gubernatura", periodo, FIGURES, clock.now(), "eva", 9, "ab" * 32)


def test_an_acta_is_kept_as_it_was_issued_and_once(ports: Ports, clock: SetClock) -> None:
    assert ports.actas.find(FIRST) is None
    ports.actas.refuse_closed(FIRST)
    ports.actas.add(an_acta(clock))
    assert ports.actas.find(FIRST) == an_acta(clock)
    assert ports.actas.find(SECOND) is None
    assert ports.actas.issued("gubernatura") == (FIRST,)
    assert ports.actas.issued("otro") == ()
    ports.actas.refuse_closed(SECOND)
    with pytest.raises(ActaIssued):
        ports.actas.refuse_closed(FIRST)
    with pytest.raises(ActaIssued):
        ports.actas.add(an_acta(clock))


def test_totals_are_told(ports: Ports, clock: SetClock) -> None:
    found = ports.closing(FIRST, a_periodo(clock.now()))
    assert isinstance(found, ClosingFigures)
    assert found.not_arrived == 0
