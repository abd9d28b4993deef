"""Limits of uploads in the web process: their own threads, a share a device."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from threading import Lock

from anyio import CapacityLimiter

from core.domain.apoyos.apoyo_errors import TooManyAnnouncements
from core.server.connections.pieces import Pieces
from core.server.host.threads import Threads

_THREADS = 8
"""Threads for disk and database. A body that is still awaited holds none."""
_IMPORTS = 2
"""Threads of the padrón: one imports, the other refuses imports that come meanwhile."""
_ESCANEOS = 3
"""Scanned documents that are received or read at once: each is held whole in memory, twice."""
_AT_ONCE = 2
"""Uploads of one device: the current one, and one whose disconnect was not noticed yet."""


_EACH = 200
"""What an announcement costs by itself, counted in records."""


@dataclass(slots=True)
class Announcements:
    """Token bucket of records each device may announce: `burst`, refilled `a_second` per second.

    A tablet with 5,000 waiting records may announce 19 times at once, then once a minute.
    """

    burst: float = 100_000.0
    a_second: float = 100.0
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, device: str, records: int, now: float) -> None:
        """Take `records` tokens and a fixed cost of a device.

        Raises TooManyAnnouncements; then none is taken. `now` is a monotonic clock in seconds.
        """
        cost = records + _EACH
        with self._lock:
            left, at = self._left.get(device, (self.burst, now))
            left = min(self.burst, left + (now - at) * self.a_second)
            if left < cost:
                raise TooManyAnnouncements({"seconds": str(ceil((cost - left) / self.a_second))})
            self._left[device] = (left - cost, now)


@dataclass(frozen=True, slots=True)
class Uploads:
    """Current uploads and announcement budgets. Use `sharing` on the event loop only."""

    threads: Threads = field(default_factory=lambda: Threads(_THREADS, "envios"))
    imports: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_IMPORTS))
    escaneos: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_ESCANEOS))
    announcements: Announcements = field(default_factory=Announcements)
    pieces: Pieces = field(default_factory=Pieces)
    _of_device: dict[str, list[Callable[[], None]]] = field(default_factory=dict)

    @contextmanager
    def sharing(self, device: str, end: Callable[[], None]) -> Iterator[None]:
        """Count an upload of a device during the block; above its share the oldest is ended."""
        mine = self._of_device.setdefault(device, [])
        while len(mine) >= _AT_ONCE:
            mine.pop(0)()
        mine.append(end)
        try:
            yield
        finally:
            if end in mine:
                mine.remove(end)
            if not mine:
                self._of_device.pop(device, None)
