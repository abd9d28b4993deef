"""Where the chosen look of a tablet is kept."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from capture_kiosk.device.appearance import Appearance
from core.errors import MachineTrouble
from core.tablet import durable

_LARGEST: Final = 200


class AppearanceFile:
    """One line in a file. A file that does not read is the usual look."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Appearance:
        """Return what was kept last."""
        with suppress(OSError, ValueError):
            theme, letters = self._path.read_text("ascii").split()
            return Appearance(theme == "exterior", min(max(int(letters), 100), _LARGEST))
        return Appearance()

    def keep(self, chosen: Appearance) -> Appearance:
        """Note a choice and return it; a full disk leaves it for this session alone."""
        theme = "exterior" if chosen.outdoor else "interior"
        with suppress(MachineTrouble):
            durable.write(self._path, f"{theme} {chosen.letters}".encode())
        return chosen
