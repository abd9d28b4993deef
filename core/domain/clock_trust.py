"""What may be done now, as far as a tablet's clock may be believed (numeral 12).

Source: norma/sistema.md, 4.
"""

from datetime import datetime, timedelta

from core.domain.apoyo import ClockState
from core.domain.periodo import Periodo, Window


def clock_state(now: datetime, bound: datetime | None) -> ClockState:
    """Tell whether `now` may be believed: never before what surely has passed."""
    behind = bound is not None and now < bound
    return ClockState.TO_CONFIRM if behind else ClockState.TRUSTED


def window_seen(periodo: Periodo, now: datetime, bound: datetime | None) -> Window:
    """Tell what may be done. A clock that is behind closes only if the bound itself is past."""
    return periodo.window_at(now if bound is None else max(now, bound))


def may_save(
    periodo: Periodo,
    *,
    started_at: datetime,
    now: datetime,
    bound: datetime | None,
    grace: timedelta,
) -> bool:
    """Tell whether a capture may be saved: inside, or begun inside and within the grace."""
    seen = now if bound is None else max(now, bound)
    if periodo.window_at(seen) is Window.CAPTURE:
        return True
    begun_inside = periodo.window_at(started_at) is Window.CAPTURE
    return begun_inside and periodo.capture_ends_at <= seen < periodo.capture_ends_at + grace
