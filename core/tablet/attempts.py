"""Wrong passwords in a row (numeral 10): each makes the next try wait longer, restarts included."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.back_off import back_off
from core.ports.shared import Clock
from core.tablet import durable
from core.tablet.errors import TooManyTries

FREE_TRIES = 4
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts failures in `file`."""

    file: Path
    clock: Clock

    def check(self) -> None:
        """Raise TooManyTries while the wait after the last failure lasts."""
        failures, last_at = self._read()
        if failures < FREE_TRIES:
            return
        wait = back_off(failures - FREE_TRIES + 1, FIRST_WAIT, LONGEST_WAIT)
        # A clock that was set back does not shorten the wait, nor stretch it beyond its length.
        gone = max(self.clock.now() - last_at, timedelta())
        if gone < wait:
            raise TooManyTries({"seconds": str(int((wait - gone).total_seconds()) + 1)})

    def failed(self) -> None:
        """Count one more failure, durably, before the person is told."""
        failures, _ = self._read()
        said = {"failures": failures + 1, "last_at": self.clock.now().isoformat()}
        durable.write(self.file, json.dumps(said).encode())

    def succeeded(self) -> None:
        """Forget the failures."""
        if self.file.exists():
            durable.erase(self.file)

    def _read(self) -> tuple[int, datetime]:
        if not self.file.exists():
            return 0, self.clock.now()
        said = json.loads(self.file.read_text("utf-8"))
        return int(said["failures"]), datetime.fromisoformat(said["last_at"])
