"""Threads share syncs of one folder: one that begins after a thread came serves that thread too."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class SharedSync:
    """Calls `sync`, one at a time, and no more often than its callers need. Safe between threads.

    What a caller did before it came is durable when it returns. Raises what `sync` raises: then
    the next caller tries by itself.
    """

    sync: Callable[[], None]
    _turn: Lock = field(default_factory=Lock)
    _begun: int = 0
    _ended: int = 0
    """Number of the last one that succeeded."""

    def __call__(self) -> None:
        """Return after a sync that began after this call."""
        came = self._begun
        with self._turn:
            if self._ended > came:
                return
            self._begun += 1
            self.sync()
            self._ended = self._begun
