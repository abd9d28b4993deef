"""How sure a value is: from evidence in nats to the share of such values that are right."""

from math import exp

from core.credential.rows import Row
from core.credential.settle import Code


def of_code(code: Code) -> float:
    """Return the confidence of a coded field."""
    if not code.checked:
        return 0.3
    return _share(code.margin - 1.0 - 1.5 * code.spent)


def of_row(row: Row) -> float:
    """Return the confidence of a row that nothing confirms."""
    return _share(1.1 * (row.margin - 1.0))


def of_name(row: Row | None, agreement: float) -> float:
    """Return the confidence of a part of a name, from its row and its likeness to the MRZ."""
    alone = of_row(row) if row else 0.5
    return round(alone + (1 - alone) * (0.93 if agreement == 1.0 else 0.0), 4)


def of_third(weakest: float) -> float:
    """Return the confidence of the third line of the MRZ from its weakest character."""
    return round(weakest**2, 4)


def _share(nats: float) -> float:
    return round(1 / (1 + exp(-nats)), 4)
