"""How far a share that was counted may be from the true one."""

import math
from typing import Final

_Z: Final = 1.96


def interval(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share in percent (Wilson's). Source: Wilson (1927)."""
    share = hits / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
    return round(100 * max(middle - half, 0), 6), round(100 * min(middle + half, 1), 6)
