"""What may come if the days that are left are like the last ones: a band, and how it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import sqrt
from statistics import mean, stdev
from typing import Final

from core.domain.apoyos.avance_detalle import DayCount
from core.spanish_dates import short_day

_LEAST, _MOST = 7, 14
"""Of so many complete days, the last ones, a band is made; of fewer there is none."""
_NINE_OF_TEN: Final = 1.645
"""So many standard deviations to either side hold nine of ten cases of a normal sum."""
_DIGITS = 2

TOO_FEW = f"Todavía no hay proyección: se hace con al menos {_LEAST} días completos."
OVER = "La captación terminó: ya no hay nada que proyectar."


@dataclass(frozen=True, slots=True)
class Forecast:
    """From today's total to the last day: `low` and `high` of each of `days`, the first today's."""

    days: tuple[date, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    of: int
    """How many days it was made of."""

    @property
    def said(self) -> str:
        """What it says, in as many digits as it knows."""
        low, high, end = _rounded(self.low[-1]), _rounded(self.high[-1]), self.days[-1]
        if low == high:
            return f"Al {short_day(end)}: cerca de {low:,} recibidos."
        return f"Al {short_day(end)}: entre {low:,} y {high:,} recibidos."

    @property
    def method(self) -> str:
        """How it is made, in a sentence."""
        return (
            f"Supone que cada día que falta será como los últimos {self.of} completos: su "
            "promedio, y a cada lado 1.6 veces lo que varían; si así fuera, nueve de cada diez "
            "veces el total caería en la banda. No sabe de nada más."
        )


def forecast(days: Sequence[DayCount], today: date, ends: date, total: int) -> Forecast | None:
    """Return the band up to the day `ends`; None where it is over, or the days are too few.

    `days` are consecutive; today's, which is not complete, does not count.
    """
    complete = [each.received for each in days if each.day < today][-_MOST:]
    left = (ends - today).days
    if left <= 0 or len(complete) < _LEAST or not any(complete):
        return None
    often, varies = mean(complete), stdev(complete)
    steps = range(left + 1)
    around = [(total + often * each, _NINE_OF_TEN * varies * sqrt(each)) for each in steps]
    return Forecast(
        days=tuple(today + timedelta(days=each) for each in steps),
        low=tuple(max(float(total), center - half) for center, half in around),
        high=tuple(center + half for center, half in around),
        of=len(complete),
    )


def running(days: Sequence[DayCount], before: int) -> list[int]:
    """Return the total at the end of each day."""
    return list(accumulate((each.received for each in days), initial=before))[1:]


def _rounded(number: float) -> int:
    """Return a number with two digits that say something."""
    whole = round(number)
    return int(round(whole, _DIGITS - len(str(whole)))) if whole else 0
