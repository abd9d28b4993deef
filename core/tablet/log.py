"""The tablet's event log: acts and times, no personal data, two files of 512 KiB."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.ports.shared import Clock
from core.tablet import durable

_MOST_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class FolderLog:
    """A log in `folder`: one JSON object a line; the older file is replaced when one is full."""

    folder: Path
    clock: Clock

    @classmethod
    def at(cls, folder: Path, clock: Clock) -> "FolderLog":
        """Return the log of a folder."""
        return cls(durable.folder(folder), clock)

    def note(self, what: str, facts: Mapping[str, str]) -> None:
        """Append one line. `facts` are codes and record numbers, never personal data."""
        current = self.folder / "tableta.log"
        line = json.dumps({"at": self.clock.now().isoformat(), "what": what, **facts})
        with durable.trouble_named():
            if current.exists() and current.stat().st_size > _MOST_BYTES:
                current.replace(self.folder / "tableta.1.log")
            with current.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
