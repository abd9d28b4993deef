"""Where the chosen look of a tablet is kept."""

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

from capture_kiosk.device.appearance import Appearance
from core.errors import MachineTrouble
from core.tablet import durable

_LARGEST: Final = 200


class AppearanceFile:
    """One line in a file. A file that does not read is the usual look."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = Lock()
        self._chosen = self._kept = self._read()

    @property
    def chosen(self) -> Appearance:
        """What was chosen last: at the start, what the file says."""
        return self._chosen

    def choose(self, chosen: Appearance) -> None:
        """Take a choice, without waiting for the disk."""
        self._chosen = chosen

    def keep(self) -> None:
        """Write what was chosen last; a full disk leaves it for this session alone.

        Whoever ends last has written the last choice, in whatever order several come.
        """
        with self._writing:
            chosen = self._chosen
            if chosen == self._kept:
                return
            theme = "exterior" if chosen.outdoor else "interior"
            with suppress(MachineTrouble):
                durable.write(self._path, f"{theme} {chosen.letters}".encode())
                self._kept = chosen

    def _read(self) -> Appearance:
        with suppress(OSError, ValueError):
            theme, letters = self._path.read_text("ascii").split()
            return Appearance(theme == "exterior", min(max(int(letters), 100), _LARGEST))
        return Appearance()
