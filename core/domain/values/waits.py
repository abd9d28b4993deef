"""How long ago something was, by a clock that somebody may set back."""

from datetime import datetime, timedelta


def has_waited(since: datetime, wait: timedelta, now: datetime) -> bool:
    """Tell whether `wait` has passed since then.

    So it has where that is yet to come: a clock went back, and nothing is to wait until it is as
    late again.
    """
    return not now - wait < since <= now
