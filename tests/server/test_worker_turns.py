"""The worker's turns: a job that fails rests, longer and longer, and ends nothing."""

import logging
import threading
from datetime import timedelta

import pytest

from core.server.worker import Job, Turn, work

SECRET = "FICTICIA MUESTRA"


def _fails() -> int:
    raise ValueError(SECRET)


def test_a_job_that_never_works_rests_a_minute_at_most_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    turn = Turn(Job("prueba", timedelta(seconds=1), _fails), 0)
    rests = []
    with caplog.at_level(logging.CRITICAL, "apoyo.worker"):
        for _ in range(2_000):
            turn.take(lambda: 100.0)
            rests.append(turn.due_at - 100)
    assert rests[:3] == [2, 4, 8]
    assert set(rests[6:]) == {60}


def test_a_rare_job_stays_rare_whether_it_works_or_not() -> None:
    turn = Turn(Job("prueba", timedelta(hours=1), lambda: 0), 0)
    turn.take(lambda: 100.0)
    assert turn.due_at == 100 + 3600


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
        work((Job("mala", tick, _fails), Job("buena", tick, well)), stop)
    assert len(done) == 3
    assert "mala: ValueError" in caplog.text
    assert SECRET not in caplog.text
