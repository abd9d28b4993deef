"""Reduces the recogniser's 18,708 characters to the few that a credential prints."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.ocr.engine import ALPHABET, Lattice

_LOOKALIKES: Final = {
    "<": "«‹＜≤く",
    "-": "–—－_~",
    ".": "·．。",
    ",": "，、",
    "/": "／",
    ":": "：",
    "(": "（",
    ")": "）",
    "'": "’‘´`",
    "#": "＃",
    "&": "＆",
    "O": "ОΟ",
    "A": "А",
    "E": "Е",
    "M": "М",
    "H": "Н",
    "C": "С",
    "T": "Т",
    "X": "Х",
    "P": "Р",
    "B": "В",
    "K": "К",
}
_FLOOR: Final = 1e-7
"""Probability of a sign that the recogniser rules out: its logarithm must be a number."""


@dataclass(frozen=True, slots=True)
class Folding:
    """Which columns of the model's output are added into which column of a lattice."""

    columns: NDArray[Any]
    starts: NDArray[Any]

    @classmethod
    def of(cls, characters: list[str]) -> "Folding":
        """Fold a model whose column i + 1 is characters[i] and whose last is the space."""
        place = {character: index + 1 for index, character in enumerate(characters)}
        place[" "] = len(characters) + 1
        columns: list[int] = [0]
        starts: list[int] = [0]
        for character in ALPHABET:
            starts.append(len(columns))
            same = {character, character.lower(), *_LOOKALIKES.get(character, "")}
            columns.extend(sorted(place[one] for one in same if one in place))
        return cls(np.array(columns), np.array(starts))

    def fold(self, scores: NDArray[Any]) -> Lattice:
        """Return the lattice of `scores` (steps × model columns, probabilities)."""
        folded: Lattice = np.add.reduceat(scores[:, self.columns], self.starts, axis=1)
        return np.maximum(folded, _FLOOR)
