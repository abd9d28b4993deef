"""How much a device may announce, and what of it is kept."""

import pytest

from core.domain.apoyo_errors import TooManyAnnouncements
from core.server.jobs.clean import CleanJob
from core.server.uploads import Announcements
from tests.apoyo_world import World


def test_what_a_device_may_announce_fills_up_with_time() -> None:
    allowed = Announcements(burst=1_000, a_second=10)
    allowed.take("a", 700, 0.0)
    with pytest.raises(TooManyAnnouncements) as refused:
        allowed.take("a", 700, 0.0)
    assert refused.value.facts == {"seconds": "80"}
    allowed.take("b", 700, 0.0)
    with pytest.raises(TooManyAnnouncements):
        allowed.take("a", 700, 79.0)
    allowed.take("a", 700, 80.0)


def test_cleaning_forgets_what_arrived_and_keeps_what_is_awaited(world: World) -> None:
    tablet = world.tablet()
    sent, awaited = tablet.record(), tablet.record()
    first = tablet.announce(sent, awaited)
    assert tablet.put(sent).status_code == 201
    clean = CleanJob(world.central.deps)
    clean()
    open_one = announced(world, first.envio)
    again = tablet.announce(sent, awaited)
    assert clean() == 1
    assert open_one == {sent.header.record_id, awaited.header.record_id}
    assert announced(world, first.envio) == {awaited.header.record_id}
    assert announced(world, again.envio) == {awaited.header.record_id}
    assert tablet.put(awaited).status_code == 201
    clean()
    assert not announced(world, first.envio) | announced(world, again.envio)


def announced(world: World, envio: str) -> set[str]:
    """Return the records that are still told to be announced in an envío."""
    with world.central.deps.units.reading() as work:
        return set(work.envios.waiting(envio))
