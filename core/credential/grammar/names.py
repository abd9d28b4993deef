"""Names: three rows of the front, confirmed by MRZ line 3 (thirty characters)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from core.credential.grammar.ctc import fit
from core.credential.grammar.free_text import Row, read_row
from core.credential.grammar.lexicon import Lexicon, lexicon
from core.credential.grammar.name_parts import Parts, arranged, arrangements, disagreements
from core.credential.grammar.seen_line import SeenLine
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
"""Score of a row, and likeness of a name to the MRZ, under which neither tells anything."""

_STEPS_OF_MRZ: Final = 40.0
"""Nats that a line is held to lack where it was not read at all."""


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


def name_row(lattices: Sequence[Lattice], ink: SeenLine | None = None) -> Row:
    """Return a row decoded with the characters and the lexicon of names."""
    row = read_row(lattices, NAME_SIGNS, lexicon("nombres"), ink=ink)
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
    both = dict.fromkeys((printed, mended))  # in this order: of equals the printed one is kept
    scored = sorted(both, key=lambda one: -_evidence(one, printed, rows, third))
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
    pool = [word for word in surnames.split(FILLER) if word]
    paterno, materno = printed[0].split(), printed[1].split()
    own = _aligned([*paterno, *materno], pool)
    second = own[len(paterno) :]
    first = _mrz_words(second[0]) if second else ""
    if first in pool:
        second = _with_letters(second, pool[pool.index(first) :])
    words = [word for word in given.split(FILLER) if word]
    cut = words.pop() if len(third.rstrip(FILLER)) == LINE and words else ""
    names = _with_letters(_aligned(printed[2].split(), words), words, cut)
    return " ".join(own[: len(paterno)]), " ".join(second), " ".join(names)


def _aligned(own: list[str], words: list[str]) -> list[str]:
    """Return words of the front, each as the MRZ has the one that stands in its place.

    Both lines have their words in one order: a word of the MRZ stands for one of the front at most.
    """

    @cache
    def best(place: int, at: int) -> tuple[float, tuple[str, ...]]:
        """Return how like the rest of both are at best, and the rest of the front then."""
        if place == len(own):
            return 0.0, ()
        word = own[place]
        likeness, rest = best(place + 1, at)
        options = [(likeness, (word, *rest))]
        for start in range(at, len(words)):
            for end in range(start + 1, len(words) + 1):
                told = _told(word, words[start:end])
                if told is not None:
                    likeness, rest = best(place + 1, end)
                    options.append((likeness + told[0], (told[1], *rest)))
        return max(options, key=lambda one: one[0])

    return list(best(0, 0)[1])


def _with_letters(own: list[str], words: list[str], cut: str = "") -> list[str]:
    """Return the words of a part with the single letters that only the MRZ shows: «J REFUGIO».

    `words` are the MRZ's from this part on, to its end, `cut` what it has room for of one more.
    """
    left, found = [(word, _mrz_words(word)) for word in own], list[str]()
    for word in words:
        if left and word == left[0][1]:
            found.append(left.pop(0)[0])
        elif len(word) == 1:
            found.append(word)
        else:
            return own
    if left and cut and left[0][1].startswith(cut):
        return [*found, *(word for word, _ in left)]
    return own if left else found


def _told(word: str, words: list[str]) -> tuple[float, str] | None:
    """Return how like words of the MRZ are to one of the front, and that one as they have it.

    «DELACRUZ» is what the front shows of «DE LA CRUZ» where its letters stand close. None where
    they are another word.
    """
    coded = _mrz_words(word)
    if len(words) > 1:
        if "".join(words) != coded:
            return None
        signs = iter(word)
        return 1.0, " ".join("".join(next(signs) for _ in one) for one in words)
    (other,) = words
    likeness = like(coded, other)
    if likeness < _LEAST_LIKE:
        return None
    if len(other) != len(word):
        return likeness, other
    pairs = zip(word, other, strict=True)
    return likeness, "".join(_PRINTED_AS.get(pair, pair[1]) for pair in pairs)


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
