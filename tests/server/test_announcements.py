"""How much a device may announce, and what of it is kept."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore

import pytest

from core.central.apoyos import envios
from core.central.apoyos.blobs import FolderBlobs
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import TooManyAnnouncements
from core.domain.apoyos.envio import Announcement
from core.procedure import n25_open_envio
from core.server.connections import uploads
from core.server.connections.uploads import Announcements
from core.server.jobs.clean import CleanJob
from tests.apoyo_data import FIRST
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


def test_an_announcement_in_parts_counts_only_what_waits_however_often_it_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (envios, n25_open_envio):
        monkeypatch.setattr(each, "ANNOUNCED_AT_ONCE", 2)
    tablet = world.tablet()
    sent = [tablet.record() for _ in range(3)]
    tablet.send(*sent)
    waiting = [tablet.record() for _ in range(5)]
    told = {each.header.record_id for each in waiting}
    first = tablet.announce(*sent, *waiting)
    for opened in (first, tablet.announce(*sent, *waiting)):
        assert (opened.envio, set(opened.have)) == (first.envio, told)
        assert announced(world, first.envio) == told
        with world.central.deps.units.reading() as work:
            assert work.envios.by_id(first.envio).announced == len(waiting)
    for each in waiting:
        assert tablet.put(each).status_code == 201
    with world.central.deps.units.reading() as work:
        assert work.envios.by_id(first.envio).closed_at is not None


def test_announcements_to_a_slow_store_leave_threads_to_everybody_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet, asked, free = world.tablet(), Semaphore(0), Event()
    inside: list[int] = [0, 0]  # now, and the most at once
    held, take = FolderBlobs.held, Announcements.take

    def slow(store: FolderBlobs, named: Iterable[tuple[RecordId, str]]) -> dict[RecordId, int]:
        inside[0] += 1
        inside[1] = max(inside)
        assert free.wait(60)
        inside[0] -= 1
        return held(store, named)

    def taken(all_of: Announcements, device: str, records: int, now: float) -> None:
        take(all_of, device, records, now)
        asked.release()

    def announce() -> int:
        said = Announcement(FIRST, (), world.central.clock.now())
        client = world.central.stranger()
        client.token = tablet.client.token
        return client.post("/v1/envios", said).status_code

    monkeypatch.setattr(FolderBlobs, "held", slow)
    monkeypatch.setattr(Announcements, "take", taken)
    crowd = 12
    with ThreadPoolExecutor(crowd) as pool:
        told = [pool.submit(announce) for _ in range(crowd)]
        assert all(asked.acquire(timeout=60) for _ in told)
        assert world.central.stranger().get("/v1/proceso").status_code == 200
        free.set()
        assert [each.result() for each in told] == [200] * crowd
    assert inside[1] <= uploads._THREADS < crowd


def announced(world: World, envio: str) -> set[str]:
    """Return the records that are still told to be announced in an envío."""
    with world.central.deps.units.reading() as work:
        return set(work.envios.waiting(envio))
