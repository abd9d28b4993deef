"""A server's clock that is set an hour on: who works goes on, and nothing is done twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.central.verification.padron_builder import SortedBuilder
from core.documents.acuse import acuse_pdf
from core.domain.access.roles import Role
from core.domain.proceso.proceso import Proceso
from core.domain.values.signed import Signed
from core.domain.verification.importacion import ImportState
from core.ports.central_padron import CauseRule, KeyedHashes, SealedRecord, TakePlain
from core.server.jobs import acuses as acuse_jobs
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.mail import MailJob
from tests.apoyo_data import citizen, padron_csv
from tests.apoyo_world import World
from tests.importing import CSV, again, import_job, shown
from tests.server.conftest import only_sqlite
from tests.server.test_imports import PADRON, import_job_of
from tests.server.test_two_workers import Sink, another, waiting
from tests.server.test_verification import ONE, ROWS, avance, job, load

HOUR = timedelta(hours=1)


def test_a_mail_that_is_being_handed_over_is_handed_over_once(world: World) -> None:
    waiting(world, 3)
    sink = Sink()
    first = MailJob(world.central.deps, sink)
    second = MailJob(another(world.central.deps), sink)
    by_second = []

    def meanwhile() -> None:
        sink.meanwhile = lambda: None
        world.central.clock.set_on(HOUR)
        by_second.extend([second(), second()])

    sink.meanwhile = meanwhile
    assert (first(), by_second) == (1, [2, 0])
    assert sorted(sink.got.values()) == [1, 1, 1]


@only_sqlite
def test_each_acuse_is_drawn_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet = world.tablet()
    for _ in range(2):
        tablet.send(tablet.record())
    second, drawn = AcuseJobs(another(world.central.deps)), list[int]()

    def paper(signed: Signed, proceso: Proceso, page: str) -> bytes:
        world.central.clock.set_on(HOUR)
        drawn.append(second())
        return acuse_pdf(signed, proceso, page)

    monkeypatch.setattr(acuse_jobs, "acuse_pdf", paper)
    AcuseJobs(world.central.deps)()
    assert drawn == [0, 0]


@only_sqlite
def test_a_verification_is_done_once(world: World) -> None:
    tablet = world.tablet()
    load(world, padron_csv(ROWS))
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")), tablet.record())
    first, seen = job(world), list[int]()
    second = replace(first, deps=another(first.deps))

    def meanwhile(record: SealedRecord) -> KeyedHashes:
        world.central.clock.set_on(HOUR)
        seen.append(second())
        return first.opener(record)

    assert replace(first, opener=meanwhile)() == 2
    assert seen == [0, 0]
    assert avance(world).received == 2
    with world.central.deps.units.reading() as work:
        assert work.runs.page(after=0, limit=9).total == 1


@only_sqlite
def test_a_padron_is_checked_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ine = world.central.someone(Role.INE)
    one = shown(ine.call("POST", PADRON, data=padron_csv(ROWS), headers=CSV).content)
    first = import_job(world.central)
    second, taking = import_job_of(first), SortedBuilder.taking

    def late(builder: SortedBuilder, separator: str, cause: CauseRule) -> TakePlain:
        world.central.clock.set_on(HOUR)
        assert second() == 0
        return taking(builder, separator, cause)

    monkeypatch.setattr(SortedBuilder, "taking", late)
    assert (first(), second()) == (1, 0)
    ine = world.central.someone(Role.INE)  # an hour alone ended the session
    assert again(ine, one).state is ImportState.CHECKED
