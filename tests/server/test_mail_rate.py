"""A mail server is handed no more a minute than is set, by however many workers."""

from datetime import timedelta

import pytest

from core.server.jobs.mail import MailJob
from tests.apoyo_world import World
from tests.server.test_two_workers import Sink, another, waiting

A_MINUTE, STEP, MAILS = 8, 5, 10


@pytest.fixture
def server_limits() -> dict[str, object]:
    return {"smtp_url": "smtp://127.0.0.1:9", "mails_per_minute": A_MINUTE}


def test_no_minute_has_more_and_all_of_them_go_out(world: World) -> None:
    waiting(world, MAILS)
    sink, deps = Sink(), world.central.deps
    world.central.clock.stop()
    jobs = [MailJob(deps, sink), MailJob(another(deps), sink)]
    sent = []
    while sink.got.total() < MAILS:
        sent.append(sum(job() for job in jobs))
        assert len(sent) < 60
        world.central.clock.forward(timedelta(seconds=STEP))
    assert set(sink.got.values()) == {1}
    minute = 60 // STEP
    assert max(sum(sent[at : at + minute]) for at in range(len(sent))) <= A_MINUTE
    assert len(sent) <= 2 * minute * MAILS / A_MINUTE


def test_what_another_holds_takes_nothing_of_the_minute(world: World) -> None:
    waiting(world, 1)
    world.central.clock.stop()
    sink = Sink()
    second = MailJob(another(world.central.deps), Sink())
    sink.meanwhile = lambda: [second() for _ in range(3 * A_MINUTE)]
    assert MailJob(world.central.deps, sink)() == 1
    waiting_more = world.central.deps
    world.enlist(correo="otra@muestra.invalid")
    world.central.clock.forward(timedelta(minutes=1) / A_MINUTE * 2)
    assert MailJob(waiting_more, sink)() == 1
