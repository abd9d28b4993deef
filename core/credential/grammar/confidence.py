"""How sure a value is: from evidence in nats to the share of such values that are right.

The numbers were fitted on 140 credentials of `core.muestra` (2,800 fields, four levels): at a
margin of 3 nats all but one in a hundred were right, from 6 on all but two in a thousand.
"""

from math import exp
from typing import Final

from core.credential.grammar.free_text import Row
from core.credential.grammar.joint_decoding import Code

_UNCHECKED: Final = 0.3
_HALF: Final = 1.4
_SLOPE: Final = 0.95
_HALF_OF_ROW: Final = 2.2
_OVERRULED: Final = 1.5
_CONFIRMS: Final = 0.93
_NEARLY: Final = 0.9
_CONTRADICTED: Final = 0.5


def of_code(code: Code) -> float:
    """Return the confidence of a coded field."""
    if not code.checked:
        return _UNCHECKED
    return _share(_SLOPE * (code.margin - _HALF) - _OVERRULED * code.spent)


def of_row(row: Row) -> float:
    """Return the confidence of a row that nothing confirms."""
    return _share(1.1 * (row.margin - _HALF_OF_ROW))


def of_name(row: Row | None, agreement: float) -> float:
    """Return the confidence of a part of a name, from its row and its likeness to the MRZ.

    `agreement` is 1 where the third line says the same, 0 where there is none.
    """
    alone = of_row(row) if row else _CONTRADICTED
    if agreement == 1.0:
        return round(alone + (1 - alone) * _CONFIRMS, 4)
    if 0 < agreement < _NEARLY:
        return round(alone * _CONTRADICTED, 4)
    return round(alone * (_NEARLY if agreement else 1.0), 4)


def of_third(weakest: float) -> float:
    """Return the confidence of the third line of the MRZ from its weakest character."""
    return round(weakest**2, 4)


def _share(nats: float) -> float:
    return round(1 / (1 + exp(-nats)), 4)
