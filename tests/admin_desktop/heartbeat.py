"""How long an event loop did not answer: a timer that beats, and its longest pause."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_BEAT_MS = 5


class Heartbeat:
    """Beats while it exists."""

    def __init__(self) -> None:
        self.longest, self.longest_own = 0.0, 0.0
        """Seconds between two beats; seconds of its own that the thread worked meanwhile.

        The first is what a person feels, and grows on a busy machine; the second does not.
        """
        self._last, self._own = time.monotonic(), time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """Note how long the last pause was."""
        now, own = time.monotonic(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.longest_own = max(self.longest_own, own - self._own)
        self._last, self._own = now, own

    def stop(self) -> None:
        """Beat once more, for what blocked until now."""
        self.beat()
        self._timer.stop()


@contextmanager
def heartbeat() -> Iterator[Heartbeat]:
    """Listen to the event loop of this thread."""
    heart = Heartbeat()
    try:
        yield heart
    finally:
        heart.stop()
