"""Signs that a line may have and that were not read: blur, or dirt beside them, hid them.

A lattice is read sign by sign where one is likelier than none. Where none is hardly likelier, a
sign may be missed: «J REFUGIO» is read «REFUGIO», and every sign of it is sure.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from core.credential.grammar.lexicon import Lexicon
from core.credential.ocr.engine import ALPHABET, COLUMN, Lattice

_LIKELY: Final = 0.01
"""Probability from which on a sign may be missed: 4.6 nats, at which a row is just not sure."""

_INSIDE_KNOWN: Final = 2.5
"""Nats that it costs to make an unknown word of a known one."""

_MOST: Final = 4
"""Signs that are weighed, the likeliest first."""


def with_missed(
    text: str, looks: Sequence[Lattice], signs: str, seen: Callable[[str], float], words: Lexicon
) -> list[tuple[float, str]]:
    """Return the texts with one sign more that the looks may show, and what each lacks, in nats.

    `seen` is the log probability of a text by the looks alone. The nearest text is first.
    """
    if not text:
        return []
    own = seen(text)
    places = dict[tuple[int, str], float]()
    for look in looks:
        for at, sign, share in _hints(look, signs):
            places[at, sign] = max(share, places.get((at, sign), 0.0))
    likeliest = sorted(places, key=lambda one: -places[one])[:_MOST]
    others = {_inserted(text, at, sign) for at, sign in likeliest}
    return sorted(
        (max(0.0, own - seen(other)) + _cost_of_sign(text, other, words), other) for other in others
    )


def _cost_of_sign(text: str, other: str, words: Lexicon) -> float:
    """Return what a sign more costs the words; beside a row a letter may stand for itself."""
    return 0.0 if text in (other[1:], other[:-1]) else cost_of_words(text, other, words)


def _hints(look: Lattice, signs: str) -> Iterator[tuple[int, str, float]]:
    """Yield before how many signs of a look another may stand, which, and how likely it is."""
    best = look.argmax(axis=1).tolist()
    columns = [COLUMN[sign] for sign in signs if sign.isalnum()]
    read, previous = 0, 0
    for step, column in enumerate(best):
        if column and column != previous and ALPHABET[column - 1] != " ":
            read += 1
        previous = column
        if column:
            continue
        beside = set(best[max(0, step - 1) : step + 2])
        for other in columns:
            share = float(look[step, other])
            if share > _LIKELY and other not in beside:  # the rest of its neighbour is no sign
                yield read, ALPHABET[other - 1], share


def _inserted(text: str, at: int, sign: str) -> str:
    """Return the text with a sign after its first `at` signs, spaces not counted."""
    left = at
    for place, one in enumerate(text):
        if one != " ":
            if not left:
                return text[:place] + sign + text[place:]
            left -= 1
    return text + sign


def cost_of_words(text: str, changed: str, words: Lexicon) -> float:
    """Return what is lost where a change makes an unknown word of a known one."""
    pairs = zip(text.split(), changed.split(), strict=False)
    lost = [
        one
        for one, other in pairs
        if one != other and one.strip(".,") in words and other.strip(".,") not in words
    ]
    return _INSIDE_KNOWN * sum(len(one) > 2 for one in lost)  # noqa: PLR2004
