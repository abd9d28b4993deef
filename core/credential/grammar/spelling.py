"""Similarity of two texts, and the edit distance from a text to a pattern."""

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS: Final = "0123456789"
CONSONANTS: Final = "BCDFGHJKLMNPQRSTVWXYZ"

_AS_DIGIT: Final = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6",
                    "B": "8", "T": "7", "A": "4", "C": "0"}  # fmt: skip
_AS_LETTER: Final = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B", "7": "T", "4": "A"}


def as_digits(text: str) -> str:
    """Return a text of digits with those restored that look like letters; any other as it is.

    The length does not change.
    """
    letters = [one for one in text if one.isalpha()]
    few = len(letters) <= sum(one.isdigit() for one in text) / 2
    if not (letters and few and all(one in _AS_DIGIT for one in letters)):
        return text
    return "".join(_AS_DIGIT.get(one, one) for one in text)


def plain(text: str) -> str:
    """Return the text in upper case without accents, Ñ kept; the length does not change."""
    return "".join(
        one if one == "Ñ" else unicodedata.normalize("NFD", one)[0] for one in text.upper()
    )


def like(one: str, other: str, least: float = 0.0) -> float:
    """Return the similarity of two texts, 0..1 (difflib ratio).

    0 as well where a cheap bound shows that it is under `least`.
    """
    if one == other:
        return 1.0
    if abs(len(one) - len(other)) > max(len(one), len(other)) // 3 + 1:
        return 0.0
    if least:
        shared = sum(min(one.count(sign), other.count(sign)) for sign in set(other))
        if 2 * shared < least * (len(one) + len(other)):
            return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def misfit(text: str, pattern: Sequence[str]) -> float:
    """Return the edit distance from `text` to `pattern`, divided by the pattern's length.

    A lookalike (O for 0, S for 5 …) costs 0.2, any other edit 1.
    """
    wanted = len(pattern)
    row = [float(column) for column in range(wanted + 1)]
    for number, sign in enumerate(text, 1):
        above, row = row, [float(number)]
        for column in range(wanted):
            row.append(
                min(
                    above[column] + _cost(sign, pattern[column]),
                    above[column + 1] + 1,
                    row[column] + 1,
                )
            )
    return row[-1] / max(1, wanted)


def _cost(sign: str, allowed: str) -> float:
    if sign in allowed:
        return 0.0
    if _AS_DIGIT.get(sign, " ") in allowed or _AS_LETTER.get(sign, " ") in allowed:
        return 0.2  # see `misfit`
    return 1.0
