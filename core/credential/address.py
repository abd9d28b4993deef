"""The domicilio: rows that nothing else on the card confirms."""

import numpy as np

from core.credential.coded import weakest
from core.credential.confidence import of_text
from core.credential.engine import greedy
from core.credential.names import masked
from core.credential.picture import png
from core.credential.sheet import Sheet
from core.credential.spelling import DIGITS, LETTERS
from core.credential.tokens import Token
from core.domain.credencial.lectura import FieldReading

SIGNS = LETTERS + DIGITS + "Ñ .,-/#"


def domicilio_reading(tokens: list[Token], sheet: Sheet) -> FieldReading:
    """Return the rows joined by newlines, with one strip of them all."""
    rows = [greedy(masked(token.lattice, SIGNS))[0] for token in tokens]
    rows = [" ".join(row.split()) for row in rows]
    if not any(rows):
        return FieldReading()
    sure = min(weakest(token.lattice) for token in tokens)
    corners = np.concatenate([token.points for token in tokens])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    return FieldReading(
        value="\n".join(row for row in rows if row),
        confidence=of_text(sure, 0.0),
        source="front",
        strip=png(sheet.strip(box, 48 * len(tokens))),
    )
