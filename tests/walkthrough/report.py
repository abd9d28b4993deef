"""What a run prints: steps by numeral with their time, a bar, the slowest ten, the 28 lines."""

import sys
import textwrap
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tqdm import tqdm

from tests.walkthrough.verdict import Verdict

_WIDTH = 100
_SLOWEST = 10
_EXPECTED_SECONDS = 180.0


class Report:
    """One a run. Steps may end in any order and come from several threads."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.steps: list[tuple[str, str, float]] = []
        self._lock = threading.Lock()
        self._bar = tqdm(
            total=_EXPECTED_SECONDS, leave=False, delay=1.0, disable=not sys.stderr.isatty(),
            bar_format="{desc:<48.48} {bar:24} {elapsed}", file=sys.stderr,
        )  # fmt: skip

    def say(self, words: str) -> None:
        """Print a line at once."""
        with self._lock:
            tqdm.write(words, file=sys.stdout)
            sys.stdout.flush()

    def step_done(self, numeral: str, words: str, seconds: float) -> None:
        """Print a step that ended: numeral, words, time."""
        with self._lock:
            self.steps.append((numeral, words, seconds))
        label = f"num. {numeral}" if numeral else ""
        self.say(f"{label:<12} {words:<70.70} {seconds:6.1f} s")

    @contextmanager
    def step(self, numeral: str, words: str) -> Iterator[None]:
        """Time what happens inside as one step."""
        begun = time.monotonic()
        self._bar.set_description_str(words)
        try:
            yield
        finally:
            self.step_done(numeral, words, time.monotonic() - begun)
            self.tick()

    def tick(self) -> None:
        """Bring the bar up to the time that has passed."""
        with self._lock:
            self._bar.n = min(_EXPECTED_SECONDS, time.monotonic() - self.started)
            self._bar.refresh()

    def close_bar(self) -> None:
        """Take the bar away."""
        self._bar.close()

    def slowest(self) -> None:
        """Print the ten slowest steps."""
        self.say("\nLos diez pasos más lentos")
        for numeral, words, seconds in sorted(self.steps, key=lambda each: -each[2])[:_SLOWEST]:
            self.say(f"  {seconds:6.1f} s  num. {numeral:<8} {words}")

    def lines(self, verdicts: Mapping[str, Verdict], controls: Mapping[str, Verdict]) -> bool:
        """Print the line of each numeral and its control; tell whether all of them hold."""
        self.say("")
        for numeral, verdict in verdicts.items():
            self._line(numeral, verdict, controls[numeral])
        earned = sum(each.holds for each in verdicts.values())
        caught = sum(
            verdicts[numeral].holds and not each.holds for numeral, each in controls.items()
        )
        self.say(f"\n{earned} líneas, {caught} controles")
        return earned == caught == len(verdicts)

    def _line(self, numeral: str, verdict: Verdict, control: Verdict) -> None:
        mark = "✔" if verdict.holds else "✘"
        head = f"num. {numeral:<3} {mark}  "
        words = verdict.said
        if verdict.holds and control.holds:
            words = f"{words} · SU CONTROL NO FALLÓ: {control.said}"
        for number, line in enumerate(textwrap.wrap(words, _WIDTH - len(head)) or [""]):
            self.say((head if not number else " " * len(head)) + line)
