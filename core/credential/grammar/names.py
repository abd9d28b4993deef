"""Names: three rows of the front, confirmed by MRZ line 3 (thirty characters)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.credential.grammar.ctc import fit
from core.credential.grammar.free_text import Row, read_row
from core.credential.grammar.lexicon import Lexicon, lexicon
from core.credential.grammar.name_parts import Parts, arranged, arrangements, disagreements
from core.credential.grammar.spelling import LETTERS, like
from core.credential.ocr.engine import Lattice
from core.domain.credencial.mrz import FILLER, LINE

NAME_SIGNS: Final = LETTERS + "ÑÜ" + " .-'"
_WITH_DIAERESIS: Final = re.compile(r"AGUERO|ARGUELL|GUEMES|SIGUENZA|YAGUE|GUERE[CÑN]|ANTIGUEDAD")
"""Surnames that are printed with Ü or without: where it is small the engine sees none."""

_DIRT: Final = re.compile(r"(?<=[A-ZÑ]{4})[.'-]+(?= |$)|^[.'-]+|(?<= )[.'-]+(?= |$)")
"""What may stand after an abbreviation only, or within a word."""

_PRINTED_AS: Final = {("Ñ", "X"): "Ñ", ("N", "X"): "Ñ", ("Ü", "U"): "Ü"}
"""What a letter of the front and the MRZ's say together."""

_MAY_BE_TILDE: Final = re.compile(r"[AEIOU]N[AEIOU]")
_INITIAL: Final = 4
"""Letters of a word that may be a name with its initial, at least."""

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
    rivals: tuple[Parts, ...] = ()
    letters: str = ""
    """What clave and CURP take of a name (`letters_of`)."""

    @property
    def known(self) -> bool:
        """Tell whether the rows are reliable enough to serve as evidence for other fields."""
        return bool(self.rows) and min(row.score for row in self.rows) > _LEAST_SCORE

    @property
    def parts(self) -> Parts:
        """Return paterno, materno and nombre."""
        return self.paterno, self.materno, self.nombre

    @property
    def told_apart(self) -> bool:
        """Tell whether the codes confirm which row is which part; without them nothing does."""
        known = bool(self.letters) and self.letters.count("?") <= 1
        return known and not disagreements(self.parts, self.letters)

    def rows_of(self, part: str) -> tuple[Row, ...]:
        """Return the rows that together print a part, none where it is not printed so."""
        rows = self.rows
        for start in range(len(rows)):
            for end in range(start + 1, len(rows) + 1):
                if part and " ".join(row.text for row in rows[start:end]) == part:
                    return rows[start:end]
        return ()


def name_row(lattices: Sequence[Lattice]) -> Row:
    """Return a row decoded with the characters and the lexicon of names."""
    row = read_row(lattices, NAME_SIGNS, lexicon("nombres"))
    return replace(row, text=_DIRT.sub("", row.text))


def tilde_doubt(text: str, words: Lexicon) -> bool:
    """Tell whether an N of an unknown word may be an Ñ: a face may draw the tilde as a line."""
    unknown = [word for word in re.findall(r"[A-ZÑ]+", text) if word not in words]
    lost = any(words.tilde_lost(word) or _MAY_BE_TILDE.search(word) for word in unknown)
    return lost or diaeresis_doubt(text) or any(_has_initial(word, words) for word in unknown)


def _has_initial(word: str, words: Lexicon) -> bool:
    """Tell whether an unknown word may be an initial and a name: «JREFUGIO»."""
    return len(word) > _INITIAL and word[1:] in words


def diaeresis_doubt(text: str) -> bool:
    """Tell whether a U of a name may be an Ü, of which the MRZ says nothing."""
    return _WITH_DIAERESIS.search(text) is not None


def line_of(paterno: str, materno: str, nombre: str) -> str:
    """Return MRZ line 3 for a name: Ñ as X, cut at 30. Source: norma/credencial.md, 7."""
    return whole_line(paterno, materno, nombre)[:LINE].ljust(LINE, FILLER)


