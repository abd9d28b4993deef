"""A short matrix shows every value of its axes where it may, and another part in every run."""

from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.matrices import kept_of

AXES = {"side": 2, "kind": 7, "way": 3}


def cases() -> list[dict[str, int]]:
    return [dict(zip(AXES, places, strict=True)) for places in product(*map(range, AXES.values()))]


@given(st.integers(1, 60), st.integers())
def test_so_many_are_kept_and_every_value_is_among_them_where_it_may(most: int, seed: int) -> None:
    kept = kept_of(cases(), most, Random(seed))
    assert len(kept) == min(most, len(cases()))
    for axis, size in AXES.items():
        shown = {cases()[place][axis] for place in kept}
        assert len(shown) >= min(most, size)


def test_another_seed_keeps_others_and_the_same_one_the_same() -> None:
    drawn = [frozenset(kept_of(cases(), 3, Random(seed))) for seed in range(20)]
    assert drawn == [frozenset(kept_of(cases(), 3, Random(seed))) for seed in range(20)]
    assert len(set(drawn)) > 5
