"""Rows of free text: several lattices, a lexicon, and the readings that compete."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.credential.grammar.ctc import fit, spell
from core.credential.grammar.endings import Endings, with_ending
from core.credential.grammar.gaps import (
    GAP,
    UNSURE_GAP,
    is_glued,
    parted,
    respaced,
    shows_all,
)
from core.credential.grammar.lexicon import Lexicon
from core.credential.grammar.missed_signs import cost_of_words, with_missed
from core.credential.grammar.seen_line import SeenLine, with_tildes
from core.credential.ocr.engine import ALPHABET, COLUMN, Lattice, greedy

_KNOWN: Final = 1.6
_MIXED: Final = -2.0
_WITHIN: Final = -6.0
"""Weights of a word of letters and digits, and more of one with a digit among its letters."""

_MISREAD: Final = re.compile(r"([A-ZÑ]+)(?:[01](?=.*[A-ZÑ]{2})[A-ZÑ01]*|0)")
_LEAST_LETTERS: Final = 4
"""What a word of letters looks like of which O or I was read as a digit: «BRUG0SAV0»."""

_SPECK: Final = -2.5
_TILDE_LOST: Final = -9.0
_SHORT: Final = 3
_CLEAR: Final = -0.11
"""Log probability (0.9) from which on a letter that stands alone is no speck: «DE LA O»."""

_HALF_SEEN: Final = -1.2
"""Log probability (0.3) from which on a letter that was taken for dirt may be one."""

_STANDS_OFF: Final = -0.7
"""The same (0.5) from which on a first letter with a word's gap after it is no dirt."""

_PARTICLES: Final = ("DE LA", "DE LOS", "DE LAS")
"""Words of a surname that close print leaves no gap between."""

_NEVER: Final = -1e6
_RIVALS: Final = 3
"""Evidence of what cannot be there, and how many spellings are weighed against one another."""

