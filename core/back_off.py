"""Exponential back-off of tries, mails, jobs and sending."""

from datetime import timedelta


def back_off(failures: int, first: timedelta, longest: timedelta) -> timedelta:
    """Return the wait after `failures` in a row: `first`, doubled each time, at most `longest`.

    Zero failures give a wait of zero.
    """
    if failures < 1:
        return timedelta()
    enough = (longest // first).bit_length()  # so many doublings pass `longest`; more overflow
    return min(first * (1 << min(failures - 1, enough)), longest)
