"""CTC decoding of a lattice under a grammar: the most likely text that a field can hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.ocr.engine import COLUMN, Lattice

Pattern = tuple[str, ...]
"""One string of allowed characters a position."""

_NEVER: Final = -1e9
_RUBBISH: Final = -0.4
"""Log probability a step of what is before or after the text."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The best text under a pattern, its score, and the evidence for every other character.

    `score` is a log probability. `table`: positions × len(ALPHABET) log probabilities from the
    picture alone, without the pattern.
    """

    text: str
    score: float
    table: NDArray[Any]


def spell(lattice: Lattice, pattern: Pattern) -> Spelling | None:
    """Return the best text that fits `pattern`, None where the lattice has too few steps."""
    way = _PatternPaths.of(lattice, pattern)
    return _read_off(way) if way else None


def fit(lattice: Lattice, text: str) -> float | None:
    """Return the log probability of exactly `text`, None where the lattice has too few steps."""
    way = _PatternPaths.of(lattice, tuple(text))
    return float(way.values[-1, -3:].max()) if way else None


def spell_all(lattices: Sequence[Lattice], pattern: Pattern) -> Spelling | None:
    """Return one spelling from several lattices of the same text, None where none fits.

    Log probabilities are averaged; `score` is the best one.
    """
    found = [one for lattice in lattices if (one := spell(lattice, pattern))]
    if len(found) < 2:  # noqa: PLR2004
        return found[0] if found else None
    table = np.mean([one.table for one in found], axis=0)
    text = "".join(
        max(choice, key=lambda sign, row=row: float(row[COLUMN[sign] - 1]))  # type: ignore[misc]
        for row, choice in zip(table, pattern, strict=True)
    )
    return Spelling(text, max(one.score for one in found), table)


@dataclass(frozen=True, slots=True)
class _PatternPaths:
    """Every way through a lattice under a pattern.

    States are rubbish, blank, 1st, blank, 2nd … blank, rubbish: a strip may begin with the end
    of a label. `values[step, state]` is the log probability of the best way there; `skip`, of the
    same shape, caps what comes from two states before: two neighbours may follow without a blank
    between only where they differ.
    """

    logs: NDArray[Any]
    pattern: Pattern
    values: NDArray[Any]
    skip: NDArray[Any]

    @classmethod
    def of(cls, lattice: Lattice, pattern: Pattern) -> "_PatternPaths | None":
        """Return the ways of a lattice, None where it has fewer steps than the pattern signs."""
        if len(lattice) < len(pattern):
            return None
        logs = np.log(lattice)
        best, which = _best(logs, pattern)
        emit = np.full((len(logs), 2 * len(pattern) + 3), _RUBBISH)
        emit[:, 1:-1:2] = logs[:, :1]
        emit[:, 2:-1:2] = best
        skip = np.full(emit.shape, _NEVER)
        skip[:, 4:-1:2] = np.inf
        skip[:, [2, -1]] = np.inf
        skip[1:, 4:-1:2][which[:-1, :-1] == which[1:, 1:]] = _NEVER
        return cls(logs, pattern, _values(emit, skip), skip)

    def path(self) -> tuple[NDArray[Any], float]:
        """Return the state of each step on the best way through, and its log probability."""
        steps, states = self.values.shape
        state = int(states - 3 + self.values[-1, -3:].argmax())
        score = float(self.values[-1, state])
        path = np.empty(steps, np.int32)
        for step in range(steps - 1, -1, -1):
            path[step] = state
            state -= self._came(step, state) if step else 0
        return path, score

    def _came(self, step: int, state: int) -> int:
        """Return how many states before `state` the best way was one step earlier."""
        before: list[float] = self.values[step - 1, max(0, state - 2) : state + 1].tolist()[::-1]
        if len(before) > 2:  # noqa: PLR2004
            before[2] = min(before[2], float(self.skip[step, state]))
        return before.index(max(before))


def _best(logs: NDArray[Any], pattern: Pattern) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return for each step and position the best log probability allowed, and whose it is."""
    if all(len(choice) == 1 for choice in pattern):
        only = np.array([COLUMN[sign] for sign in pattern])
        return logs[:, only], np.broadcast_to(only, (len(logs), len(only)))
    kinds = list(dict.fromkeys(pattern))  # few: a code has digits here and letters there
    best = np.empty((len(logs), len(kinds)))
    which = np.empty((len(logs), len(kinds)), np.int16)
    for number, choice in enumerate(kinds):
        columns = [COLUMN[character] for character in choice]
        found = logs[:, columns]
        best[:, number] = found.max(axis=1)
        which[:, number] = np.take(columns, found.argmax(axis=1))
    order = [kinds.index(choice) for choice in pattern]
    return best[:, order], which[:, order]


def _values(emit: NDArray[Any], skip: NDArray[Any]) -> NDArray[Any]:
    """Return the log probability of the best way to each state, step by step."""
    values = np.full(emit.shape, _NEVER)
    values[0, :3] = emit[0, :3]
    leap = np.empty(emit.shape[1] - 2)
    for before, now, cap, own in zip(values, values[1:], skip[1:, 2:], emit[1:], strict=False):
        np.minimum(before[:-2], cap, out=leap)
        np.maximum(before[1:], before[:-1], out=now[1:])
        np.maximum(now[2:], leap, out=now[2:])
        now[0] = before[0]
        np.add(now, own, out=now)
    return values


def _read_off(way: _PatternPaths) -> Spelling:
    """Return the text along the best way and what else each position might be."""
    path, score = way.path()
    states = 2 * np.arange(len(way.pattern)) + 2
    first, beyond = np.searchsorted(path, states), np.searchsorted(path, states, "right")
    longer = np.vstack([way.logs, way.logs[-1:]]).astype(float)  # a run may end with the last step
    evidence = np.maximum.reduceat(longer, np.stack([first, beyond], axis=1).ravel())[::2]
    evidence[first == beyond] = way.logs.min(axis=0)
    text = [
        max(choice, key=lambda sign, seen=seen: seen[COLUMN[sign]])  # type: ignore[misc]
        for choice, seen in zip(way.pattern, evidence.tolist(), strict=True)
    ]
    return Spelling("".join(text), score / len(way.logs), evidence[:, 1:])
