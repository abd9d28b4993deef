"""Reading a lattice under a grammar: the likeliest text that a field can hold at all."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.engine import ALPHABET, COLUMN, Lattice

Pattern = tuple[str, ...]
"""One string of allowed characters a position."""

_NEVER: Final = -1e9


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


def _align(
    best: NDArray[Any], blank: NDArray[Any], which: NDArray[Any]
) -> tuple[NDArray[Any], float]:
    """Return the state of each step (odd states are characters) on the best way through.

    States are blank, 1st, blank, 2nd … blank. Two neighbours may follow without a blank between
    only where they differ: `which` tells the character each would be.
    """
    steps, positions = best.shape
    states = 2 * positions + 1
    emit = np.empty((steps, states))
    emit[:, 0::2] = blank[:, None]
    emit[:, 1::2] = best
    value = np.full(states, _NEVER)
    value[:2] = emit[0, :2]
    origin = np.zeros((steps, states), np.int8)
    for step in range(1, steps):
        one = np.concatenate([[_NEVER], value[:-1]])
        two = np.concatenate([[_NEVER, _NEVER], value[:-2]])
        two[0::2] = _NEVER
        two[3::2][which[step - 1, :-1] == which[step, 1:]] = _NEVER
        ways = np.stack([value, one, two])
        origin[step] = ways.argmax(axis=0)
        value = ways.max(axis=0) + emit[step]
    state = states - 1 if value[-1] >= value[-2] else states - 2
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
        steps = np.flatnonzero(path == 2 * position + 1)
        evidence = logs[steps].max(axis=0) if len(steps) else logs.min(axis=0)
        table[position] = evidence[1:]
        text.append(ALPHABET[max(columns, key=lambda column: float(evidence[column])) - 1])
    return Spelling("".join(text), score / len(logs), table)
