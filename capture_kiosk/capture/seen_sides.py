"""Readings of the last picture of each side, so that no side is read twice (18).

In memory only, no longer than the draft (24); forgetting overwrites them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

from core.domain.credencial.lectura import SideName

if TYPE_CHECKING:
    from core.credential.reader import SeenSide


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """One side; `number` is that of its picture, `digest` the SHA-256 of its bytes."""

    number: int
    digest: bytes
    seen: "SeenSide"


class SeenSides:
    """At most one reading of each side. Thread-safe; no call waits for a reading."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers = count(1)
        self._awaited: dict[SideName, int] = {}
        self._kept: dict[SideName, _Kept] = {}

    def expect(self, side: SideName) -> int:
        """Return the number of a new picture of a side; the reading of the former is wiped."""
        with self._lock:
            number = self._awaited[side] = next(self._numbers)
            earlier = self._kept.pop(side, None)
        if earlier is not None:
            earlier.seen.wipe()
        return number

    def keep(self, number: int, frame: bytes, seen: "SeenSide") -> None:
        """Store the reading of picture `number`, or wipe it if forgotten or outdated."""
        self._keep(_Kept(number, sha256(frame).digest(), seen))

    @contextmanager
    def lent(self, frames: Mapping[SideName, bytes]) -> Iterator[dict[SideName, "SeenSide"]]:
        """Lend the readings of exactly these pictures; while lent they are not wiped."""
        digests = {side: sha256(frame).digest() for side, frame in frames.items()}
        with self._lock:
            lent = [
                kept for kept in self._kept.values() if kept.digest == digests.get(kept.seen.name)
            ]
            for kept in lent:
                del self._kept[kept.seen.name]
        try:
            yield {kept.seen.name: kept.seen for kept in lent}
        finally:
            for kept in lent:  # forgotten meanwhile, it is wiped now
                self._keep(kept)

    def forget(self) -> None:
        """Wipe everything now, or lent readings on return."""
        with self._lock:
            self._awaited.clear()
            kept, self._kept = self._kept, {}
        for each in kept.values():
            each.seen.wipe()

    def _keep(self, kept: _Kept) -> None:
        with self._lock:
            is_wanted = self._awaited.get(kept.seen.name) == kept.number
            if is_wanted:
                self._kept[kept.seen.name] = kept
        if not is_wanted:
            kept.seen.wipe()
