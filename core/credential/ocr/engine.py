"""The OcrEngine protocol. A new engine is one file that implements it."""

from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from core.credential.imaging.picture import Picture, Points

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ< .,-/#():&'"
"""What a credential prints. Column 0 of a lattice is the blank, column i + 1 is ALPHABET[i]."""

COLUMN: Final = {character: index + 1 for index, character in enumerate(ALPHABET)}

Lattice = NDArray[Any]
"""Steps from left to right × (1 + len(ALPHABET)) probabilities; a row may sum to less than 1."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where a line of text may stand: 4 × 2 px clockwise from its top left; `score` 0..1."""

    points: Points
    score: float


class OcrEngine(Protocol):
    """Finds and reads lines of text. Never accesses the network."""

    name: str

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        """Return the boxes in px of `picture` (BGR).

        Detection runs on a copy whose longest side is about `longest` px.
        """

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        """Return one lattice a line, in order. A line is an upright BGR strip of any height."""


def greedy(lattice: Lattice) -> tuple[str, float]:
    """Return the most likely text and the mean probability of its characters (0 if empty)."""
    best = lattice.argmax(axis=1)
    text: list[str] = []
    scores: list[float] = []
    previous = 0
    for step, column in enumerate(best):
        if column and column != previous:
            text.append(ALPHABET[column - 1])
            scores.append(float(lattice[step, column]))
        elif column and scores:
            scores[-1] = max(scores[-1], float(lattice[step, column]))
        previous = int(column)
    return "".join(text).strip(), float(np.mean(scores)) if scores else 0.0
