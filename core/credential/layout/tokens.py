"""Lines of a side, cut into labels and values: «ESTADO 01 MUNICIPIO 017» is four tokens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.credential.grammar.patterns import CLAVE, CURP
from core.credential.grammar.spelling import misfit, plain
from core.credential.imaging.picture import Points
from core.credential.layout.labels import after_others, label_at
from core.credential.ocr.engine import ALPHABET, Lattice, greedy

_WORD: Final = re.compile(r" *(\S+) *")
_CODE_MISFIT: Final = 0.12
"""Edits a sign under which a word is a code: two of eighteen."""

_SHORT: Final = 4
_SEXES: Final = ("H", "M", "X")
_CODE: Final = re.compile(r"(?=\S*\d{3})\S{9,}")
"""What a code looks like after its label."""

_DIGIT: Final = "[0-9OQDISZB]"
_WHOLE_CODE: Final = re.compile(
    r"[A-Z]{6}\d{8}[HMX]\d{3}|[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d"
    rf"|(?=(?:\D*\d){{6}})(?:[A-Z]{{6}}{_DIGIT}{{8}}[HMX]{_DIGIT}{{3}}"
    rf"|[A-Z][AEIOUX][A-Z]{{2}}{_DIGIT}{{6}}[HMX][A-Z]{{5}}[0-9A-Z]{_DIGIT})(?![A-Z0-9])"
)
"""A clave or a CURP: it is cut off whatever shares its line.

Where letters were read for some of its digits nothing may follow it.
"""

_GLUED: Final = re.compile(r"\S{16,19}?\s*([12][09]\d\d ?\d\d)$")
"""CURP and year of registration that were found as one line."""


@dataclass(frozen=True, slots=True)
class Token:
    """A label (`label` names it) or a value (`label` is ""), 4 × 2 px of the flat card.

    `score`: mean character probability, 0..1. `more`: lattices of further crops.
    """

    label: str
    text: str
    score: float
    points: Points
    lattice: Lattice
    more: tuple[Lattice, ...] = ()

    @property
    def lattices(self) -> tuple[Lattice, ...]:
        """Return the lattice of every crop of this token, the first one first."""
        return (self.lattice, *self.more)

    @property
    def left(self) -> float:
        """Return the leftmost x, px of the flat card."""
        return float(self.points[:, 0].min())

    @property
    def right(self) -> float:
        """Return the rightmost x, px of the flat card."""
        return float(self.points[:, 0].max())

    @property
    def stands(self) -> bool:
        """Tell whether it is read up or down the card."""
        across, down = np.abs(self.points[1] - self.points[0])
        return bool(down > across)

    @property
    def middle(self) -> float:
        """Return the y of the centre, px of the flat card."""
        return float(self.points[:, 1].mean())

    @property
    def height(self) -> float:
        """Return the height of the line, px of the flat card."""
        return float(np.linalg.norm(self.points[3] - self.points[0]))


@dataclass(frozen=True, slots=True)
class PrintedSign:
    """One sign of a line, and the step of its lattice at which it begins."""

    sign: str
    step: int


def tokens_of(points: Points, lattice: Lattice) -> list[Token]:
    """Return the labels and values of one line, left to right. `points`: 4 × 2 px of its box."""
    characters = signs_of(lattice)
    text = "".join(one.sign for one in characters)
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for label, start, end in [*_labels_in(text), ("", len(text), len(text))]:
        pieces += [("", *part) for part in _values_in(text, at, start)]
        pieces.append((label, start, end))
        at = end
    return [
        _cut(points, lattice, characters, piece)
        for piece in pieces
        if text[piece[1] : piece[2]].strip(" .:")
    ]


def _values_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the values of a line stand that no label parts: a code, and what shares its line.

    Before a code there may be a label that was not told as one.
    """
    code = _WHOLE_CODE.search(text, start, end)
    if code is not None:
        yield start, code.start()
        yield code.span()
        start = code.end()
    glued = _GLUED.search(text, start, end)
    if glued is not None:
        yield start, glued.start(1)
        start = glued.start(1)
    yield start, end


