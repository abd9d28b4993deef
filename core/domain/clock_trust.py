"""What may be done now, as far as a tablet's clock may be believed (numeral 12).

Source: norma/sistema.md, 4.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.domain.apoyo import ClockState, Header
from core.domain.periodo import Periodo, Window

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Between these every database and calendar can count; a clock without battery begins at 1970."""
MOST_COUNTER = 2**31 - 1


def countable(header: Header) -> Header:
    """Return a header whose times and counter can be kept: what lies beyond is drawn to the end.

    What a known device signed is receipted whatever its clock said. A record of the year 1 is then
    one of 1970: outside of every period, or left to its arrival where its hour is to be confirmed.
    """
    return replace(
        header,
        started_at=min(max(header.started_at, EARLIEST), LATEST),
        saved_at=min(max(header.saved_at, EARLIEST), LATEST),
        device_counter=min(max(header.device_counter, 0), MOST_COUNTER),
    )


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
