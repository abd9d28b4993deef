"""What uploads may take of the web process: threads of their own, and a share a device."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from anyio import CapacityLimiter

_THREADS = 8
"""At work on the disk and the database at once. A body that is waited for holds none."""
_IMPORTS = 2
"""Of the padrón: one imports, and the other tells who comes meanwhile to wait."""
_AT_ONCE = 2
"""Uploads of one device: one, and the one before it whose cut was not noticed yet."""


@dataclass(frozen=True, slots=True)
class Uploads:
    """Who uploads now. For the event loop only."""

    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_THREADS))
    imports: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_IMPORTS))
    _of_device: dict[str, list[Callable[[], None]]] = field(default_factory=dict)

    @contextmanager
    def sharing(self, device: str, end: Callable[[], None]) -> Iterator[None]:
        """Count an upload of a device while the block runs; the oldest beyond its share ends."""
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
