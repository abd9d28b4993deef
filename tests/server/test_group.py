"""Records received in one group: all by few statements, and one that fails takes no other along."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from core.central.chain import NO_HEAD
from core.central.database import open_database
from core.central.unit_of_work import SERVER, Units
from core.domain.apoyos.apoyo_errors import OtherBytes
from core.domain.apoyos.envio import Receipt, folio
from core.domain.desk.bitacora import chained
from core.domain.values.signed import Signed
from core.ports.central_apoyos import Received
from core.server.composition.dependencies import Dependencies
from core.server.receiving.arrivals import Arrivals, KeptRecord, Outcome, Take
from core.server.receiving.group_commit import receive_together, receive_waiting
from tests.apoyo_data import FIRST
from tests.apoyo_world import Sealed, World


def kept(record: Sealed) -> KeptRecord:
    """Return a record as its upload leaves it: checked, its file durable."""
    return KeptRecord(record.header, record.sha256, len(record.envelope), record.header.device)


def received(world: World, group: Sequence[KeptRecord]) -> Sequence[Outcome]:
    (world.central.data / "blobs").mkdir(exist_ok=True)
    return receive_together(world.central.deps, group)


def folios(outcomes: Sequence[Outcome]) -> list[str]:
    return [each.folio if isinstance(each, Received) else type(each).__name__ for each in outcomes]


def check_log(world: World) -> list[tuple[str, str, str]]:
    """Return (actor, act, subject) of what was received. Raises AssertionError for a bad chain."""
    with world.central.deps.units.reading() as work:
        entries = work.bitacora.entries()
    previous = NO_HEAD
    for number, entry in enumerate(entries, 1):
        assert (entry.sequence, entry.previous) == (number, previous)
        previous = chained(previous, entry.content)
        assert entry.hash == previous
    return [(each.actor, each.act, each.subject) for each in entries if "apoyo" in each.act]


def statements(world: World) -> list[str]:
    """Return the list that statements are added to from now on."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(world.central.deps.units.engine, "before_cursor_execute", note)
    return said


def test_a_group_takes_as_many_statements_as_one_record(world: World) -> None:
    tablets = [world.tablet() for _ in range(3)]
    records = [tablet.record() for tablet in tablets for _ in range(4)]
    for at, tablet in enumerate(tablets):
        tablet.announce(*records[4 * at : 4 * at + 4])
    alone, *rest = [kept(each) for each in records]
    said = statements(world)
    assert folios(received(world, [alone])) == [folio(FIRST, 1)]
    for_one = len(said)
    said.clear()
    assert folios(received(world, rest)) == [folio(FIRST, number) for number in range(2, 13)]
    assert len(said) <= for_one
    assert check_log(world) == [
        (each.header.device, "apoyo_recibido", folio(FIRST, number))
        for number, each in enumerate(records, 1)
    ]


@pytest.mark.logs("psycopg")
def test_a_record_that_breaks_a_table_is_refused_alone(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record() for _ in range(5)]
    tablet.announce(*records)
    group = [kept(each) for each in records]
    group[2] = replace(group[2], header=replace(group[2].header, device="nada"))
    outcomes = received(world, group)
    assert isinstance(outcomes[2], IntegrityError)
    good = [each for each in outcomes if isinstance(each, Received)]
    assert [each.folio for each in good] == [folio(FIRST, number) for number in range(1, 5)]
    assert len(check_log(world)) == 4
    opened = tablet.announce(*records)
    assert len(opened.receipts) == 4
    assert set(opened.have) == {records[2].header.record_id}


def test_a_record_whose_receipt_cannot_be_signed_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = world.tablet()
    records = [tablet.record() for _ in range(6)]  # nobody announced them
    sign = Dependencies.state

    def stumbling(deps: Dependencies, kind: str, value: object) -> Signed:
        if isinstance(value, Receipt) and value.record_id == records[3].header.record_id:
            raise LookupError
        return sign(deps, kind, value)

    monkeypatch.setattr(Dependencies, "state", stumbling)
    outcomes = received(world, [kept(each) for each in records])
    assert folios(outcomes) == [
        *(folio(FIRST, number) for number in (1, 2, 3)),
        "LookupError",
        *(folio(FIRST, number) for number in (4, 5)),
    ]
    assert len(check_log(world)) == 5
    [shown] = world.console(FIRST).get("/v1/avance").json()["items"]
    assert (shown["received"], shown["pending_on_tablets"]) == (5, 0)


def test_a_refusal_that_changed_nothing_undoes_nothing(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record() for _ in range(3)]
    tablet.announce(*records)
    first, *rest = [kept(each) for each in records]
    [one] = received(world, [first])
    said = statements(world)
    outcomes = received(world, [replace(first, sha256="0" * 64), *rest, first, rest[0]])
    assert isinstance(outcomes[0], OtherBytes)
    assert folios(outcomes[1:3]) == [folio(FIRST, 2), folio(FIRST, 3)]
    assert outcomes[3] == one
    assert outcomes[4] == outcomes[1]
    assert sum("INSERT INTO apoyo " in each for each in said) == 1
    assert len(check_log(world)) == 3