_DIGITS: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row.

    `margin`: nats between its text and the best rival. `rivals`: other texts, most likely first.
    `score`: log probability of the text.
    """

    text: str
    margin: float
    rivals: tuple[str, ...]
    lattices: tuple[Lattice, ...]
    score: float = 0.0


def masked(lattice: Lattice, signs: str) -> Lattice:
    """Return a copy of the lattice in which only `signs` (and the blank) are possible."""
    columns = [0, *(COLUMN[sign] for sign in signs)]
    kept = np.full_like(lattice, 1e-9)
    kept[:, columns] = lattice[:, columns]
    return kept


_NO_ENDINGS: Final = Endings()


def read_row(
    lattices: Sequence[Lattice],
    signs: str,
    words: Lexicon,
    endings: Endings = _NO_ENDINGS,
    *,
    ink: SeenLine | None = None,
    close: bool = False,
) -> Row:
    """Return the row that all lattices and the lexicon together make most likely.

    `ink` is what the picture shows beside the signs. `close`: its words may be set so closely that
    no gap is seen between them.
    """
    looks = tuple(masked(lattice, signs) for lattice in lattices)
    weigh = _Weigher(looks, words, _CLEAR if ink is None or not ink.begins_apart else _STANDS_OFF)
    seen = dict.fromkeys(" ".join(greedy(look)[0].split()) for look in looks)
    first = max(seen, key=weigh.total)
    glued = _settled(first, weigh, words)
    shown, differ = respaced(glued, ink, words) if ink else (glued, False)
    marked = with_tildes(shown, ink, words) if ink else shown
    shown, differ = marked, differ or marked != shown
    apart = parted(shown, words, weigh.total) if close else shown
    best = with_ending(apart, weigh.total, endings)
    margin, rivals = _rivals(best, weigh, words, signs)
    differ |= close and (is_glued(apart) or ("," in best) > ("," in apart))
    unseen = differ or (apart != glued and not (ink and shows_all(apart, glued, ink)))
    for other in (glued if unseen else "", _with_lost_edge(first, glued, weigh)):
        if other:
            margin = min(margin, UNSURE_GAP)
            rivals = [with_ending(other, weigh.total, endings), *rivals]
    for lack, other in with_missed(best, looks, signs, weigh.seen, words)[:1]:
        rivals = [other, *rivals] if lack < margin else rivals
        margin = min(margin, lack)
    others = [other for other in seen if other and other != best]
    everything = tuple(dict.fromkeys((*others, *rivals)))[:_RIVALS]
    return Row(best, margin, everything, looks, greedy(looks[0])[1])


class _Weigher:
    """How likely a text is: what the looks show, and whether its words are known."""

    def __init__(self, looks: tuple[Lattice, ...], words: Lexicon, first: float = _CLEAR) -> None:
        self._looks = looks
        self.first = first
        self.words = words
        self._known: dict[str, float] = {}

    def total(self, text: str) -> float:
        """Return the weight of a text in nats."""
        if text not in self._known:
            self._known[text] = self.seen(text) + sum(map(self._liked, text.split()))
        return self._known[text]

    def seen(self, text: str) -> float:
        """Return the log probability of a text by the looks alone."""
        if not text:
            return _NEVER
        found = [fit(look, text) for look in self._looks]
        return float(np.mean([_NEVER if one is None else one for one in found]))

    def _liked(self, word: str) -> float:
        bare = word.strip(".,")
        if bare in self.words:
            return _KNOWN if len(bare) > 1 else 0.3  # nats: a letter alone may be dirt
        if bare.replace("N", "Ñ") != bare and self.words.tilde_lost(bare):
            return _TILDE_LOST
        letters = sum(one.isalpha() for one in bare)
        if letters and any(one in _DIGITS for one in bare):
            return _MIXED + _WITHIN * _is_misread(bare, self.words)
        return _SPECK if 0 < letters <= _SHORT else 0.0

    def table(self, text: str) -> NDArray[Any]:
        """Return positions × signs: the mean log probability over all looks."""
        found = [spell(look, tuple(text)) for look in self._looks]
        return np.asarray(np.mean([one.table for one in found if one], axis=0))


def _settled(text: str, weigh: _Weigher, words: Lexicon) -> str:
    """Return the text after each unknown word was weighed against its known neighbours."""
    for place in range(len(text.split())):
        text = _initial_apart(text, place, weigh)
        now = text.split()
        if place >= len(now):
            break
        options = [" ".join(other) for other in _variants(now, place, words)]
        options = [other for other in options if not _loses_edge(text, other, weigh)]
        if len(now) > 1 and len(now[place].strip(".,")) <= _SHORT and _is_speck(now, place, weigh):
            options.append(" ".join([*now[:place], *now[place + 1 :]]))
        text = max((text, *options), key=weigh.total)
    return text


def _variants(now: list[str], place: int, words: Lexicon) -> Iterator[list[str]]:
    """Yield the rows in which the word at `place` is another."""
    word = now[place]
    bare = word.strip(".,")
    head, tail = now[:place], now[place + 1 :]
    if not any(one.isalpha() for one in bare):
        return
    if bare in words:
        return
    before, _, after = word.partition(bare)
    if _is_misread(bare, words):
        yield [*head, word.replace("0", "O").replace("1", "I"), *tail]
    for other in (*words.with_tilde(bare), *words.near(bare)[:12]):
        yield [*head, before + other + after, *tail]
    for particles in _PARTICLES:
        rest = bare.removeprefix(particles.replace(" ", ""))
        if rest != bare and rest in words:
            yield [*head, *(before + particles).split(), rest + after, *tail]
    for cut in range(2, len(bare) - 1):
        known = (bare[:cut] in words) + (bare[cut:] in words)
        long = min(cut, len(bare) - cut) > _SHORT
        if known > 1 or (long and known):
            yield [*head, before + bare[:cut], bare[cut:] + after, *tail]
    if tail and bare + tail[0].strip(".,") in words:
        yield [*head, before + bare + tail[0], *tail[1:]]


def _is_misread(bare: str, words: Lexicon) -> bool:
    """Tell whether a word is one of letters but for few digits that look like O and I.

    «DPTO1A» is not: it begins with a known word, which its number is glued to.
    """
    digits = sum(one in _DIGITS for one in bare)
    few = 3 * digits <= len(bare) - digits >= _LEAST_LETTERS
    found = _MISREAD.fullmatch(bare) if few else None
    return found is not None and found[1] not in words


def _loses_edge(text: str, other: str, weigh: _Weigher) -> bool:
    """Tell whether a row would lose a clear first or last letter, which costs next to nothing.

    A strip may begin with the end of a label: what stands before a row is not held against it.
    """
    if other not in (text[1:], text[:-1]):
        return False
    at = 0 if other == text[1:] else len(text) - 1
    least = _CLEAR if at else weigh.first
    return float(weigh.table(text)[at, ALPHABET.index(text[at])]) > least


def _with_lost_edge(first: str, text: str, weigh: _Weigher) -> str:
    """Return what was read at first where a letter at an edge of it was lost, and may be one."""
    for edge, rest in ((0, first[1:].lstrip()), (len(first) - 1, first[:-1].rstrip())):
        if rest == text and first and first[edge].isalpha():
            seen = float(weigh.table(first)[edge, ALPHABET.index(first[edge])])
            return first if seen > _HALF_SEEN else ""
    return ""


def _initial_apart(text: str, place: int, weigh: _Weigher) -> str:
    """Return the text with a clear initial cut off a known word: «JJESUS» is «J JESUS»."""
    now = text.split()
    word = now[place] if place < len(now) else ""
    if word in weigh.words or len(word[1:]) <= _SHORT or word[1:] not in weigh.words:
        return text
    apart = " ".join([*now[:place], word[0], word[1:], *now[place + 1 :]])
    if _is_speck(apart.split(), place, weigh):
        return text
    return apart if weigh.total(apart) - weigh.total(text) > GAP else text


def _is_speck(now: list[str], place: int, weigh: _Weigher) -> bool:
    """Tell whether a short word may be dirt that was read as letters: some sign is unclear."""
    if now[place].strip(".,") in weigh.words:
        return False
    if not any(one.isalpha() for one in now[place]):
        return False
    text = " ".join(now)
    start = len(" ".join(now[:place])) + (place > 0)
    table = weigh.table(text)
    seen = [
        float(table[at, ALPHABET.index(text[at])])
        for at in range(start, start + len(now[place]))
        if text[at].isalpha()
    ]
    return min(seen) < (_CLEAR if place else weigh.first)


def _rivals(text: str, weigh: _Weigher, words: Lexicon, signs: str) -> tuple[float, list[str]]:
    """Return how far the nearest rival is, and the nearest ones that change one character."""
    if not text:
        return 0.0, []
    table = weigh.table(text)
    columns = [ALPHABET.index(sign) for sign in signs]
    found: list[tuple[float, str]] = []
    for place, sign in enumerate(text):
        if sign == " ":
            continue
        own = table[place, ALPHABET.index(sign)]
        for column in columns:
            other = ALPHABET[column]
            if other not in (sign, " "):
                lack = float(own - table[place, column])
                found.append((lack, text[:place] + other + text[place + 1 :]))
    nearest = _nearest(text, sorted(found), words)
    return (nearest[0][0] if nearest else 0.0), [changed for lack, changed in nearest if lack < 6]  # noqa: PLR2004


def _nearest(text: str, seen: list[tuple[float, str]], words: Lexicon) -> list[tuple[float, str]]:
    """Return the nearest of the texts, likeliest to the eye first, when words count too."""
    best: list[tuple[float, str]] = []
    for lack, changed in seen:
        if len(best) == _RIVALS and lack > best[-1][0]:
            break  # words only add
        best = sorted([*best, (lack + cost_of_words(text, changed, words), changed)])[:_RIVALS]
    return best
