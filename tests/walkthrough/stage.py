"""The play's side of the scripts: it starts an app with its script, hears it and answers it."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.walkthrough.folders import environment
from tests.walkthrough.processes import Program, Supervisor
from tests.walkthrough.report import Report
from tests.walkthrough.run import Run
from tests.walkthrough.waiting import PATIENCE

REPOSITORY = Path(__file__).resolve().parents[2]
_LOOK_SECONDS = 0.03


class DriveLost(Exception):
    """A script did not find on the screen what it waited for, or its app ended."""


@dataclass
class Drive:
    """One app with its script."""

    name: str
    program: Program
    control: Path
    report: Report
    notes: dict[str, Any] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    done: bool = False
    lost: str = ""
    _read: int = 0
    _asked: int = 0

    def hear(self) -> None:
        """Take in what the script said since the last time."""
        path = self.control / f"{self.name}.events"
        if not path.exists():
            return
        with path.open(encoding="utf-8") as events:
            events.seek(self._read)
            whole = events.read()
        end = whole.rfind("\n") + 1
        self._read += len(whole[:end].encode())
        for line in whole[:end].splitlines():
            self._take(json.loads(line))

    def _take(self, told: dict[str, Any]) -> None:
        match told["event"]:
            case "step":
                self.report.step_done(told["num"], told["words"], told["seconds"])
            case "note":
                self.notes[told["key"]] = told["value"]
            case "waiting":
                self.waiting.add(told["word"])
            case "done":
                self.done = True
            case "lost":
                self.lost = f"{told['why']}\n{told['trace']}"

    def until(self, ready: Callable[["Drive"], object], what: str, seconds: float = 120.0) -> None:
        """Wait until `ready(self)`. Raises DriveLost."""
        deadline = time.monotonic() + seconds * PATIENCE
        while True:
            self.hear()
            if ready(self):
                return
            if self.lost:
                raise DriveLost(f"{self.name}: {self.lost}\n{self.program.last_words()}")
            if not self.program.alive:
                raise DriveLost(f"{self.name} terminó sin {what}\n{self.program.last_words()}")
            if time.monotonic() > deadline:
                raise DriveLost(f"{self.name} no llegó a {what}\n{self.program.last_words()}")
            self.report.tick()
            time.sleep(_LOOK_SECONDS)

    def until_note(self, key: str, seconds: float = 300.0) -> Any:  # noqa: ANN401  notes are JSON
        """Wait for a fact that the script writes down, and return it."""
        self.until(lambda drive: key in drive.notes, key, seconds)
        return self.notes[key]

    def forget(self, key: str) -> None:
        """Drop a fact, so that `until_note` waits for the next one."""
        self.hear()
        self.notes.pop(key, None)

    def until_waiting(self, word: str, seconds: float = 300.0) -> None:
        """Wait until the script waits for `word`."""
        self.until(lambda drive: word in drive.waiting, f"esperar «{word}»", seconds)

    def until_done(self, seconds: float = 120.0) -> dict[str, Any]:
        """Wait until the script ended; return everything it wrote down."""
        self.until(lambda drive: drive.done, "terminar", seconds)
        return self.notes

    def ask(self, action: str, **facts: object) -> int:
        """Ask the app's script to do something; return the number of the question."""
        self._asked += 1
        self.tell(f"ask{self._asked}", do=action, facts=facts)
        return self._asked

    def answer(self, question: int, seconds: float = 300.0) -> Any:  # noqa: ANN401  JSON
        """Wait for the answer to a question. Raises DriveLost."""
        return self.until_note(f"answer{question}", seconds)

    def do(self, action: str, **facts: Any) -> Any:  # noqa: ANN401  JSON
        """Ask and wait."""
        return self.answer(self.ask(action, **facts))

    def end(self) -> None:
        """Let the script go and stop the app."""
        if self.program.alive:
            self.ask("end")
            self.program.stop()

    def tell(self, word: str, **facts: object) -> None:
        """Say `word` to the script."""
        final = self.control / f"{self.name}.{word}.json"
        partial = final.with_suffix(".partial")
        partial.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
        partial.rename(final)


@dataclass
class Stage:
    """Where apps are started with their scripts."""

    run: Run
    report: Report
    supervisor: Supervisor
    tree: Path = REPOSITORY

    def drive(
        self,
        name: str,
        script: str,
        part: str,
        plan: Mapping[str, Any],
        *,
        tree: Path | None = None,
        **settings: str,
    ) -> Drive:
        """Start the app of `part` with the script tests.walkthrough.drive.`script`."""
        control = self.run.root / "control"
        path = control / f"{name}.plan.json"
        path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
        env = environment(
            self.run, part, QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software",
            QSG_RENDER_LOOP="basic", QT_LOGGING_RULES="qt.qpa.*=false", **settings,
        )  # fmt: skip
        command = [
            sys.executable, "-m", f"tests.walkthrough.drive.{script}",
            name, str(path), str(self.run.root / "pantallas"), str(control),
        ]  # fmt: skip
        program = self.supervisor.start(name, command, env, cwd=tree or self.tree)
        return Drive(name, program, control, self.report)