def announced(world: World, count: int) -> list[KeptRecord]:
    tablet = world.tablet()
    records = [tablet.record() for _ in range(count)]
    tablet.announce(*records)
    return [kept(each) for each in records]


def nothing() -> None:
    """Stand for the sync of a folder in which nothing lies."""


def test_who_comes_while_another_host_writes_is_of_the_same_group(world: World) -> None:
    deps = world.central.deps
    first, *rest = announced(world, 5)
    engine = open_database(deps.settings.database)
    other, asked = Units(engine, deps.clock), threading.Event()

    def asks(*_: object) -> None:
        asked.set()

    async def all_of_them() -> Sequence[Outcome]:
        arrivals = Arrivals(partial(receive_waiting, deps), nothing)
        with other.writing(SERVER) as work:
            work.take_turn()
            waiting = [asyncio.create_task(arrivals.receive(first))]
            await asyncio.to_thread(asked.wait)
            waiting += [asyncio.create_task(arrivals.receive(each)) for each in rest]
            await asyncio.sleep(0)
        return await asyncio.gather(*waiting)

    event.listen(deps.units.engine, "checkout", asks)
    said = statements(world)
    try:
        outcomes = asyncio.run(all_of_them())
    finally:
        event.remove(deps.units.engine, "checkout", asks)
        engine.dispose()
    assert folios(outcomes) == [folio(FIRST, number) for number in range(1, 6)]
    assert sum("INSERT INTO apoyo " in each for each in said) == 1
    assert len(check_log(world)) == 5


def test_a_turn_that_was_not_got_is_told_to_those_that_waited_for_it(world: World) -> None:
    deps = world.central.deps
    first, late = announced(world, 2)
    asked, told = threading.Event(), threading.Event()

    def receive(take: Take) -> Sequence[Outcome]:
        if not asked.is_set():
            asked.set()
            told.wait()
            raise TimeoutError
        return receive_waiting(deps, take)

    async def both() -> Sequence[Outcome]:
        arrivals = Arrivals(receive, nothing)
        waiting = [asyncio.create_task(arrivals.receive(first))]
        await asyncio.to_thread(asked.wait)
        waiting.append(asyncio.create_task(arrivals.receive(late)))
        await asyncio.sleep(0)
        told.set()
        return await asyncio.gather(*waiting, return_exceptions=True)

    assert folios(asyncio.run(both())) == ["TimeoutError", folio(FIRST, 1)]
    assert folios(received(world, [first, late])) == [folio(FIRST, 2), folio(FIRST, 1)]


@pytest.mark.logs("psycopg")
def test_of_those_that_were_waiting_one_that_breaks_a_table_is_refused_alone(world: World) -> None:
    group = announced(world, 4)
    group[1] = replace(group[1], header=replace(group[1].header, device="nada"))

    async def all_of_them() -> Sequence[Outcome]:
        arrivals = Arrivals(partial(receive_waiting, world.central.deps), nothing)
        waiting = [arrivals.receive(each) for each in group]
        return await asyncio.gather(*waiting, return_exceptions=True)

    outcomes = asyncio.run(all_of_them())
    assert folios(outcomes) == [folio(FIRST, 1), "IntegrityError", folio(FIRST, 2), folio(FIRST, 3)]


def test_a_group_waits_for_what_is_being_made_durable_when_it_forms(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = announced(world, 2)
    monkeypatch.setattr("core.server.receiving.arrivals._GATHER_SECONDS", 600)
    sizes: list[int] = []

    async def both() -> Sequence[Outcome]:
        arrivals, durable = Arrivals(counting(world, sizes), nothing), asyncio.Event()

        async def upload() -> Received:
            with arrivals.keeping():
                await durable.wait()
            return await arrivals.receive(second)

        later = asyncio.create_task(upload())
        await asyncio.sleep(0)
        at_once = asyncio.create_task(arrivals.receive(first))
        for _ in range(3):
            await asyncio.sleep(0)
        assert arrivals._gathered
        durable.set()
        return await asyncio.gather(at_once, later)

    assert folios(asyncio.run(both())) == [folio(FIRST, 1), folio(FIRST, 2)]
    assert sizes == [2]


def test_a_group_waits_no_longer_for_one_that_takes_its_time(world: World) -> None:
    first, second = announced(world, 2)
    sizes: list[int] = []

    async def both() -> Sequence[Outcome]:
        arrivals = Arrivals(counting(world, sizes), nothing)
        with arrivals.keeping():
            one = await arrivals.receive(first)
        return [one, await arrivals.receive(second)]

    assert folios(asyncio.run(both())) == [folio(FIRST, 1), folio(FIRST, 2)]
    assert sizes == [1, 1]


def counting(world: World, sizes: list[int]) -> Callable[[Take], Sequence[Outcome]]:
    """Return what receives groups, and notes their sizes."""

    def receive(take: Take) -> Sequence[Outcome]:
        outcomes = receive_waiting(world.central.deps, take)
        sizes.append(len(outcomes))
        return outcomes

    return receive
