"""What the ink of a line shows beside its signs: gaps between words, and tildes."""

import re
from dataclasses import dataclass
from typing import Final

from core.credential.grammar.lexicon import Lexicon

_NARROW_SIGNS: Final = frozenset("1.,-/#'")
"""Signs with room around them in most faces."""

BETWEEN_WORDS: Final = 0.125
"""Heights of a line that a gap is wider than those within words: it may be one between words.
Where it lies: `layout.line_ink`."""

_BETWEEN_VOWELS: Final = re.compile(r"(?<=[AEIOUÑ])N(?=[AEIOU])")


@dataclass(frozen=True, slots=True)
class SeenLine:
    """The signs of a line without its spaces, and how wide the gap after each but the last is.

    `merged`: its signs touch, so that the lack of a gap tells nothing. `tildes`: the places of the
    signs that have ink above them as an Ñ has.
    """

    bare: str
    widths: tuple[float, ...]
    merged: bool = False
    tildes: frozenset[int] = frozenset()

    @property
    def begins_apart(self) -> bool:
        """Tell whether its first sign stands as far from the next as words do."""
        width = self.at(self.bare, 1) if self.widths else None
        return width is not None and not self.merged and width >= BETWEEN_WORDS

    def at(self, bare: str, place: int) -> float | None:
        """Return the width before a sign, None where the picture does not tell.

        `bare` is the text that the line is taken for now; letters of it may have been mended.
        """
        if len(bare) != len(self.bare) or {bare[place - 1], bare[place]} & _NARROW_SIGNS:
            return None
        return self.widths[place - 1]


def with_tildes(text: str, seen: SeenLine, words: Lexicon) -> str:
    """Return the text with an Ñ for each N of an unknown word that has a tilde above it.

    Small tildes are lost on the engine; of a known word the lexicon tells whether it has one.
    """
    if len(text.replace(" ", "")) != len(seen.bare):
        return text
    found, start = list[str](), 0
    for word in text.split():
        marked = {at - start for at in seen.tildes} & {
            between.start() for between in _BETWEEN_VOWELS.finditer(word)
        }
        if word.strip(".,") not in words:
            word = "".join("Ñ" if at in marked else sign for at, sign in enumerate(word))  # noqa: PLW2901
        found.append(word)
        start += len(word)
    return " ".join(found)
