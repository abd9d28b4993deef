"""What the acts of the play share: the stage, the cards, the relay, and what was written down."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.walkthrough.cards import Card
from tests.walkthrough.cast import script
from tests.walkthrough.ground import Ground
from tests.walkthrough.processes import Program
from tests.walkthrough.relay import Relay
from tests.walkthrough.report import Report
from tests.walkthrough.run import Run
from tests.walkthrough.stage import Drive, Stage


@dataclass
class Plot:
    """One run being played. `notes` become notas.json, which is all that evidence gets."""

    stage: Stage
    cards_folder: Path | None
    ground: Ground
    notes: dict[str, Any] = field(default_factory=lambda: {"script": script()})
    cards: list[Card] = field(default_factory=list)
    central: Program | None = None
    relay: Relay | None = None
    port: int = 0
    drives: dict[str, Drive] = field(default_factory=dict)
    asked: list[tuple[Card, int]] = field(default_factory=list)
    stopped: str = ""
    pace: float = 1.0
    """How many times slower than two quiet cores this machine is now, at least 1."""
    _captures: Iterator[int] = field(default_factory=itertools.count)

    @property
    def run(self) -> Run:
        """Return where everything lies."""
        return self.stage.run

    @property
    def report(self) -> Report:
        """Return what prints."""
        return self.stage.report

    @property
    def url(self) -> str:
        """Return the server's public address: the relay's."""
        port = self.relay.port if self.relay else self.port
        return f"https://127.0.0.1:{port}"

    @property
    def relay_open(self) -> bool:
        """Tell whether tablets reach the server now."""
        return bool(self.relay and self.relay.is_open)

    def next_capture(self) -> int:
        """Return the number of a capture; no two have the same, whatever thread asks."""
        return next(self._captures)

    def note(self, *path: str, value: object) -> None:
        """Write a fact down under `path`."""
        place = self.notes
        for key in path[:-1]:
            place = place.setdefault(key, {})
        place[path[-1]] = value
