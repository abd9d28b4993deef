"""A recount changes few verdicts at once and lets other writers in: told in turns, not in time."""

import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import insert, select, text

from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.database import open_database
from core.central.tables.apoyos import StoredApoyo
from core.central.tables.verification import StoredOpening
from core.central.unit_of_work import UnitOfWork, Units
from core.domain.verification.resultado import PadronAnswer
from tests.fakes.padron import MemoryPadron
from tests.fakes.registration import NOW
from tests.server.story import Story, told

_MANY, _CITIZENS, _MOST = 1_500, 1_000, 200


@pytest.fixture
def story(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    with told(database_url, monkeypatch) as one:
        _many(one)
        yield one


def _hash(number: int) -> str:
    return f"{number:032x}"


def _many(story: Story) -> None:
    """Receive and open many records, of which some are of one citizen."""
    story.arrive(0, citizen=0)
    opening = {"opened_at": NOW, "cic": "", "seccion": "", "emision": "", "doubt": "NONE"}
    with story.units.writing("prueba") as work:
        connection = work.session.connection()
        first = dict(connection.execute(select(StoredApoyo.__table__)).one()._mapping)
        numbers = range(1, _MANY)
        rows = [
            first | {"record_id": _hash(n), "folio": f"f{n}", "sequence": n + 1, "position": n + 99}
            for n in numbers
        ]
        connection.execute(insert(StoredApoyo), rows)
        opened = [opening | {"record_id": _hash(n), "clave": _hash(n % _CITIZENS)} for n in numbers]
        connection.execute(insert(StoredOpening), opened)
        more = Tally(first["aspirante"], first["auxiliar"], UNJUDGED, _MANY - 1)
        count(connection, [more])
    answers = {_hash(n): PadronAnswer(_hash(n), "LN", "", "0101") for n in range(_CITIZENS)}
    story.padrones["corte-1"] = MemoryPadron(answers)


def test_no_transaction_changes_many_verdicts_and_writers_get_in_between(
    story: Story, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed: list[int] = []
    writing = Units.writing

    @contextmanager
    def counted(units: Units, actor: str) -> Iterator[UnitOfWork]:
        with writing(units, actor) as work:
            before = _judged(work)
            yield work
            changed.append(_judged(work) - before)

    passed: list[int] = []
    over, begun = threading.Event(), threading.Event()

    def write_beside() -> None:
        engine = open_database(database_url)
        others = Units(engine, story.clock)
        while not over.is_set():
            before = len(changed)
            with writing(others, "otra") as work:
                work.session.connection()
                passed.append(len(changed) - before)
            begun.set()
        engine.dispose()

    monkeypatch.setattr(Units, "writing", counted)
    beside = threading.Thread(target=write_beside)  # noqa: TID251  the web's stand-in
    beside.start()
    begun.wait()
    assert story.run(whole=1)
    over.set()
    beside.join()
    assert sum(changed) == _MANY
    assert max(changed) <= _MOST
    assert len(changed) > _MANY / _MOST
    assert statistics.median(passed) <= 2
    assert story.differs() == []
    assert story.verdicts() == story.judged_from_nothing()


def _judged(work: UnitOfWork) -> int:
    total = work.session.connection().scalar(text("SELECT COUNT(*) FROM veredicto"))
    assert isinstance(total, int)
    return total
