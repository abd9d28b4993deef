"""Wrong passwords in a row (numeral 10): each lengthens the wait, across restarts."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import ClassVar, cast

from core.back_off import back_off
from core.ports.shared import Clock
from core.tablet import durable
from core.tablet.errors import TooManyTries
from core.wire import LATEST, read_json

FREE_TRIES = 4
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
MOST_BYTES = 1_000
"""What is read of the file. It holds one number and one instant."""
_WORST = FREE_TRIES + (LONGEST_WAIT // FIRST_WAIT).bit_length()
"""Failures from which on the wait is the longest."""


@dataclass(frozen=True, slots=True)
class _Count:
    """What the file says: failures in a row, and when the last one was."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    failures: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Attempts:
    """Persistent counter in `file`: a try counts before its result is known.

    A file that says no such count costs the longest wait, from when it is read: nobody gains tries
    by spoiling it, and nobody is kept out for good.
    """

    file: Path
    clock: Clock
    _turn: Lock = field(default_factory=Lock, compare=False, repr=False)

    def take(self) -> None:
        """Count one try, durably.

        Raises TooManyTries while the last wait is running; none is counted.
        """
        with self._turn:
            failures, last_at = self._begun()
            self._check(failures, last_at)
            self._write(failures + 1, self.clock.now())

    def give_back(self) -> None:
        """Subtract one try that was never compared with the password."""
        with self._turn:
            failures, last_at = self._begun()
            self._write(max(0, failures - 1), last_at)

    def succeeded(self) -> None:
        """Reset the count to zero."""
        with self._turn:
            if self.file.exists():
                durable.erase(self.file)

    def _check(self, failures: int, last_at: datetime) -> None:
        if failures < FREE_TRIES:
            return
        wait = back_off(failures - FREE_TRIES + 1, FIRST_WAIT, LONGEST_WAIT)
        gone = self.clock.now() - last_at
        if gone < wait:
            raise TooManyTries({"seconds": str(int((wait - gone).total_seconds()) + 1)})

    def _write(self, failures: int, last_at: datetime) -> None:
        said = {"failures": failures, "last_at": min(last_at, LATEST).isoformat()}
        durable.write(self.file, json.dumps(said).encode())

    def _begun(self) -> tuple[int, datetime]:
        """Return the count and when its wait began, which is not after now.

        Where the clock was set back the wait begins anew: it is neither shorter nor longer.
        """
        now = self.clock.now()
        failures, last_at = self._read(now)
        if last_at <= now:
            return failures, last_at
        self._write(failures, now)
        return failures, now

    def _read(self, now: datetime) -> tuple[int, datetime]:
        if not self.file.exists():
            return 0, now
        with durable.trouble_named(), self.file.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        try:
            kept = cast("_Count", read_json(_Count, content))
        except ValueError:
            kept = None
        if kept is None or kept.failures < 0:
            self._write(_WORST, now)
            return _WORST, now
        return kept.failures, kept.last_at
