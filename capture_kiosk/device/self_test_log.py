"""When this tablet was last tried, and how it ended; no data of anybody."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Lock

from core.errors import MachineTrouble
from core.tablet import durable


class SelfTestLog:
    """One line in a file: the day and the word. A file that does not read is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = Lock()
        self._line = ""
        with suppress(OSError, UnicodeDecodeError):
            self._line = path.read_text("utf-8").strip()

    def note(self, day: date, *, fit: bool) -> None:
        """Take how a test ended, without waiting for the disk."""
        self._line = f"{day.isoformat()} {'apta' if fit else 'no apta'}"

    def keep(self) -> None:
        """Write what was noted last; a full disk leaves it for this session alone."""
        with self._writing, suppress(MachineTrouble):
            durable.write(self._path, self._line.encode())

    def said(self, day: date) -> str:
        """Return what home says on a day."""
        tried, _, word = self._line.partition(" ")
        if tried != day.isoformat():
            return "Hoy no se ha probado esta tableta."
        return f"Probada hoy: {word}."
