"""One measured figure, and how a ratio to its reference is taken."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is the id of the table of figures; `reference` was measured in the same run.

    `goal` is the sentence of the table («<=1.25 ratio»); `conditions` say machine, sizes, rounds.
    """

    name: str
    value: float
    unit: str
    reference: float | None
    conditions: str

    def row(self, goal: str, reads: str) -> dict[str, object]:
        """Return the row of out/bench.json, judged against `goal`."""
        ratio = self.value / self.reference if self.reference else None
        judged = ratio if reads == "ratio" else self.value
        return {
            **asdict(self),
            "ratio": ratio,
            "goal": goal,
            "met": judged is not None and _holds(judged, goal),
        }


def _holds(number: float, goal: str) -> bool:
    sign, limit = goal[:2], float(goal[2:])
    return number >= limit if sign == ">=" else number <= limit


def interleaved(
    ours: Callable[[], object],
    reference: Callable[[], object],
    rounds: int = ROUNDS,
    *,
    before: Callable[[], object] = lambda: None,
) -> tuple[float, float]:
    """Return the median seconds of both, measured in turns; `before` each turn is not measured."""
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        before()
        mine.append(seconds(ours))
        theirs.append(seconds(reference))
    return statistics.median(mine), statistics.median(theirs)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
