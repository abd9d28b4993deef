"""Rounds of a soak: something is killed while tablets send, and then everything must agree.

What came of them is told in out/soak.json: {name, rounds, lost, doubled, notes}.
"""

import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Event

import requests
from sqlalchemy import text

from core.domain.apoyos.envio import folio
from tests.apoyo_data import FIRST
from tests.apoyo_world import Tablet
from tests.deploy.composed import WORKERS
from tests.deploy.site import PATIENCE_SECONDS, Site

OUT = Path(__file__).resolve().parents[2] / "out" / "soak.json"
_RECORDS = "SELECT record_id, sha256, folio FROM apoyo ORDER BY sequence"
_ENTRIES = 5_000
_SECONDS = 60
_EACH = 8
_AGAIN_SECONDS = 1.0
_SOON_SECONDS = 1.5


@dataclass(slots=True)
class SoakRow:
    """What came of the rounds of one fault."""

    name: str
    rounds: int = 0
    lost: int = 0
    doubled: int = 0
    notes: list[str] = field(default_factory=list)
    again: int = 0
    """Mails that came again under their own Message-ID."""

    def tell(self) -> None:
        """Write it into out/soak.json, in the place of its former row."""
        OUT.parent.mkdir(exist_ok=True)
        rows = json.loads(OUT.read_text("utf-8")) if OUT.exists() else []
        again = [f"correos entregados otra vez con su mismo Message-ID: {self.again}"]
        notes = [*self.notes, *(again if self.again else ())]
        row = {name: getattr(self, name) for name in ("name", "rounds", "lost", "doubled")}
        row["notes"] = "; ".join(notes)
        kept = [each for each in rows if each["name"] != self.name]
        OUT.write_text(json.dumps([*kept, row], indent=1, ensure_ascii=False), "utf-8")


@dataclass
class Rounds:
    """Rounds on one site. What was seen right in a former round is not read again."""

    site: Site
    tablets: list[Tablet]
    _read: set[str] = field(default_factory=set)
    _entry: int = 0

    def play(self, outcomes: Sequence[SoakRow], strikes: Sequence[Callable[[], None]]) -> None:
        """Send from all tablets, strike meanwhile, let all come to rest, and count.

        Each strike comes at a moment of its own; what was lost or doubled is every outcome's.
        Tablets go on sending until the last strike is over.
        """
        over = Event()
        with ThreadPoolExecutor(len(self.tablets) + len(strikes)) as pool:
            sending = [pool.submit(self._send, each, over) for each in self.tablets]
            striking = [pool.submit(soon, each) for each in strikes]
            try:
                for done in striking:
                    done.result(PATIENCE_SECONDS)
            finally:
                over.set()
            for done in sending:
                done.result(PATIENCE_SECONDS)
        self.site.settle(self.hasten)
        lost, doubled = self.count()
        came = self.site.inbox.came
        for outcome in outcomes:
            outcome.rounds += 1
            outcome.lost += lost
            outcome.doubled += doubled
            outcome.again = sum(came.values()) - len(came)

    def _send(self, tablet: Tablet, over: Event) -> None:
        self.site.send(tablet, _EACH)
        while not over.wait(_AGAIN_SECONDS):
            self.site.send(tablet, _EACH)

    def hasten(self) -> None:
        """Let the time of what a dead worker held be over, as five minutes would, and start anew.

        No worker lives meanwhile: of one that does, another would take what it holds.
        """
        for name in WORKERS:
            self.site.composition.kill(name)
        self.site.let_mails_go()
        self.site.composition.up(*WORKERS)

    def count(self) -> tuple[int, int]:
        """Return what was lost and doubled so far. Raises AssertionError for a broken log."""
        with self.site.central.deps.units.reading() as work:
            rows = work.session.connection().execute(text(_RECORDS)).all()
            checked = work.bitacora.check(after=self._entry, limit=_ENTRIES)
        assert not checked.broken, f"the log is broken at {checked.broken}"
        self._entry = checked.last
        folios = [each.folio for each in rows]
        assert folios == [folio(FIRST, place) for place in range(1, len(rows) + 1)]
        given = self.site.given
        kept = {each.record_id: each.folio for each in rows}
        lost = sum(kept.get(each) != number for each, number in given.items())
        lost += self._missing({f"{each.record_id}-{each.sha256}" for each in rows})
        return lost, len(rows) - len(given)

    def _missing(self, names: Iterable[str]) -> int:
        """Return how many envelopes the store does not give back as they were received."""
        url = f"{self.site.store.files}/{self.site.place.removeprefix('s3://')}/sobres"
        missing = 0
        for name in set(names) - self._read:
            answer = requests.get(f"{url}/{name}", timeout=_SECONDS)
            if answer.ok and sha256(answer.content).hexdigest() == name.rpartition("-")[2]:
                self._read.add(name)
            else:
                missing += 1
        return missing


def soon(strike: Callable[[], None]) -> None:
    """Strike within moments, at any of them."""
    time.sleep(random.random() * _SOON_SECONDS)  # noqa: TID251  at any moment of the load
    strike()
