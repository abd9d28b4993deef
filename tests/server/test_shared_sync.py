"""Syncs that threads share: each is served by one that began after it came, and by few of them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.server.host.shared_sync import SharedSync

_THREADS = 8


class Queue:
    """A lock that tells when so many stand at it."""

    def __init__(self) -> None:
        self._lock, self._stand = threading.Lock(), threading.Semaphore(0)

    def __enter__(self) -> None:
        self._stand.release()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def wait_for(self, count: int) -> None:
        for _ in range(count):
            self._stand.acquire()


def test_who_comes_while_one_runs_shares_the_next() -> None:
    queue, made = Queue(), 0

    def sync() -> None:
        nonlocal made
        made += 1
        if made == 1:
            queue.wait_for(_THREADS)

    shared = SharedSync(sync, _turn=queue)  # type: ignore[arg-type]
    with ThreadPoolExecutor(_THREADS) as pool:
        for each in [pool.submit(shared) for _ in range(_THREADS)]:
            each.result()
    assert made == 2


def test_what_was_done_before_a_call_is_synced_after_it() -> None:
    done: set[int] = set()
    synced: set[int] = set()

    def sync() -> None:
        synced.update(done.copy())

    shared = SharedSync(sync)

    def one(number: int) -> bool:
        done.add(number)
        shared()
        return number in synced

    with ThreadPoolExecutor(_THREADS) as pool:
        assert all(pool.map(one, range(500)))


def test_one_that_fails_serves_nobody() -> None:
    faults = [BlockingIOError(), None]

    def sync() -> None:
        if fault := faults.pop(0):
            raise fault

    shared = SharedSync(sync)
    with pytest.raises(BlockingIOError):
        shared()
    shared()
    assert not faults
