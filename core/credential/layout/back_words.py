"""Words that every back prints and no front does: they tell the side where no MRZ stands."""

from collections.abc import Iterable
from typing import Final

from core.credential.grammar.spelling import like, plain
from core.credential.layout.tokens import Token

WORDS: Final = (
    "ELECCIONES", "EXTRAORDINARIAS", "INTRANSFERIBLE", "TACHADURAS", "ENMENDADURAS",
    "NOTIFICAR", "SECRETARIO", "EJECUTIVO", "DOCUMENTO", "TITULAR", "OBLIGADO", "SIGUIENTES",
)  # fmt: skip
"""Source: norma/credencial.md, 6. Short words are left out: an address may hold them."""

ENOUGH: Final = 2
"""Different words from which on a side is a back."""

_LIKE: Final = 0.82
_LEGIBLE: Final = 0.6
"""How like a piece of a line is to a word that it holds, and the score of a line that counts."""


def back_words(tokens: Iterable[Token]) -> frozenset[str]:
    """Return which words of a back stand there, roughly spelled, glued to others or not."""
    texts = [plain(token.text) for token in tokens if token.score > _LEGIBLE]
    return frozenset(word for word in WORDS if any(_holds(text, word) for text in texts))


def holds_back_word(text: str) -> bool:
    """Tell whether a line holds one of these words, roughly spelled."""
    return any(_holds(plain(text), word) for word in WORDS)


def _holds(text: str, word: str) -> bool:
    if len(text) < len(word) - 2:
        return False
    if word in text.replace(" ", ""):
        return True
    return any(like(piece.strip(".,:"), word, _LIKE) >= _LIKE for piece in text.split())
