"""Which words of a side can be read."""

from typing import Final

from core.credential.layout.read_side import SideText

WORD: Final = 4
"""Letters from which on a token is a word: shorter ones are read out of noise."""

LEGIBLE: Final = 0.55
"""Score from which on a word is one that a person would read too."""


def has_words(text: SideText) -> bool:
    """Tell whether anything legible is written there."""
    return bool(legible_words(text))


def legible_words(text: SideText) -> list[str]:
    """Return what of the text is long enough to be a word and can be read."""
    return [
        token.text for token in text.tokens if len(token.text) >= WORD and token.score > LEGIBLE
    ]
