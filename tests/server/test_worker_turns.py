"""The worker's turns: a job that fails rests, longer and longer, and ends nothing."""

import logging
import threading
from datetime import timedelta

import pytest

from core.server.worker import Job, Turn, work
from tests.central_server import MovableClock
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW

SECRET = "FICTICIA MUESTRA"


def _fails() -> int:
    raise ValueError(SECRET)


def test_a_job_that_never_works_rests_a_minute_at_most_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = SetClock(NOW)
    turn = Turn(Job("prueba", timedelta(seconds=1), _fails), clock.now())
    rests = []
    with caplog.at_level(logging.CRITICAL, "apoyo.worker"):
        for _ in range(2_000):
            turn.take(clock)
            rests.append(turn.due_at - clock.now())
    assert rests[:3] == [timedelta(seconds=each) for each in (2, 4, 8)]
    assert set(rests[6:]) == {timedelta(minutes=1)}


def test_a_rare_job_stays_rare_whether_it_works_or_not() -> None:
    clock, hour = SetClock(NOW), timedelta(hours=1)
    turn = Turn(Job("prueba", hour, lambda: 0), clock.now())
    turn.take(clock)
    assert turn.due_at - clock.now() == hour


@pytest.mark.logs("apoyo.worker")
def test_a_failing_job_stops_neither_the_others_nor_the_worker(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stop, done = threading.Event(), []

    def well() -> int:
        done.append(1)
        if len(done) == 3:
            stop.set()
        return 1

    tick = timedelta(milliseconds=1)
    with caplog.at_level(logging.ERROR, "apoyo.worker"):
        work((Job("mala", tick, _fails), Job("buena", tick, well)), MovableClock(), stop)
    assert len(done) == 3
    assert "mala: ValueError" in caplog.text
    assert SECRET not in caplog.text
