"""A server's clock that goes back an hour: nothing lost, doubled, or kept waiting for that hour."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from core.central.leases import LEASE
from core.central.tables.vinculos import StoredDevice
from core.domain.apoyos.envio import folio
from core.domain.proceso.proceso import ProcesoSettings
from core.ports.central import NewMail
from core.ports.central_access import PASSWORDS_OF_ONE
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.mail import MailJob
from core.server.jobs.verify import OWN_CLOCK
from tests.apoyo_data import FIRST, a_proceso, citizen, padron_csv
from tests.apoyo_world import World
from tests.server.conftest import only_sqlite
from tests.server.test_two_workers import Sink, another
from tests.server.test_verification import ONE, ROWS, job, load

HOUR = timedelta(hours=1)


@pytest.fixture
def went_back(world: World) -> Callable[[], None]:
    """Give what sets the server's clock back; it stands still but for that and `forward`."""
    world.central.clock.stop()
    return lambda: world.central.clock.set_on(-HOUR)


def _put(world: World) -> NewMail:
    world.enlist()
    with world.central.deps.units.reading() as work:
        [mail_id] = work.outbox.due(limit=9)
        return work.outbox.read(mail_id)


@only_sqlite
def test_a_mail_that_waits_goes_out_at_once_and_one_that_failed_after_its_wait(
    world: World, went_back: Callable[[], None]
) -> None:
    def fails() -> None:
        raise ValueError

    deps = world.central.deps
    _put(world)
    went_back()
    assert MailJob(deps, Sink())() == 1
    with deps.units.writing("prueba") as work:
        work.outbox.again(work.outbox.page(after=0, limit=1, search="").items[0].id)
        mail_id = work.outbox.due(limit=1)[0]
        work.outbox.failed(mail_id, "prueba")
    assert MailJob(deps, Sink())() == 0
    went_back()
    assert MailJob(deps, Sink())() == 1


def test_what_a_dead_worker_held_is_anothers_after_its_lease(
    world: World, went_back: Callable[[], None]
) -> None:
    def dies() -> None:
        raise SystemExit

    _put(world)
    with pytest.raises(SystemExit):
        MailJob(world.central.deps, Sink(dies))()
    second = MailJob(another(world.central.deps), Sink())
    went_back()
    assert second() == 0  # who holds it may be slow
    world.central.clock.forward(LEASE)
    assert second() == 1


@only_sqlite
def test_records_are_verified(world: World, went_back: Callable[[], None]) -> None:
    tablet = world.tablet()
    load(world, padron_csv(ROWS))
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    assert job(world)() == 1
    went_back()
    tablet.send(tablet.record())
    assert job(world)() == 1
    tablet.send(tablet.record())
    assert job(world)() == 0
    world.central.clock.forward(OWN_CLOCK)
    assert job(world)() == 1


def test_an_envio_that_stopped_closes_and_its_aspirante_is_mailed(
    world: World, went_back: Callable[[], None]
) -> None:
    world.republish(a_proceso(readings=ProcesoSettings(aspirante_mail_minutes=60)))
    tablet, jobs = world.tablet(), AcuseJobs(world.central.deps)
    records = [tablet.record(), tablet.record()]
    tablet.announce(*records)
    tablet.put(records[0])
    went_back()
    assert jobs() == 0
    world.central.clock.forward(timedelta(minutes=10, seconds=1))
    assert jobs() == 2  # closed, and its acuse issued
    went_back()
    assert jobs() == 1
    assert "aspira1@muestra.invalid" in {to for to, _ in world.mails("acuse")}


@only_sqlite
def test_whoever_tried_in_vain_tries_again_after_the_usual_wait(
    world: World, went_back: Callable[[], None]
) -> None:
    clock, units = world.central.clock, world.central.deps.units

    def may_try() -> bool:
        with units.writing("prueba") as work:
            return work.tries.take("llave", PASSWORDS_OF_ONE) is None

    assert [may_try() for _ in range(6)] == [True] * 5 + [False]
    went_back()
    assert [may_try(), may_try()] == [True, False]
    clock.forward(PASSWORDS_OF_ONE.each)
    assert [may_try(), may_try()] == [True, False]


@only_sqlite
def test_what_was_set_aside_is_tried(world: World, went_back: Callable[[], None]) -> None:
    units = world.central.deps.units
    with units.writing("prueba") as work:
        work.apartados.set_aside("prueba", "uno", "error")
        assert work.apartados.resting("prueba") == {"uno"}
    went_back()
    with units.reading() as work:
        assert not work.apartados.resting("prueba")


@only_sqlite
def test_nobody_is_signed_out(world: World, went_back: Callable[[], None]) -> None:
    world.tablet()
    units = world.central.deps.units
    with units.writing("prueba") as work:
        device = work.session.exec(select(StoredDevice.id)).one()
        person, tablet = work.sessions.open(1), work.tablet_sessions.open(device)

    def holders() -> tuple[int | None, str | None]:
        with units.reading() as work:
            return work.sessions.holder(person.token), work.tablet_sessions.holder(tablet.token)

    for move in (lambda: None, went_back, lambda: world.central.clock.set_on(HOUR)):
        move()
        assert holders() == (1, device)


def test_nothing_is_lost_or_doubled(world: World) -> None:
    tablet, deps = world.tablet(), world.central.deps
    jobs = AcuseJobs(deps)
    records = [tablet.record() for _ in range(3)]
    folios = []
    for record, moved in zip(records, (-1, 0, 1), strict=True):
        tablet.announce(record)
        folios.append(tablet.receipt(tablet.put(record)).folio)
        again = tablet.receipt(tablet.put(record))
        assert again.folio == folios[-1]
        jobs()
        world.central.clock.set_on(timedelta(hours=moved))
    world.central.clock.forward(timedelta(hours=2))
    jobs()
    assert jobs() == 0
    assert folios == [folio(FIRST, number) for number in (1, 2, 3)]
    with deps.units.reading() as work:
        assert work.bitacora.check(after=0, limit=1_000).broken == 0
        acuses = work.acuses.page_of_aspirante(FIRST, after=0, limit=9).items
        assert not work.envios.without_acuse()
        assert not list(work.recount.differences())
    assert sorted((each.received, each.folios) for each in acuses) == [(1, 1), (2, 1), (3, 1)]
    assert len({each.number for each in acuses}) == len(acuses)
