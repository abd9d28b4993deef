"""A lease is its holder's while it lives, whatever anybody's clock is set to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.central.database import open_database
from core.central.leases import LEASE, Holder
from core.central.unit_of_work import Units
from tests.central_server import MovableClock

JOB, SOON = "recuento", timedelta(seconds=1)
MOVES = [timedelta(), timedelta(hours=1), timedelta(hours=-1), timedelta(days=400)]


@dataclass
class _Worker:
    """A worker, whose clock may be set alone; `time` is everybody's."""

    units: Units
    clock: MovableClock
    time: MovableClock
    holder: Holder

    def takes(self) -> bool:
        with self.units.writing("prueba") as work:
            return work.trabajos.take(JOB, self.holder)

    def gives_back(self) -> None:
        with self.units.writing("prueba") as work:
            work.trabajos.give_back(self.holder)


@pytest.fixture
def workers(database_url: str) -> Iterator[list[_Worker]]:
    """Three workers on one database."""
    engine, time = open_database(database_url), MovableClock()
    clocks = [MovableClock() for _ in range(3)]
    yield [
        _Worker(Units(engine, clock), clock, time, Holder(steady=time.steady)) for clock in clocks
    ]
    engine.dispose()


@pytest.mark.parametrize("holders", [True, False])
@pytest.mark.parametrize("moved", MOVES, ids=str)
def test_no_clock_ends_the_lease_of_who_lives_nor_keeps_that_of_who_died(
    workers: list[_Worker], moved: timedelta, *, holders: bool
) -> None:
    first, second, _ = workers
    assert first.takes()
    (first if holders else second).clock.set_on(moved)
    assert not second.takes()
    for _ in range(3):
        first.time.forward(LEASE - SOON)
        assert first.takes()
        assert not second.takes()
    first.time.forward(LEASE - 2 * SOON)
    assert not second.takes()
    first.time.forward(2 * SOON)
    assert second.takes()
    assert not first.takes()


def test_of_two_that_saw_one_die_one_takes_it_over(workers: list[_Worker]) -> None:
    dead, second, third = workers
    assert dead.takes()
    assert [second.takes(), third.takes()] == [False, False]
    dead.time.forward(LEASE)
    assert [third.takes(), second.takes()] == [True, False]
    third.gives_back()
    assert second.takes()


def test_what_is_not_looked_at_any_more_is_forgotten(workers: list[_Worker]) -> None:
    first, second, _ = workers
    for _ in range(5):
        assert first.takes()
        assert not second.takes()
        first.gives_back()
        first.time.forward(LEASE)
    assert len(second.holder._since) <= 3
