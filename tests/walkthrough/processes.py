"""Starting, stopping and killing the programs of the play; none is left behind, Ctrl-C included."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

_GRACE_SECONDS = 8.0
_LOOK_SECONDS = 0.02
_ASKS_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Program:
    """One program of ours, with a session of its own so that its children go with it."""

    name: str
    popen: subprocess.Popen[str]
    log: Path

    @property
    def pid(self) -> int:
        """Return its process id."""
        return self.popen.pid

    @property
    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self.popen.poll() is None

    def kill(self) -> None:
        """Kill -9, children too: no last word, no flush."""
        self._signal(signal.SIGKILL)
        self.popen.wait()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end; kill what does not. Return its exit status."""
        self._signal(how)
        deadline = time.monotonic() + _GRACE_SECONDS
        while self.alive and time.monotonic() < deadline:
            time.sleep(_LOOK_SECONDS)
        self._signal(signal.SIGKILL)
        return self.popen.wait()

    def _signal(self, which: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, which)

    def last_words(self, lines: int = 12) -> str:
        """Return the end of its log, and how it ended if it did."""
        text = self.log.read_text("utf-8", "replace") if self.log.exists() else ""
        ended = [] if self.alive else [f"({self.name}: {_ending(self.popen.returncode)})"]
        return "\n".join(text.splitlines()[-lines:] + ended)


def _ending(status: int) -> str:
    """Return an exit status in words: a signal by its name."""
    return signal.Signals(-status).name if status < 0 else f"salió con {status}"


@dataclass
class Supervisor:
    """Every program that the play started. Use it as a context: nothing survives it."""

    logs: Path
    programs: list[Program] = field(default_factory=list)

    def start(
        self, name: str, command: Sequence[str], env: Mapping[str, str], *, cwd: Path | None = None
    ) -> Program:
        """Start a program whose output goes to a log of its own."""
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}_{len(self.programs):02d}.log"
        with log.open("w", encoding="utf-8") as out:
            popen = subprocess.Popen(
                list(command),
                env=dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        program = Program(name, popen, log)
        self.programs.append(program)
        return program

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with _undisturbed():
            running = [each for each in self.programs if each.alive]
            for each in running:
                each._signal(signal.SIGTERM)
            deadline = time.monotonic() + _GRACE_SECONDS
            while any(each.alive for each in running) and time.monotonic() < deadline:
                time.sleep(_LOOK_SECONDS)
            for each in self.programs:
                each._signal(signal.SIGKILL)
                each.popen.wait()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no second Ctrl-C cut short what ends the programs: some would stay behind."""
    before = [signal.signal(number, signal.SIG_IGN) for number in _ASKS_TO_END]
    try:
        yield
    finally:
        for number, handler in zip(_ASKS_TO_END, before, strict=True):
            signal.signal(number, handler)
