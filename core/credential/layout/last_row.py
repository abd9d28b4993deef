"""The last row of a domicilio: where it ends, and which entidad it names."""

import re
from collections.abc import Sequence
from typing import Final

from core.credential.grammar.entidades import number_of
from core.credential.grammar.spelling import plain
from core.credential.layout.tokens import Token

_ENTIDAD: Final = re.compile(r"[A-Z]{3}[.,] ?([A-Z][A-Z. ]{1,8})$")
"""How the last row of a domicilio ends: a municipio, then the short form of its entidad."""

_HALF: Final = 0.6
"""Heights of a row from its middle to where the next one may begin."""


def end_of_address(tokens: Sequence[Token], top: float) -> float:
    """Return the height below the row above the codes that ends a domicilio, `top` without one.

    On some prints the codes are not the first of the rows below it.
    """
    ends = [one for one in tokens if not one.label and one.middle < top and _is_end(one.text)]
    last = max(ends, key=lambda one: one.middle, default=None)
    return top if last is None else last.middle + _HALF * last.height


def _is_end(text: str) -> bool:
    found = _ENTIDAD.search(plain(text))
    return found is not None and bool(number_of(found[1]))


def told_by_address(tokens: Sequence[Token]) -> dict[str, str]:
    """Return the number of the estado in whose name a row ends, empty where none does."""
    ends = (_ENTIDAD.search(plain(token.text)) for token in tokens if not token.label)
    told = [number for end in ends if end and (number := number_of(end[1]))]
    return {"estado": told[0]} if len(told) == 1 else {}
