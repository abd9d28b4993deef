"""Words that a credential is likely to print, with lookup at edit distance one."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parents[3] / "resources" / "lexico"
_LEAST: Final = 3
"""Letters from which on a word is looked up: shorter ones are of no list."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A set of words, indexed by their forms with one letter deleted."""

    words: frozenset[str]
    index: dict[str, tuple[str, ...]]
    tildes: dict[str, tuple[str, ...]]

    def __contains__(self, word: str) -> bool:
        """Tell whether the word is known."""
        return word in self.words

    def with_tilde(self, word: str) -> tuple[str, ...]:
        """Return the known words that equal `word` once some of its N become Ñ."""
        return tuple(one for one in self.tildes.get(word.replace("Ñ", "N"), ()) if one != word)

    def tilde_lost(self, word: str) -> bool:
        """Tell whether an unknown word is a known one with Ñ read as N (blur hides tildes)."""
        return word not in self.words and bool(self.with_tilde(word))

    def near(self, word: str) -> list[str]:
        """Return the known words at edit distance one (insertion, deletion or substitution)."""
        found: dict[str, None] = {}
        for key in _keys(word):
            for other in self.index.get(key, ()):
                if other != word:
                    found[other] = None
        return list(found)


def _keys(word: str) -> dict[str, None]:
    return dict.fromkeys((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


@cache
def lexicon(*names: str) -> Lexicon:
    """Return the union of the named word lists (resources of the package), cached.

    Words keep the order of their lists: what is read never depends on how a process hashes texts.
    """
    words = dict.fromkeys(word for name in names for word in _words(name))
    index: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= _LEAST:
            for key in _keys(word):
                index.setdefault(key, []).append(word)
    tildes: dict[str, list[str]] = {}
    for word in words:
        if "Ñ" in word:
            tildes.setdefault(word.replace("Ñ", "N"), []).append(word)
    return Lexicon(frozenset(words), _frozen(index), _frozen(tildes))


def _frozen(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(found) for key, found in lists.items()}


@cache
def entidad_endings() -> tuple[str, ...]:
    """Return the abbreviations of entidades that end the last row of a domicilio."""
    return tuple(one.replace("_", " ") for one in _words("estados"))


def _words(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    return re.sub(r"(?m)^#.*$", "", text).split()
