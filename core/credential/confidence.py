"""How sure a value is: from evidence in nats, or from probabilities, to a share that is right."""

from math import exp

from core.credential.settle import Code


def of_code(code: Code) -> float:
    """Return the confidence of a coded field."""
    if not code.checked:
        return 0.3
    return round(1 / (1 + exp(-(code.margin - 1.0))), 4)


def of_text(weakest: float, agreement: float) -> float:
    """Return the confidence of a text from its weakest character and its likeness to the MRZ."""
    alone = weakest**2
    return round(min(0.999, alone + (1 - alone) * (0.9 if agreement == 1.0 else 0.0)), 4)
