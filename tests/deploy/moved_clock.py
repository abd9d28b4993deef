"""A clock that somebody sets back, and on again, under whole processes that go on."""

import struct
from collections.abc import Mapping
from pathlib import Path

from tests.preloaded import preloaded

_SOURCE = Path(__file__).with_suffix(".c")
_AWAY = struct.Struct("q")


class MovedClock:
    """The clock of every process that is started with `environment`.

    What it needs is built in `folder`. Raises FileNotFoundError where there is no C compiler.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._file = folder / "reloj"
        self._file.write_bytes(_AWAY.pack(0))
        self.environment: Mapping[str, str] = preloaded(_SOURCE, folder) | {
            "MOVED_CLOCK": str(self._file)
        }

    def move(self, seconds: int) -> None:
        """Let it be so many seconds ahead of the machine's from now on, at once."""
        with self._file.open("r+b") as file:
            file.write(_AWAY.pack(seconds))