def spans_of(token: Token, spans: Sequence[tuple[int, int]]) -> list[Token]:
    """Return the signs from start to end of a token's text as one of its own, for each span."""
    characters = signs_of(token.lattice)
    spaces = next((k for k, one in enumerate(characters) if one.sign != " "), 0)
    return [
        _cut(token.points, token.lattice, characters, ("", start + spaces, end + spaces))
        for start, end in spans
    ]


def signs_of(lattice: Lattice) -> list[PrintedSign]:
    """Return the characters of the likeliest text, with the step each begins at."""
    found: list[PrintedSign] = []
    previous = 0
    for step, column in enumerate(lattice.argmax(axis=1)):
        if column and column != previous:
            found.append(PrintedSign(ALPHABET[column - 1], step))
        previous = int(column)
    return found


def _labels_in(text: str) -> list[tuple[str, int, int]]:
    """Return (field, start, end) of the labels in a line; a value that comes first is allowed."""
    clean = plain(text)
    found: list[tuple[str, int, int]] = []
    at = 0
    first = after_others(clean)
    if first is not None and label_at(clean, 0) is None:
        found.append((first[0], 0, first[1]))
        at = first[1]
    while at < len(clean):
        word = _WORD.match(clean, at)
        if word is not None and _is_code(word[1]):
            at = word.end()
            continue
        match = label_at(clean, at, among=bool(found))
        if match is None:
            gap = clean.find(" ", at + 1)
            digit = next((k for k in range(at + 1, len(clean)) if _turns(clean, k)), len(clean))
            at = min(gap + 1 if gap >= 0 else len(clean), digit)
            continue
        field, end = match
        if _trusted(clean, at, end, found):
            found.append((field, at, end))
        at = end
    return found


def _is_code(word: str) -> bool:
    """Tell whether a word begins with a clave or a CURP, of which some spell a label: «FOLO69…»."""
    if len(word) < len(CURP) - 1:
        return False
    if len(word) > len(CURP) + 1:
        word = word[: len(CURP)]  # what follows was found as one with it
    return min(misfit(word, CLAVE), misfit(word, CURP)) < _CODE_MISFIT


def _turns(clean: str, place: int) -> bool:
    """Tell whether a letter follows a digit here: a label glued to a value."""
    return clean[place].isalpha() and clean[place - 1].isdigit()


def _trusted(clean: str, start: int, end: int, found: Sequence[object]) -> bool:
    """Tell whether this is a label and not a word of an address."""
    before, after = clean[:start].strip(), clean[end:].strip()
    if after.startswith(","):
        return False  # a town and its entidad: «FOLLO, VER.»
    if not before:
        coded = _CODE.match(after) is not None
        long = end - start > 2 * _SHORT
        sexed = after.partition(" ")[0] in _SEXES
        return not after or not after[0].isalpha() or coded or long or sexed
    return bool(found) or before[-1].isdigit()


def _cut(
    points: Points, lattice: Lattice, characters: list[PrintedSign], piece: tuple[str, int, int]
) -> Token:
    """Return the token of characters start to end, its place in proportion to the steps."""
    label, start, end = piece
    while start < end - 1 and characters[start].sign == " ":
        start += 1
    first = characters[start].step if start else 0
    last = characters[end].step if end < len(characters) else len(lattice)
    glued = start and lattice[first - 1].argmax()  # the step before still shows the last sign
    part = lattice[max(0, first - (not glued)) if start else 0 : last]
    text, score = greedy(part)
    share = np.array([first, last]) / len(lattice)
    top, bottom = points[1] - points[0], points[2] - points[3]
    place = np.array(
        [
            points[0] + share[0] * top,
            points[0] + share[1] * top,
            points[3] + share[1] * bottom,
            points[3] + share[0] * bottom,
        ]
    )
    return Token(label, text, score, place, part)
