"""The totals of a run of verification: counts of known results, and nothing without end."""

import json
from collections.abc import Iterator

import pytest
from sqlmodel import select

from core.central.database import open_database
from core.central.errors import RunTotalsDamaged
from core.central.tables.verification import StoredRun
from core.central.unit_of_work import UnitOfWork, Units
from core.domain.verification.resultado import Resultado
from tests.fakes.clock import SetClock

ALL = {each.value: number for number, each in enumerate(Resultado)}


@pytest.fixture
def work(fresh_sqlite: str) -> Iterator[UnitOfWork]:
    engine = open_database(fresh_sqlite)
    with Units(engine, SetClock()).writing("prueba") as unit:
        yield unit
    engine.dispose()


def ended(work: UnitOfWork) -> StoredRun:
    asked = work.runs.ask("prueba")
    work.runs.end(asked.id, cut="corte", ground="", by_result=ALL)
    return work.session.exec(select(StoredRun)).one()


def test_the_totals_of_a_run_are_told_as_they_were_kept(work: UnitOfWork) -> None:
    ended(work)
    [shown] = work.runs.page(after=0, limit=9).items
    assert shown.by_result == ALL
    assert shown.judged == sum(ALL.values())


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "nada",
        "[]",
        "[" * 100_000,
        json.dumps({"Otro": 1}),
        json.dumps({Resultado.FOUND.value: -1}),
        json.dumps({Resultado.FOUND.value: 2**31}),
        json.dumps({Resultado.FOUND.value: "1"}),
        '{"Baja": 1, "Baja": 2}',
        json.dumps({str(number): 1 for number in range(100_000)}),
    ],
)
def test_totals_that_are_none_are_said_to_be_damaged(work: UnitOfWork, kept: str) -> None:
    row = ended(work)
    row.by_result = kept
    work.session.add(row)
    work.session.flush()
    with pytest.raises(RunTotalsDamaged):
        work.runs.page(after=0, limit=9)
