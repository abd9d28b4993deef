"""Names: three rows of the front, confirmed by MRZ line 3 (thirty characters)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.credential.grammar.ctc import fit
from core.credential.grammar.free_text import Row, read_row
from core.credential.grammar.lexicon import Lexicon, lexicon
from core.credential.grammar.spelling import LETTERS, like
from core.credential.ocr.engine import Lattice
from core.domain.credencial.mrz import FILLER, LINE

NAME_SIGNS: Final = LETTERS + "Ñ" + " .-'"
_DIRT: Final = re.compile(r"(?<=[A-ZÑ]{4})[.'-]+(?= |$)|^[.'-]+|(?<= )[.'-]+(?= |$)")
"""What may stand after an abbreviation only, or within a word."""

_MAY_BE_TILDE: Final = re.compile(r"[AEIOU]N[AEIOU]")
_LEAST_SCORE: Final = 0.6
_LEAST_LIKE: Final = 0.6
_STEPS_OF_MRZ: Final = 40.0


@dataclass(frozen=True, slots=True)
class Names:
    """The three parts of a name.

    `agreement`: 0..1, similarity to the MRZ, 0 without one. `rivals`: other (paterno, materno,
    nombre), best first.
    """

    paterno: str
    materno: str
    nombre: str
    agreement: float
    rows: tuple[Row, ...]
    rivals: tuple[tuple[str, str, str], ...] = ()

    @property
    def known(self) -> bool:
        """Tell whether the rows are reliable enough to serve as evidence for other fields."""
        return bool(self.rows) and min(row.score for row in self.rows) > _LEAST_SCORE


def name_row(lattices: Sequence[Lattice]) -> Row:
    """Return a row decoded with the characters and the lexicon of names."""
    row = read_row(lattices, NAME_SIGNS, lexicon("nombres"))
    return replace(row, text=_DIRT.sub("", row.text))


def tilde_doubt(text: str, words: Lexicon) -> bool:
    """Tell whether an N of an unknown word may be an Ñ: a face may draw the tilde as a line."""
    unknown = [word for word in re.findall(r"[A-ZÑ]+", text) if word not in words]
    return any(words.tilde_lost(word) or _MAY_BE_TILDE.search(word) for word in unknown)


def line_of(paterno: str, materno: str, nombre: str) -> str:
    """Return MRZ line 3 for a name: Ñ as X, cut at 30. Source: norma/credencial.md, 7."""
    return whole_line(paterno, materno, nombre)[:LINE].ljust(LINE, FILLER)


def whole_line(paterno: str, materno: str, nombre: str) -> str:
    """Return the same as it would be if the line were long enough."""
    surnames = " ".join(part for part in (paterno, materno) if part)
    return f"{_mrz_words(surnames)}<<{_mrz_words(nombre)}"


def _mrz_words(text: str) -> str:
    clean = text.replace("Ñ", "X").replace("'", "").replace(".", "").replace("-", " ")
    return FILLER.join(clean.split())


def settle_names(rows: Sequence[Row], third: Lattice | None, third_text: str) -> Names:
    """Return the name decided from its rows and, where there is one, MRZ line 3."""
    options = _splits([row.text for row in rows])
    if third is None or not third_text:
        paterno, materno, nombre = options[0] if options else ("", "", "")
        return Names(paterno, materno, nombre, 0.0, tuple(rows))
    printed = max(options, key=lambda one: like(line_of(*one), third_text), default=("", "", ""))
    mended = _mended(printed, third_text)
    scored = sorted({printed, mended}, key=lambda one: -_evidence(one, printed, rows, third))
    best = scored[0]
    agreement = like(line_of(*best), third_text)
    return Names(*best, agreement, tuple(rows), tuple(scored[1:]))


def _splits(rows: list[str]) -> list[tuple[str, str, str]]:
    """Return the ways in which rows can be paterno, materno and nombre, the usual one first."""
    match rows:
        case []:
            return []
        case [one]:
            return [("", "", one)]
        case [one, two]:
            return [(one, "", two)]
        case [one, two, three]:
            return [(one, two, three), (one, "", f"{two} {three}"), (f"{one} {two}", "", three)]
        case [one, two, *rest]:
            return [
                (one, two, " ".join(rest)),
                (f"{one} {two}", rest[0], " ".join(rest[1:])),
                (one, f"{two} {rest[0]}", " ".join(rest[1:])),
            ]
    return []


def _mended(printed: tuple[str, str, str], third: str) -> tuple[str, str, str]:
    """Return the printed name with each word that is nearly the MRZ's own replaced by it."""
    surnames, _, given = third.partition("<<")
    whole = len(third.rstrip(FILLER)) < LINE
    pool = {False: surnames.split(FILLER), True: given.split(FILLER)}
    parts: list[str] = []
    for number, part in enumerate(printed):
        words = [word for word in pool[number == 2] if word]  # noqa: PLR2004
        if not whole and number == 2 and words:  # noqa: PLR2004
            words = words[:-1]  # the last one may be cut
        parts.append(" ".join(_nearest(word, words) for word in part.split()))
    return parts[0], parts[1], parts[2]


def _nearest(word: str, words: list[str]) -> str:
    """Return the MRZ's word, with the Ñ that the front shows, where it is nearly this one."""
    best = max(words, key=lambda one: like(word.replace("Ñ", "X"), one), default="")
    if not best or like(word.replace("Ñ", "X"), best) < _LEAST_LIKE:
        return word
    if len(best) == len(word):
        return "".join(
            "Ñ" if (own, other) in (("Ñ", "X"), ("N", "X")) else other
            for own, other in zip(word, best, strict=True)
        )
    return best


def _evidence(
    name: tuple[str, str, str], printed: tuple[str, str, str], rows: Sequence[Row], third: Lattice
) -> float:
    """Return how well a name fits both pictures, in nats."""
    line = fit(third, line_of(*name))
    total = -_STEPS_OF_MRZ * 10 if line is None else line
    for part, shown in zip(name, printed, strict=True):
        row = next((row for row in rows if row.text == shown), None)
        if row is not None and part:
            own = fit(row.lattices[0], part)
            total += -_STEPS_OF_MRZ if own is None else own
    return total
