"""What may be done now, given how far a tablet's clock is plausible (numeral 12).

Source: norma/sistema.md, 4.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.domain.apoyos.apoyo import ClockState, Header
from core.domain.proceso.periodo import Periodo, Window

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Between these every database and calendar can count; a clock without battery begins at 1970."""
MOST_COUNTER = 2**31 - 1


def countable(header: Header) -> Header:
    """Return the header with times clamped to 1970..2100 and the counter to what is storable.

    Any record of a known device is receipted whatever its clock said: a year before 1970 becomes
    1970, outside every period, or is judged by its arrival where the clock is unconfirmed.
    """
    return replace(
        header,
        started_at=min(max(header.started_at, EARLIEST), LATEST),
        saved_at=min(max(header.saved_at, EARLIEST), LATEST),
        device_counter=min(max(header.device_counter, 0), MOST_COUNTER),
    )


def clock_state(now: datetime, bound: datetime | None) -> ClockState:
    """Return whether `now` is plausible: not earlier than `bound`, the last known instant."""
    behind = bound is not None and now < bound
    return ClockState.TO_CONFIRM if behind else ClockState.TRUSTED


def window_seen(periodo: Periodo, now: datetime, bound: datetime | None) -> Window:
    """Return what may be done at the later of `now` and `bound` (the last known instant)."""
    return periodo.window_at(now if bound is None else max(now, bound))


def may_save(
    periodo: Periodo,
    *,
    started_at: datetime,
    now: datetime,
    bound: datetime | None,
    grace: timedelta,
) -> bool:
    """Tell whether a capture may be saved: within the period, or begun in it and within `grace`."""
    seen = now if bound is None else max(now, bound)
    if periodo.window_at(seen) is Window.CAPTURE:
        return True
    begun_inside = periodo.window_at(started_at) is Window.CAPTURE
    return begun_inside and periodo.capture_ends_at <= seen < periodo.capture_ends_at + grace
