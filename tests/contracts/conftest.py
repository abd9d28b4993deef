"""One contract, held against the fakes of tests/fakes and against both databases."""

from collections.abc import Iterator

import pytest

from core.central.database import open_database
from core.central.unit_of_work import UnitOfWork, Units
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW


@pytest.fixture
def clock() -> SetClock:
    """Return the clock of the ports under test."""
    return SetClock(NOW)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def work(request: pytest.FixtureRequest, clock: SetClock) -> Iterator[UnitOfWork | None]:
    """Return a unit of work on a fresh database of either kind, or None: the fakes."""
    if request.param == "memory":
        yield None
        return
    engine = open_database(request.getfixturevalue(f"fresh_{request.param}"))
    with Units(engine, clock).writing("prueba") as unit:
        yield unit
    engine.dispose()
