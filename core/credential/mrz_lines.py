"""The MRZ as one field of three lines."""

import numpy as np

from core.credential.coded import Coded, weakest
from core.credential.confidence import of_code, of_third
from core.credential.layout_back import Back, spell_line
from core.credential.picture import png
from core.credential.sheet import Sheet
from core.domain.credencial.lectura import FieldReading


def mrz_reading(back: Back, coded: Coded, sheet: Sheet) -> FieldReading:
    """Return the three lines; empty where one was not seen."""
    third = back.mrz.get(2)
    codes = [coded.codes.get("mrz1"), coded.codes.get("mrz2")]
    spelling = spell_line(third.lattice, 2) if third else None
    if spelling is None or third is None or codes[0] is None or codes[1] is None:
        return FieldReading()
    corners = np.concatenate([token.points for token in back.mrz.values()])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    sure = min(of_code(codes[0]), of_code(codes[1]), of_third(weakest(third.lattice)))
    return FieldReading(
        value=f"{codes[0].text}\n{codes[1].text}\n{spelling.text}",
        confidence=sure,
        source="mrz",
        strip=png(sheet.strip(box, 144)),
    )
