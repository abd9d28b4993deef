"""Records opened in threads before each is asked for: what one waits for, another computes.

Disk, digest and object store leave Python's lock. What is opened stays in this process; of each
record its hashes alone are held until they are asked for.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

from core.ports.central_padron import KeyedHashes, Opener, SealedRecord

_HANDS = 2
_NICE = 5
"""Receipts go first: with the same cores, a third of the share of a thread that receives."""


class OpenedAhead:
    """An Opener of records that it was told of; what opening one raises, asking for it raises."""

    def __init__(self, opener: Opener, hands: ThreadPoolExecutor) -> None:
        self._opener, self._hands = opener, hands
        self._begun: dict[str, Future[KeyedHashes]] = {}

    def begin(self, records: Sequence[SealedRecord]) -> None:
        """Have these opened, after those that were told before."""
        for each in records:
            self._begun[each.record_id] = self._hands.submit(self._opener, each)

    def __call__(self, record: SealedRecord) -> KeyedHashes:
        return self._begun.pop(record.record_id).result()

    def forget(self, records: Sequence[SealedRecord]) -> None:
        """Let go of those of these that nobody asked for."""
        for each in records:
            self._begun.pop(each.record_id, None)


@contextmanager
def opened_ahead(opener: Opener) -> Iterator[OpenedAhead]:
    """Give what opens ahead until the block ends; what has not begun by then never does."""
    hands = ThreadPoolExecutor(_HANDS, "sobres", _give_way)
    try:
        yield OpenedAhead(opener, hands)
    finally:
        hands.shutdown(cancel_futures=True)


def _give_way() -> None:
    """Let this thread alone, which holds no lock of the database, give way to whoever receives."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
