"""Threads that are asked for from the event loop."""

import asyncio
import threading

import pytest

from core.server.host.threads import Threads


def test_what_is_asked_for_is_given_or_raised() -> None:
    def missing() -> None:
        raise LookupError

    async def both() -> tuple[int, int]:
        threads = Threads(1, "prueba")
        with pytest.raises(LookupError):
            await threads.run(missing)
        return await threads.run(threading.get_ident), threading.get_ident()

    there, here = asyncio.run(both())
    assert there != here


def test_no_more_than_so_many_work_at_once() -> None:
    at_once, most = [0], [0]
    lock, two = threading.Lock(), threading.Barrier(2)

    def work() -> None:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        two.wait()
        with lock:
            at_once[0] -= 1

    async def all_of_them() -> None:
        threads = Threads(2, "prueba")
        await asyncio.gather(*(threads.run(work) for _ in range(8)))

    asyncio.run(all_of_them())
    assert most == [2]


def test_who_is_cancelled_however_often_is_told_once_the_work_has_ended() -> None:
    begun, ends, said = threading.Event(), threading.Event(), list[str]()

    def work() -> None:
        begun.set()
        ends.wait()
        said.append("ended")

    async def cancelled() -> None:
        waiting = asyncio.create_task(Threads(1, "prueba").run(work))
        await asyncio.to_thread(begun.wait)
        for _ in range(3):
            waiting.cancel()
            await asyncio.sleep(0)
            assert not waiting.done()
        ends.set()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        said.append("told")

    asyncio.run(cancelled())
    assert said == ["ended", "told"]