def whole_line(paterno: str, materno: str, nombre: str) -> str:
    """Return the same as it would be if the line were long enough."""
    surnames = " ".join(part for part in (paterno, materno) if part)
    return f"{_mrz_words(surnames)}<<{_mrz_words(nombre)}"


def _mrz_words(text: str) -> str:
    clean = (
        text.replace("Ñ", "X").replace("Ü", "U").replace("'", "").replace(".", "").replace("-", " ")
    )
    return FILLER.join(clean.split())


def settle_names(
    rows: Sequence[Row], third: Lattice | None, third_text: str, letters: str = ""
) -> Names:
    """Return the name decided from its rows and, where there is one, MRZ line 3.

    `letters` are those that clave and CURP take of it; they tell which row is which part.
    """
    texts = [row.text for row in rows]
    options = _options(texts, letters)
    if third is None or not third_text:
        return Names(*(options[0] if options else ("", "", "")), 0.0, tuple(rows), (), letters)
    printed = max(options, key=lambda one: like(line_of(*one), third_text), default=("", "", ""))
    mended = _mended(printed, third_text)
    scored = sorted({printed, mended}, key=lambda one: -_evidence(one, printed, rows, third))
    best = scored[0]
    agreement = like(line_of(*best), third_text)
    return Names(*best, agreement, tuple(rows), tuple(scored[1:]), letters)


def _options(texts: Sequence[str], letters: str) -> list[Parts]:
    """Return the ways in which rows can be paterno, materno and nombre, the likeliest first."""
    if len(texts) == 1:
        return [("", "", texts[0])]
    usual = sorted(arrangements(texts), key=lambda one: one[1])
    told = arranged(texts, letters)
    return [*([told] if told is not None else []), *(parts for parts, _ in usual)]


def _mended(printed: Parts, third: str) -> Parts:
    """Return the printed name with each word that is nearly the MRZ's own replaced by it."""
    surnames, _, given = third.partition("<<")
    whole = len(third.rstrip(FILLER)) < LINE
    pool = {False: surnames.split(FILLER), True: given.split(FILLER)}
    parts: list[str] = []
    for number, part in enumerate(printed):
        words = [word for word in pool[number == 2] if word]  # noqa: PLR2004
        if not whole and number == 2 and words:  # noqa: PLR2004
            words = words[:-1]  # the last one may be cut
        parts.append(
            " ".join(_apart(word, words) or _nearest(word, words) for word in part.split())
        )
    return parts[0], parts[1], parts[2]


def _apart(word: str, words: list[str]) -> str:
    """Return words of the MRZ that were read as one, with the Ñ of the front; "" where none were.

    «DELACRUZ» is what the front shows of «DE LA CRUZ» where its letters stand close.
    """
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            if "".join(words[start:end]) == _mrz_words(word):
                signs = iter(word)
                return " ".join("".join(next(signs) for _ in one) for one in words[start:end])
    return ""


def _nearest(word: str, words: list[str]) -> str:
    """Return the MRZ's word, with the Ñ that the front shows, where it is nearly this one."""
    coded = _mrz_words(word)
    best = max(words, key=lambda one: like(coded, one), default="")
    if not best or like(coded, best) < _LEAST_LIKE:
        return word
    if len(best) == len(word):
        return "".join(
            _PRINTED_AS.get((own, other), other) for own, other in zip(word, best, strict=True)
        )
    return best


def _evidence(name: Parts, printed: Parts, rows: Sequence[Row], third: Lattice) -> float:
    """Return how well a name fits both pictures, in nats."""
    line = fit(third, line_of(*name))
    total = -_STEPS_OF_MRZ * 10 if line is None else line
    for part, shown in zip(name, printed, strict=True):
        row = next((row for row in rows if row.text == shown), None)
        if row is not None and part:
            own = fit(row.lattices[0], part)
            total += -_STEPS_OF_MRZ if own is None else own
    return total
