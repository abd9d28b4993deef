"""A row of numbers cut where its signs stand apart though no gap was read between them.

Labels are small and pale: where blur makes them illegible the engine reads signs for them, which
stick to the number before: «LOCALIDAD 0374 SECCIÓN 2757» is read «0XA4<B 03749X< 2757».
"""

from itertools import pairwise
from statistics import median
from typing import Final

from core.credential.layout.tokens import Token, signs_of, spans_of

_APART: Final = 1.8
"""Widths of a digit from one sign to the next from which on a gap is between them: a digit is as
wide as any other, and a space nearly so."""

_LEAST: Final = 2
_CODE: Final = 16
"""Steps from digit to digit that tell how wide one is; signs in one piece that are a code."""


def cut_at_gaps(token: Token) -> list[Token]:
    """Return the pieces of a token between which its signs stand apart, though no space was read.

    The token itself where there are none, and where it is a label, a number alone or a code.
    """
    signs = signs_of(token.lattice)
    steps = [
        (at, first.step, second.step)
        for at, (first, second) in enumerate(pairwise(signs), 1)
        if " " not in first.sign + second.sign
    ]
    widths = [
        after - before
        for at, before, after in steps
        if (signs[at - 1].sign + signs[at].sign).isdigit()
    ]
    mixed = any(not one.sign.isdigit() and one.sign != " " for one in signs)
    whole = max(map(len, token.text.split()), default=0) >= _CODE
    if token.label or token.stands or whole or not mixed or len(widths) < _LEAST:
        return [token]
    usual = median(widths)
    cuts = [at for at, before, after in steps if after - before >= _APART * usual]
    first = next(at for at, one in enumerate(signs) if one.sign != " ")
    edges = [0, *(at - first for at in cuts), len(signs) - first]
    return spans_of(token, list(pairwise(edges))) if cuts else [token]
