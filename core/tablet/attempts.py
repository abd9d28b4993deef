"""Wrong passwords in a row (numeral 10): each lengthens the wait, across restarts."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from core.back_off import back_off
from core.ports.shared import Clock
from core.tablet import durable
from core.tablet.errors import TooManyTries

FREE_TRIES = 4
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Persistent counter in `file`: a try counts before its result is known."""

    file: Path
    clock: Clock
    _turn: Lock = field(default_factory=Lock, compare=False, repr=False)

    def take(self) -> None:
        """Count one try, durably.

        Raises TooManyTries while the last wait is running; none is counted.
        """
        with self._turn:
            failures, last_at = self._read()
            self._check(failures, last_at)
            self._write(failures + 1, self.clock.now())

    def give_back(self) -> None:
        """Subtract one try that was never compared with the password."""
        with self._turn:
            failures, last_at = self._read()
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
        # A clock that was set back does not shorten the wait, nor stretch it beyond its length.
        gone = max(self.clock.now() - last_at, timedelta())
        if gone < wait:
            raise TooManyTries({"seconds": str(int((wait - gone).total_seconds()) + 1)})

    def _write(self, failures: int, last_at: datetime) -> None:
        said = {"failures": failures, "last_at": last_at.isoformat()}
        durable.write(self.file, json.dumps(said).encode())

    def _read(self) -> tuple[int, datetime]:
        if not self.file.exists():
            return 0, self.clock.now()
        said = json.loads(self.file.read_text("utf-8"))
        return int(said["failures"]), datetime.fromisoformat(said["last_at"])
