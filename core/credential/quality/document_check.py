"""Whether the words on a card are a credential's: other documents share some of its labels."""

import re
from collections import Counter
from typing import Final

import numpy as np

from core.credential.grammar.patterns import CLAVE, CURP, OCR
from core.credential.grammar.spelling import like, misfit, plain
from core.credential.layout.back import bare_number, may_be_ocr
from core.credential.layout.back_words import ENOUGH, back_words
from core.credential.layout.read_side import SideText
from core.credential.layout.tokens import Token
from core.credential.quality.likelihood import CERTAIN
from core.domain.credencial.lectura import PLAIN, SideName
from core.domain.credencial.mrz import FILLER

_OWN: Final = frozenset(
    {"titulo", "ine", "ife", "registro", "clave_elector", "anio_registro", "seccion", "emision",
     "localidad"}
)  # fmt: skip
"""Labels that no licence, no passport and no card of another institute prints."""

_ONCE: Final = frozenset({"titulo", "nombre", "domicilio", "clave_elector", "curp", "sexo"})
"""Labels that a front has once, and a back never."""

_STRANGE: Final = (0.99, 0.93, 0.05)
"""Probability that a legible side is another document's: with none of the marks of a credential,
with one, with two or more."""

_SOME: Final = 3
_ROWS: Final = 2
_FILLERS: Final = 2
_STANDING: Final = 6
_SURE: Final = 0.8
_WORD: Final = 4
_LONG: Final = 10
_LIKE_A_KEY: Final = 0.35
_ROUGHLY: Final = 0.2
_SAYS_OCR: Final = re.compile(r"(?:N[O0UM.]*)?[.:]*[O0]\.?CR?[.:]*(?=\d)")
"""What may stand before the thirteen digits: «NO. OCR», of whose O blur makes a digit."""

_OPENS: Final = "IDMEX"
_MOSTLY: Final = 0.8
"""How like «IDMEX» a line must begin: one sign of five may be misread, «IDPER» has two others."""

_LONGER: Final = 36
"""Signs from which on a line is longer than ours (30), whatever was read twice. Derived: halfway to
a passport's 44."""

_KNOWN: Final = 10
_LEGIBLE: Final = 0.6
"""Middle score of the words of a side under which nothing is told from them."""


def strange(text: SideText) -> float:
    """Return how likely the text is that of another document, by what it has of a credential's.

    0 for an illegible card: blur and darkness are findings of their own.
    """
    scores = [token.score for token in text.tokens if len(token.text) >= _WORD]
    if not scores or float(np.median(scores)) < _LEGIBLE:
        return 0.0
    own = _marks_of_front if text.side is SideName.FRONT else _marks_of_back
    return _STRANGE[min(own(text.tokens), len(_STRANGE) - 1)]


def is_stranger(text: SideText) -> bool:
    """Tell whether the text is plainly that of another document."""
    return strange(text) >= PLAIN


def has_no_key(text: SideText) -> bool:
    """Tell whether a front shows nothing like a clave or a CURP: toys and drawings do not."""
    keys = (_bare(token) for token in text.tokens)
    return not any(min(misfit(key, CLAVE), misfit(key, CURP)) < _LIKE_A_KEY for key in keys)


def two(text: SideText) -> float:
    """Return how likely one sheet holds text of two cards: an MRZ beside a front, a front twice.

    Two cards that touch along their long sides are located as one sideways card, which shows as
    vertical text.
    """
    standing = sum(
        token.stands and token.score > _SURE and len(token.text) >= _WORD for token in text.tokens
    )
    times = Counter(token.label for token in text.tokens if token.label in _ONCE)
    rows = sum(token.text.count(FILLER) >= _FILLERS for token in text.tokens)
    twice = sum(number > 1 for number in times.values())
    mixed = rows >= _ROWS and len(times) >= _SOME
    return CERTAIN if twice >= _SOME or mixed or standing >= _STANDING else 0.0


def _marks_of_front(tokens: tuple[Token, ...]) -> int:
    """Return how many labels stand there that are the credential's own, its key counted as one."""
    own = {token.label for token in tokens} & _OWN
    keyed = any(misfit(_bare(token), CLAVE) < _ROUGHLY for token in tokens)
    return len(own) + keyed


def _marks_of_back(tokens: tuple[Token, ...]) -> int:
    """Return 2 for an MRZ of Mexico, the digits of the OCR alone or a back's words, else 0."""
    if any(_is_of_passport(token) for token in tokens):
        return 0
    told = any(_says_mexico(token) or says_ocr(token) for token in tokens)
    return 2 if told or len(back_words(tokens)) >= ENOUGH else 0


def _says_mexico(token: Token) -> bool:
    words = plain(_bare(token))
    if len(words) < _LONG:
        return False
    opens = max(like(words[at : at + len(_OPENS)], _OPENS) for at in range(3))
    return opens >= _MOSTLY or "MEX" in words


def _is_of_passport(token: Token) -> bool:
    """Tell whether a line is one of the 44 signs of a passport's page (ICAO 9303, TD3)."""
    words = plain(_bare(token))
    if len(words) < _LONG or FILLER not in words:
        return False
    return words.startswith(f"P{FILLER}") or len(words) > _LONGER


def says_ocr(token: Token) -> bool:
    """Tell whether a token is the thirteen digits alone, or with words that call them the OCR."""
    words = _bare(token)
    if _SAYS_OCR.match(words):
        words = bare_number(token)
    known = sum(sign.isdigit() for sign in words)  # a member's number has another word before it
    return known >= _KNOWN and abs(len(words) - len(OCR)) <= 1 and may_be_ocr(token)


def _bare(token: Token) -> str:
    return token.text.replace(" ", "")
