"""A server's clock that goes back an hour: nothing is lost or doubled, and the log stays whole."""

from datetime import timedelta

from core.domain.envio import folio
from core.server.jobs.acuses import AcuseJobs
from tests.apoyo_data import FIRST
from tests.apoyo_world import World


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
        world.central.clock.forward(timedelta(hours=moved))
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
