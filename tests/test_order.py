"""Families of tests stand together, each process begins with some, and no test is lost."""

from dataclasses import dataclass
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.order import _FAMILIES, _family, in_order


@dataclass(frozen=True)
class Named:
    nodeid: str


FOLDERS = (*_FAMILIES, "domain", "procedure", "walkthrough")
SHUFFLED = st.lists(
    st.builds(
        lambda folder, number: Named(f"tests/{folder}/test_{number}.py::test_x[server/{number}]"),
        st.sampled_from(FOLDERS),
        st.integers(0, 10**6),
    ),
    max_size=80,
)


@given(SHUFFLED, st.integers(1, 5))
def test_none_is_lost_and_each_family_is_as_shuffled_as_it_was(
    tests: list[Named], processes: int
) -> None:
    ordered = in_order(tests, processes)
    for family in {*_FAMILIES.values(), ""}:
        assert [each for each in ordered if _family(each.nodeid) == family] == [
            each for each in tests if _family(each.nodeid) == family
        ]
    assert len(ordered) == len(tests)
    stretches = [name for name, _ in groupby(ordered, lambda each: _family(each.nodeid))]
    named = [name for name in stretches if name]
    assert len(named) == len(set(named)), "a family stands in one place"


@pytest.mark.parametrize("processes", [1, 2, 3, 4])
def test_each_process_begins_with_a_family_of_its_own(processes: int) -> None:
    tests = [Named(f"tests/{FOLDERS[n % len(FOLDERS)]}/test_{n}.py::t") for n in range(1100)]
    tests += [Named(f"tests/domain/test_{n}.py::t") for n in range(3000)]
    ordered = in_order(tests, processes)
    left, begin, firsts = len(ordered), 0, []
    for place in range(processes):  # as `worksteal` deals them out
        firsts.append(_family(ordered[begin].nodeid))
        length = left // (processes - place)
        begin, left = begin + length, left - length
        assert processes == 1 or not _family(ordered[begin - 1].nodeid)
    assert len(set(firsts)) == processes
    assert "" not in firsts


def test_a_test_of_no_folder_is_of_no_family() -> None:
    assert _family("tests/test_bounds.py::test_x[tests/server/y]") == ""
