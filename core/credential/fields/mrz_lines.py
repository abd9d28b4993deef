"""The MRZ as one field of three lines. Source: norma/credencial.md, 7."""

from typing import Final

import numpy as np

from core.credential.fields.coded import SettledCodes, weakest
from core.credential.grammar.confidence import of_code, of_third
from core.credential.grammar.ctc import Spelling, fit
from core.credential.grammar.names import Names, line_of
from core.credential.grammar.spelling import like
from core.credential.imaging.picture import jpeg
from core.credential.imaging.sheet import Sheet
from core.credential.layout.back import Back, spell_line
from core.credential.layout.tokens import Token
from core.domain.credencial.lectura import FieldReading

_AGREED: Final = 0.98
_MENDED: Final = 0.85
_CONTRADICTED: Final = 0.6
"""Confidence of a line that the fields confirm, that they mend, and that they contradict."""

_LIKE: Final = 0.85
_TOO_FAR: Final = 14.0
"""How like what was seen a line by the fields must be, and how many nats it may lack at most."""


def mrz_reading(back: Back, coded: SettledCodes, names: Names | None, sheet: Sheet) -> FieldReading:
    """Return the three lines joined by newlines; empty where any of them was not seen."""
    third = back.mrz.get(2)
    codes = [coded.codes.get("mrz1"), coded.codes.get("mrz2")]
    spelling = spell_line(third.lattice, 2) if third else None
    if spelling is None or third is None or codes[0] is None or codes[1] is None:
        return FieldReading()
    last, sure_of_last = _third(spelling, third, names)
    corners = np.concatenate([token.points for token in back.mrz.values()])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    sure = min(of_code(codes[0]), of_code(codes[1]), sure_of_last)
    return FieldReading(
        value=f"{codes[0].text}\n{codes[1].text}\n{last}",
        confidence=sure,
        source="mrz",
        strip=jpeg(sheet.strip(box, 144)),
    )


def _third(seen: Spelling, token: Token, names: Names | None) -> tuple[str, float]:
    """Return the third line and how sure it is: as the names say, where it nearly shows that."""
    alone = of_third(weakest(token.lattice))
    if names is None or not (names.paterno and names.nombre):
        return seen.text, alone
    told = line_of(names.paterno, names.materno, names.nombre)
    if told == seen.text:
        return told, max(alone, _AGREED)
    own = fit(token.lattice, told)
    lack = _TOO_FAR if own is None else seen.score * len(token.lattice) - own
    if like(told, seen.text) >= _LIKE and lack < _TOO_FAR:
        return told, _MENDED
    return seen.text, min(alone, _CONTRADICTED)
