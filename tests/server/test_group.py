"""Records received in one group: all by few statements, and one that fails takes no other along."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from core.central.chain import NO_HEAD
from core.domain.apoyo_errors import OtherBytes
from core.domain.bitacora import chained
from core.domain.envio import Receipt, folio
from core.domain.signed import Signed
from core.ports.central_apoyos import Received
from core.server.arrivals import KeptRecord, Outcome
from core.server.dependencies import Dependencies
from core.server.group_commit import receive_together
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
