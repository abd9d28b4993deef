"""Two workers on one database: each mail, acuse and verification once; a dead one's lease ends."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.central.errors import PadronDamaged
from core.central.leases import LEASE, Holder
from core.central.unit_of_work import Units
from core.documents.acuse import acuse_pdf
from core.domain.proceso.proceso import Proceso
from core.domain.values.signed import Signed
from core.ports.central import NewMail
from core.ports.central_apoyos import Envio
from core.ports.central_padron import KeyedHashes, SealedRecord
from core.server.composition.dependencies import Dependencies
from core.server.jobs import acuses as acuse_jobs
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.mail import MailJob
from core.server.jobs.verify import OWN_CLOCK
from tests.apoyo_data import padron_csv
from tests.apoyo_world import World, citizen
from tests.server.test_verification import ONE, ROWS, avance, job, load


def another(deps: Dependencies) -> Dependencies:
    """Return the dependencies of another worker on the same database."""
    units = Units(deps.units.engine, deps.units.clock)
    return replace(deps, units=units, worker=Holder(steady=deps.worker.steady))


@dataclass
class Sink:
    """A mail server that counts, and lets something happen while it takes a mail."""

    meanwhile: Callable[[], object] = lambda: None
    got: Counter[int] = field(default_factory=Counter)

    def __call__(self, mail: NewMail, mail_id: int, sent_at: datetime) -> None:
        del mail, sent_at
        self.got[mail_id] += 1
        self.meanwhile()


def waiting(world: World, count: int) -> None:
    for each in range(count):
        world.enlist(correo=f"aux{each}@muestra.invalid")


def test_each_mail_is_sent_once_though_both_saw_it_due(world: World) -> None:
    waiting(world, 3)
    sink = Sink()
    second = MailJob(another(world.central.deps), sink)
    first = MailJob(world.central.deps, sink)
    sent_by_second = []

    def meanwhile() -> None:
        sink.meanwhile = lambda: None
        sent_by_second.append(second())

    sink.meanwhile = meanwhile
    sent_by_first = first()
    assert (sent_by_first, sent_by_second) == (1, [2])
    assert sorted(sink.got.values()) == [1, 1, 1]
    assert (first(), second()) == (0, 0)


def test_the_mail_of_a_worker_that_died_goes_out_when_its_time_is_over(world: World) -> None:
    waiting(world, 1)

    def dies() -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        MailJob(world.central.deps, Sink(dies))()
    sink = Sink()
    second = MailJob(another(world.central.deps), sink)
    assert (second(), sink.got.total()) == (0, 0)
    world.central.clock.forward(LEASE + timedelta(seconds=1))
    assert (second(), sink.got.total()) == (1, 1)


def test_each_envio_has_one_acuse_though_both_saw_it_closed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = world.tablet()
    for _ in range(2):
        tablet.send(tablet.record())
    second, issue = AcuseJobs(another(world.central.deps)), AcuseJobs._issue_one
    once: list[int] = []

    def meanwhile(jobs: AcuseJobs, envio: Envio) -> int:
        if not once:
            once.append(0)
            with world.central.deps.units.reading() as work:
                waiting = work.envios.without_acuse()
            once.extend(issue(second, each) for each in waiting)  # as if its time had been over
        return issue(jobs, envio)

    monkeypatch.setattr(AcuseJobs, "_issue_one", meanwhile)
    AcuseJobs(world.central.deps)()
    assert once == [0, 1, 1]
    numbers = [each["number"] for each in world.console().get("/v1/acuses").json()["items"]]
    assert sorted(numbers) == [1, 2]
    assert len(world.mails("acuse")) == len({text for _, text in world.mails("acuse")})


def test_each_acuse_is_drawn_by_one_worker_and_by_the_other_once_that_one_died(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = world.tablet()
    for _ in range(2):
        tablet.send(tablet.record())
    second, drawn = AcuseJobs(another(world.central.deps)), list[int]()

    def paper(signed: Signed, proceso: Proceso, page: str) -> bytes:
        drawn.append(second())
        if len(drawn) == 2:
            raise SystemExit
        return acuse_pdf(signed, proceso, page)

    monkeypatch.setattr(acuse_jobs, "acuse_pdf", paper)
    with pytest.raises(SystemExit):
        AcuseJobs(world.central.deps)()
    assert (drawn, second()) == ([0, 0], 0)
    monkeypatch.setattr(acuse_jobs, "acuse_pdf", acuse_pdf)
    world.central.clock.forward(LEASE)
    assert second() == 2  # an acuse, and the mail of both to the aspirante
    assert second() == 0


def test_a_verification_is_done_once_and_by_another_after_its_worker_died(world: World) -> None:
    tablet = world.tablet()
    load(world, padron_csv(ROWS))
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")), tablet.record())
    first = job(world)
    second = replace(first, deps=another(first.deps))
    seen = []

    def meanwhile(record: SealedRecord) -> KeyedHashes:
        seen.append(second())
        return first.opener(record)

    assert replace(first, opener=meanwhile)() == 2
    assert (seen, second()) == ([0, 0], 0)
    with world.central.deps.units.reading() as work:
        assert work.runs.page(after=0, limit=9).total == 1

    def dies(_record: SealedRecord) -> KeyedHashes:
        raise SystemExit

    tablet.send(tablet.record())
    world.central.clock.forward(OWN_CLOCK)
    with pytest.raises(SystemExit):
        replace(first, opener=dies)()
    assert second() == 0
    world.central.clock.forward(LEASE + timedelta(seconds=1))
    assert second() == 1
    assert avance(world).received == 3


def test_a_worker_whose_padron_is_damaged_leaves_the_run_to_one_that_is_well(
    world: World, tmp_path: Path
) -> None:
    tablet = world.tablet()
    load(world, padron_csv(ROWS))
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    well = job(world)
    elsewhere = well.deps.settings.model_copy(update={"data": tmp_path / "otro"})
    ill = replace(well, deps=replace(another(well.deps), settings=elsewhere))
    with pytest.raises(PadronDamaged):
        ill()
    assert well() == 1
