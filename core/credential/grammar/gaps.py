"""Words that close print leaves no gap between: «MZ13», «FRACCVILLANUEVA», «ANGELJAVIER»."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from core.credential.grammar.lexicon import Lexicon
from core.credential.grammar.seen_line import BETWEEN_WORDS as _WIDE
from core.credential.grammar.seen_line import SeenLine

GAP: Final = -6.0
"""Nats that a gap between letters may lack where the detector left no room for it."""

UNSURE_GAP: Final = 2.2
"""Margin (nats) of a row in which a gap was restored: as good as even, a person looks."""

_NUMBERED: Final = re.compile(r"([A-ZÑ]{2,})(\d+)")
_BOTH: Final = re.compile(r"\d[A-ZÑ]{2}|[A-ZÑ]{2}\d")
_LEAST: Final = 4
_LETTERS_ALONE: Final = frozenset("ACEIVXY")
"""What stands alone in an address: C for calle, numbers of kings and popes, small words."""

_BEHIND_A_NAME: Final = frozenset("IX")
"""Those of them that no word is glued behind: «JUAN PABLO II», «PIO X»."""

_PLAIN: Final = 0.18
_NONE: Final = 0.05
_TWICE: Final = 2.0
_NEARLY: Final = 0.9
"""Heights of a line that a gap is wider than those within words: it is one between words whatever
these are, it is none. Where these lie: `layout.line_ink`. A row has two kinds of
gaps where those between its words are twice as wide as any within; a new one may be narrower."""


def respaced(text: str, seen: SeenLine, words: Lexicon) -> tuple[str, bool]:
    """Return the text with the gaps that its picture shows, and whether the two still differ.

    A gap is taken between known words and numbers, where it is plain, or where the row has two
    kinds of gaps and it is of the wider one.
    """
    bare = text.replace(" ", "")
    cuts, differ = list(_spaces(text)), False
    usual = _usual_gap(bare, cuts, seen)
    for place in range(1, len(bare)):
        width = seen.at(bare, place)
        if width is None:
            continue
        if place in cuts:
            differ |= width < _NONE and not seen.merged
        elif width >= _WIDE:
            start = max((one for one in cuts if one < place), default=0)
            end = min((one for one in cuts if one > place), default=len(bare))
            taken = width >= min(_PLAIN, usual)
            if seen.merged and 1 in (place - start, end - place):
                taken = width >= _TWICE * _PLAIN  # where blur joins letters, one may stand off
            taken |= _are_words(bare[start:place], bare[place:end], words)
            cuts += [place] if taken else []
            differ |= not taken
    edges = [0, *sorted(cuts), len(bare)]
    return " ".join(bare[a:b] for a, b in pairwise(edges)), differ


def _usual_gap(bare: str, cuts: Sequence[int], seen: SeenLine) -> float:
    """Return from which width on a gap of a row is one between words."""
    widths = {place: seen.at(bare, place) for place in range(1, len(bare))}
    known = {place: width for place, width in widths.items() if width is not None}
    between = [width for place, width in known.items() if place in cuts]
    within = [width for place, width in known.items() if place not in cuts and width < _WIDE]
    if seen.merged or not between or max(within, default=_WIDE) * _TWICE > min(between):
        return _PLAIN
    return max(_WIDE, _NEARLY * min(between))


def shows_all(text: str, before: str, seen: SeenLine) -> bool:
    """Tell whether the picture shows every gap that `text` has and `before` has not."""
    bare = text.replace(" ", "")
    known = set(_spaces(before))
    widths = (seen.at(bare, place) for place in _spaces(text) if place not in known)
    return all(width is not None and width >= _WIDE for width in widths)


def is_glued(text: str) -> bool:
    """Tell whether a word holds both a number and letters that are more than its mark: «547EDIF».

    «12B» is a number with its mark; «2DA» is told as well, and a person looks at it.
    """
    return _BOTH.search(text) is not None


def _spaces(text: str) -> Iterator[int]:
    """Yield before which signs of the text without its spaces one stands."""
    at = 0
    for word in text.split()[:-1]:
        at += len(word)
        yield at


def _are_words(one: str, other: str, words: Lexicon) -> bool:
    """Tell whether two pieces of a word that is not known can stand by themselves."""
    if one + other in words:
        return False
    return all(piece.isdigit() or piece.strip(".,") in words for piece in (one, other))


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
            if _stands_alone(word[start:end], words) and (start or word[:end] not in _BEHIND_A_NAME)
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
