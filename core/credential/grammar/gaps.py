"""Words of an address that close print leaves no gap between: «MZ13», «FRACCVILLANUEVA»."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from core.credential.grammar.lexicon import Lexicon

GAP: Final = -6.0
"""Nats that a gap between letters may lack where the detector left no room for it."""

UNSURE_GAP: Final = 2.2
"""Margin (nats) of a row in which a gap was restored: as good as even, a person looks."""

_NUMBERED: Final = re.compile(r"([A-ZÑ]{2,})(\d+)")
_LEAST: Final = 4
_LETTERS_ALONE: Final = frozenset("ACEIVXY")
"""What stands alone in an address: C for calle, numbers of kings and popes, small words."""


def parted(text: str, words: Lexicon, total: Callable[[str], float]) -> str:
    """Return the text with gaps where a word that is not known is several that are.

    `total` is the weight of a text in nats. A gap is restored where the picture does not speak
    plainly against it.
    """
    for place in range(len(text.split()) - 1, -1, -1):
        now = text.split()
        options = [
            (" ".join([*now[:place], *pieces, *now[place + 1 :]]), GAP * (len(pieces) - 1))
            for pieces in _pieces(now[place], words)
        ]
        near = [apart for apart, gap in options if total(apart) - total(text) > gap]
        text = max(near, key=total, default=text)
    return text


def _pieces(word: str, words: Lexicon) -> list[tuple[str, ...]]:
    """Return the ways in which a word is made of known ones; none where it is known itself."""
    numbered = _NUMBERED.fullmatch(word)
    if numbered is not None and numbered[1] in words:
        return [(numbered[1], numbered[2])]
    if word in words or len(word) < _LEAST or not word.isalpha():
        return []

    @cache
    def ways(start: int) -> tuple[tuple[str, ...], ...]:
        """Return the least odd ways to make what begins at `start`."""
        if start == len(word):
            return ((),)
        found = [
            (word[start:end], *rest)
            for end in range(start + 1, len(word) + 1)
            if _stands_alone(word[start:end], words)
            for rest in ways(end)
        ]
        return tuple(sorted(found, key=_oddness)[:_WAYS])

    return [one for one in ways(0) if _oddness(one) <= _ODD]


def _stands_alone(piece: str, words: Lexicon) -> bool:
    return piece in words if len(piece) > 1 else piece in _LETTERS_ALONE


_WAYS: Final = 4
_ODD: Final = 5
"""Pieces and short pieces together: «LA» and «C» lie within many words."""


def _oddness(pieces: tuple[str, ...]) -> int:
    return len(pieces) + sum(len(piece) < 3 for piece in pieces)  # noqa: PLR2004
