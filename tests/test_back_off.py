"""Waits after failures: doubled, bounded, never overflowing, however many the failures are."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from core.back_off import back_off

SECOND = timedelta(seconds=1)


def test_the_wait_doubles_from_the_first_failure_to_the_longest() -> None:
    waits = [back_off(failures, SECOND, 5 * SECOND) for failures in range(6)]
    assert waits == [timedelta(0), *(n * SECOND for n in (1, 2, 4, 5, 5))]


def test_a_longest_shorter_than_the_first_holds_from_the_first_failure() -> None:
    assert back_off(1, timedelta(hours=1), SECOND) == SECOND


@given(some.integers(1, 10**9), some.integers(1, 10**6), some.integers(1, 10**9))
def test_it_never_shrinks_and_is_bounded(failures: int, first_ms: int, longest_ms: int) -> None:
    first, longest = timedelta(milliseconds=first_ms), timedelta(milliseconds=longest_ms)
    wait = back_off(failures, first, longest)
    assert min(first, longest) <= wait <= longest
    assert wait <= back_off(failures + 1, first, longest)
    assert back_off(failures + 64, first, longest) == longest
