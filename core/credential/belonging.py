"""Whether the words on a card are a credential's: other documents share some labels with it."""

from typing import Final

import numpy as np

from core.credential.patterns import CLAVE, OCR
from core.credential.read_side import SideText
from core.credential.spelling import like, misfit, plain
from core.credential.tokens import Token
from core.domain.credencial.lectura import SideName

_OWN: Final = frozenset(
    {"titulo", "ine", "ife", "registro", "clave_elector", "anio_registro", "seccion", "emision",
     "localidad"}
)  # fmt: skip
"""Labels that no licence, no passport and no card of another institute prints."""

_WORD: Final = 4
_LONG: Final = 10
_ROUGHLY: Final = 0.2
_OPENS: Final = "IDMEX"
_MOSTLY: Final = 0.6
_KNOWN: Final = 10
_LEGIBLE: Final = 0.6


def is_stranger(text: SideText) -> bool:
    """Tell whether what stands on a card can be read, and is not what a credential says.

    A card that cannot be read is no stranger yet: that is blur's or darkness's to say.
    """
    scores = [token.score for token in text.tokens if len(token.text) >= _WORD]
    if not scores or float(np.median(scores)) < _LEGIBLE:
        return False
    own = _is_front if text.side is SideName.FRONT else _is_back
    return not own(text.tokens)


def _is_front(tokens: tuple[Token, ...]) -> bool:
    """Tell whether two labels stand there that are the credential's own, or one and its key."""
    own = {token.label for token in tokens} & _OWN
    keyed = any(misfit(_bare(token), CLAVE) < _ROUGHLY for token in tokens)
    return len(own) + keyed >= 2  # noqa: PLR2004


def _is_back(tokens: tuple[Token, ...]) -> bool:
    """Tell whether an MRZ of Mexico stands there, or the thirteen digits of the OCR alone."""
    return any(_says_mexico(token) or _is_ocr(token) for token in tokens)


def _says_mexico(token: Token) -> bool:
    words = plain(_bare(token))
    if len(words) < _LONG:
        return False
    opens = max(like(words[at : at + len(_OPENS)], _OPENS) for at in range(3))
    return opens >= _MOSTLY or "MEX" in words


def _is_ocr(token: Token) -> bool:
    words = _bare(token)
    known = sum(sign.isdigit() for sign in words)  # a member's number has a word before it
    return known >= _KNOWN and abs(len(words) - len(OCR)) <= 1


def _bare(token: Token) -> str:
    return token.text.replace(" ", "")
