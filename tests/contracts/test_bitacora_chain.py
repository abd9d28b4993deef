"""The head of the log covers all of it: no two histories have the same (norma/sistema.md, 8)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlmodel import delete

from core.central.bitacora import StoredBitacora
from core.central.chain import NO_HEAD
from core.central.tables.shared import StoredEntry
from core.central.unit_of_work import UnitOfWork
from core.ports.central import Bitacora
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW, MemoryBitacora


@dataclass(frozen=True)
class Deed:
    """One entry: who did what to whom, when (seconds after NOW), and what is said of it."""

    second: float
    actor: str
    act: str
    subject: str
    facts: tuple[tuple[str, str], ...] = ()


History = tuple[Deed, ...]
DEEDS: History = (
    Deed(0, "admin", "proceso_publicado", "muestra", (("version", "1"),)),
    Deed(1, "admin", "constancia_emitida", "1", (("cargo", "gubernatura"), ("reason", ""))),
    Deed(1, "000001", "vinculo_terminado", "000007"),
    Deed(2, "tableta", "apoyo_recibido", "000001-00001-4", (("sha256", "0" * 64),)),
)


@pytest.fixture
def head_of(work: UnitOfWork | None, clock: SetClock) -> Callable[[History], str]:
    """Return what gives the head of a log in which just this happened."""

    def happened(history: History) -> str:
        memory = MemoryBitacora(clock=clock)
        if work is not None:
            work.session.exec(delete(StoredEntry))
        for deed in history:
            clock.at = NOW + timedelta(seconds=deed.second)
            memory.actor = deed.actor
            stored = work and StoredBitacora(work.session, clock, deed.actor)
            log: Bitacora = stored or memory
            log.append(deed.act, deed.subject, dict(deed.facts))
        return work.bitacora.head() if work else memory.head()

    return happened


def changed(history: History, place: int, **values: object) -> History:
    return (*history[:place], replace(history[place], **values), *history[place + 1 :])  # type: ignore[arg-type]


@pytest.mark.parametrize("place", range(len(DEEDS)))
def test_nothing_of_an_entry_can_be_other_under_the_same_head(
    head_of: Callable[[History], str], place: int
) -> None:
    deed = DEEDS[place]
    others: Mapping[str, object] = {
        "second": deed.second + 0.000_001,
        "actor": deed.actor + "x",
        "act": deed.act + "x",
        "subject": deed.subject + "x",
        "facts": (*deed.facts[:-1], ("otro", "")),
    }
    told = [head_of(changed(DEEDS, place, **{name: value})) for name, value in others.items()]
    told += [
        head_of(changed(DEEDS, place, facts=((name, value + "x"),))) for name, value in deed.facts
    ]
    assert head_of(DEEDS) not in told
    assert len(set(told)) == len(told)


def test_no_entry_can_be_taken_away_put_between_or_moved(
    head_of: Callable[[History], str],
) -> None:
    whole = head_of(DEEDS)
    assert head_of(DEEDS) == whole
    places = range(len(DEEDS))
    removed = [(*DEEDS[:at], *DEEDS[at + 1 :]) for at in places]
    inserted = [(*DEEDS[:at], DEEDS[at], *DEEDS[at:]) for at in places]
    swapped = [(*DEEDS[:at], DEEDS[at + 1], DEEDS[at], *DEEDS[at + 2 :]) for at in places[:-1]]
    heads = {head_of(each) for each in [*removed, *inserted, *swapped, ()]}
    assert whole not in heads
    assert len(heads) == len(removed) + len(inserted) + len(swapped) + 1
    assert head_of(()) == NO_HEAD


def test_what_is_shown_of_an_entry_is_what_its_hash_covers(
    work: UnitOfWork | None, head_of: Callable[[History], str]
) -> None:
    head = head_of(DEEDS)
    if work is None:
        return
    previous = NO_HEAD
    for number, (deed, entry) in enumerate(zip(DEEDS, work.bitacora.entries(), strict=True), 1):
        at = NOW + timedelta(seconds=deed.second)
        said = asdict(deed) | {"sequence": number, "at": at.isoformat(), "facts": dict(deed.facts)}
        del said["second"]
        assert json.loads(entry.content) == said
        shown = (entry.sequence, entry.at, entry.actor, entry.act, entry.subject)
        assert shown == (number, at, deed.actor, deed.act, deed.subject)
        assert entry.previous == previous
        previous = sha256(bytes.fromhex(previous) + entry.content.encode()).hexdigest()
        assert entry.hash == previous
    assert previous == head
