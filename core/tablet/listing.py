"""What stands in a folder, held in memory: a save or a sent record lists and opens nothing anew."""

import os
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from core.tablet import durable

E = TypeVar("E", str, bytes)


@dataclass(slots=True)
class Listing(Generic[E]):
    """One entry a file of `folder`, by order; any thread may call.

    `read` makes the entry of a file name, or None for another's file; `name_of` is its inverse.
    """

    folder: Path
    read: Callable[[str], E | None]
    name_of: Callable[[E], str]
    _held: list[E] = field(default_factory=list)
    _stamp: int = -1
    _lock: Lock = field(default_factory=Lock)

    def all(self) -> tuple[E, ...]:
        """Return every entry. The folder is listed only if it changed, and only new files read."""
        with self._lock:
            self._list()
            return tuple(self._held)

    def last(self) -> E | None:
        """Return the highest entry as it is held: no listing, but for the first."""
        with self._lock:
            self._list_once()
            return self._held[-1] if self._held else None

    def starting(self, front: E) -> E | None:
        """Return the first entry that begins with `front`, as it is held."""
        with self._lock:
            self._list_once()
            place = bisect_left(self._held, front)
            found = self._held[place] if place < len(self._held) else None
            return found if found is not None and found[: len(front)] == front else None

    def add(self, entry: E) -> None:
        """Hold the entry of a file that was just written."""
        with self._lock:
            place = bisect_left(self._held, entry)
            if self._held[place : place + 1] != [entry]:
                self._held.insert(place, entry)

    def drop(self, front: E) -> None:
        """Hold no longer what begins with `front`: its file was just erased."""
        with self._lock:
            place = bisect_left(self._held, front)
            if place < len(self._held) and self._held[place][: len(front)] == front:
                del self._held[place]

    def _list_once(self) -> None:
        if self._stamp < 0:
            self._list()

    def _list(self) -> None:
        """Bring what is held in line with the folder, whoever changed it."""
        with durable.trouble_named():
            stamp = os.stat(self.folder).st_mtime_ns  # noqa: PTH116  a call that tests can count
            if stamp == self._stamp:
                return
            with os.scandir(self.folder) as found:
                names = [each.name for each in found]
        known = {self.name_of(entry): entry for entry in self._held}
        entries = (known.get(name) or self.read(name) for name in names)
        self._held = sorted(entry for entry in entries if entry is not None)
        self._stamp = stamp
