"""Reading a lattice under a grammar: the likeliest text that a field can hold at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.engine import ALPHABET, COLUMN, Lattice

Pattern = tuple[str, ...]
"""One string of allowed characters a position."""

_NEVER: Final = -1e9
_RUBBISH: Final = -0.4
"""Log probability a step of what is before or after the text."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The best text under a pattern, its evidence, and the evidence for every other character.

    `table[i, c]` is the log probability of ALPHABET[c] at position i, the picture alone asked.
    """

    text: str
    score: float
    table: NDArray[Any]


def spell(lattice: Lattice, pattern: Pattern) -> Spelling | None:
    """Return the best text of exactly the pattern's length, None where too few steps are there."""
    steps, positions = len(lattice), len(pattern)
    if steps < positions:
        return None
    logs = np.log(lattice)
    allowed = [[COLUMN[character] for character in choice] for choice in pattern]
    best = np.stack([logs[:, columns].max(axis=1) for columns in allowed], axis=1)
    which = np.stack(
        [np.asarray(columns)[logs[:, columns].argmax(axis=1)] for columns in allowed], axis=1
    )
    path, score = _align(best, logs[:, 0], which)
    return _read_off(logs, path, allowed, score)


def spell_all(lattices: Sequence[Lattice], pattern: Pattern) -> Spelling | None:
    """Return the spelling of several looks at one text: their evidence averaged."""
    found = [one for lattice in lattices if (one := spell(lattice, pattern))]
    if len(found) < 2:  # noqa: PLR2004
        return found[0] if found else None
    table = np.mean([one.table for one in found], axis=0)
    text = "".join(
        max(choice, key=lambda sign, row=row: float(row[COLUMN[sign] - 1]))  # type: ignore[misc]
        for row, choice in zip(table, pattern, strict=True)
    )
    return Spelling(text, max(one.score for one in found), table)


def _align(
    best: NDArray[Any], blank: NDArray[Any], which: NDArray[Any]
) -> tuple[NDArray[Any], float]:
    """Return the state of each step on the best way through, and its log probability.

    States are rubbish, blank, 1st, blank, 2nd … blank, rubbish: a strip may begin with the end
    of a label. Two neighbours may follow without a blank between only where they differ: `which`
    tells the character each would be.
    """
    steps, positions = best.shape
    states = 2 * positions + 3
    emit = np.full((steps, states), _RUBBISH)
    emit[:, 1:-1:2] = blank[:, None]
    emit[:, 2:-1:2] = best
    equal = np.zeros((steps, states), dtype=bool)
    equal[1:, 4:-1:2] = which[:-1, :-1] == which[1:, 1:]
    equal[:, 3:-1:2] = True
    equal[:, 1] = True
    value = np.full(states, _NEVER)
    value[:3] = emit[0, :3]
    origin = np.zeros((steps, states), np.int8)
    for step in range(1, steps):
        ways = np.full((3, states), _NEVER)
        ways[0] = value
        ways[1, 1:] = value[:-1]
        ways[2, 2:] = value[:-2]
        ways[2, equal[step]] = _NEVER
        origin[step] = ways.argmax(axis=0)
        value = ways.max(axis=0) + emit[step]
    state = int(states - 3 + value[-3:].argmax())
    score = float(value[state])
    path = np.empty(steps, np.int32)
    for step in range(steps - 1, -1, -1):
        path[step] = state
        state -= origin[step, state]
    return path, score


def _read_off(
    logs: NDArray[Any], path: NDArray[Any], allowed: list[list[int]], score: float
) -> Spelling:
    """Return the text along the path and what else each position might be."""
    table = np.full((len(allowed), len(ALPHABET)), np.log(1e-7))
    text: list[str] = []
    for position, columns in enumerate(allowed):
        steps = np.flatnonzero(path == 2 * position + 2)
        evidence = logs[steps].max(axis=0) if len(steps) else logs.min(axis=0)
        table[position] = evidence[1:]
        text.append(ALPHABET[max(columns, key=lambda column: float(evidence[column])) - 1])
    return Spelling("".join(text), score / len(logs), table)
