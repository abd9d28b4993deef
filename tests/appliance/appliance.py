"""A tablet whose glass is here: its app is in a compositor, and the compositor on the glass."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import psutil

from tests.appliance import unit
from tests.appliance.glass import Glass

PATIENCE_S: Final = 40
"""A busy machine starts the app late; a quiet one waits for nothing."""
SIZE: Final = (600, 1024)
_COLOURS = 8
"""A page with letters has many more; an empty window has one."""
_SAMPLE = 64


class Appliance:
    """One tablet: what is shown on it, and a finger."""

    def __init__(self, folder: Path, compositor: str) -> None:
        self._folder, self._compositor = folder, compositor
        folder.chmod(0o700)
        (folder / "lente").mkdir()
        self.glass = Glass(folder / "vidrio", SIZE)
        self._process: subprocess.Popen[bytes] | None = None
        self._turned = False

    def start(self, *, told: bool = True, turned: bool = False) -> None:
        """Start it; `turned` by a quarter, by the settings of whoever installs it."""
        self._turned = turned
        self._process = unit.start(self._compositor, self._folder, told=told, turned=turned)

    @property
    def told(self) -> dict[str, Any]:
        """What the app says that it shows; nothing before it does."""
        try:
            text = (self._folder / "told.json").read_text("utf-8")
        except FileNotFoundError:
            text = '{"page": "", "places": {}, "size": [0, 0]}'
        found: dict[str, Any] = json.loads(text)
        return found

    def shows(self, page: str) -> bool:
        return self.glass.wait(lambda: bool(self.told["page"] == page), PATIENCE_S)

    def has(self, name: str) -> bool:
        return self.glass.wait(lambda: name in self.told["places"], PATIENCE_S)

    def says(self, name: str, words: str) -> bool:
        """Tell whether what has this name comes to say these words."""
        return self.glass.wait(lambda: words in self.told["places"][name][2], PATIENCE_S)

    def is_wide(self, size: tuple[int, int]) -> bool:
        """Tell whether the app comes to have this size."""
        return self.glass.wait(lambda: tuple(self.told["size"]) == size, PATIENCE_S)

    def touch(self, name: str) -> None:
        """Touch what has this name, where the app says that it stands, once it may be used."""

        def usable() -> bool:
            return name in self.told["places"] and not self.told["held"]

        assert self.glass.wait(usable, PATIENCE_S), f"{name}: {self.told}"
        x, y, _ = self.told["places"][name]
        self.glass.touch(*((SIZE[0] - y, x) if self._turned else (x, y)))

    def is_drawn(self) -> bool:
        """Tell whether a picture with something on it came."""

        def some() -> bool:
            if self.glass.picture is None:
                return False
            small = self.glass.picture.scaled(_SAMPLE, _SAMPLE)
            points = ((x, y) for x in range(_SAMPLE) for y in range(_SAMPLE))
            return len({small.pixel(x, y) for x, y in points}) > _COLOURS

        return self.glass.wait(some, PATIENCE_S)

    def family(self) -> list[psutil.Process]:
        """Return the compositor and all that it started."""
        assert self._process is not None
        own = psutil.Process(self._process.pid)
        return [own, *own.children(recursive=True)]

    def app(self) -> psutil.Process:
        return next(each for each in self.family() if each.cmdline()[:1] == [sys.executable])

    def is_dark(self) -> bool:
        """Tell whether the glass comes to show nothing."""
        return self.glass.wait(lambda: self.glass.picture is None, PATIENCE_S)

    def has_ended(self) -> bool:
        process = self._process
        return process is None or self.glass.wait(lambda: process.poll() is not None, PATIENCE_S)

    def close(self) -> None:
        """End all, the app first: a compositor ends with it."""
        if self._process is not None and self._process.poll() is None:
            for each in reversed(self.family()):
                each.send_signal(signal.SIGTERM)
            if not self.has_ended():
                self._process.kill()
        if self._process is not None:
            self._process.wait()
        self.glass.close()
