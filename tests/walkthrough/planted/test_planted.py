"""Every planted bug has its place in today's product, and its line or test (`make soak`: sees it).

A play of a bundle takes minutes, so only `--soak` plays them.
"""

from collections import Counter
from pathlib import Path

import pytest

from tests.walkthrough.evidence.all import NUMERALS
from tests.walkthrough.planted.plants import Plant, bundles, is_tested, missed, table
from tests.walkthrough.stage import REPOSITORY

_BUNDLES = bundles()
_ALL = [(name, each) for name, plants in _BUNDLES.items() for each in plants]
_LEAST, _LEAST_OF_A_LINE = 100, 2


@pytest.mark.parametrize(("name", "plant"), _ALL, ids=[f"{a}-{b.name}" for a, b in _ALL])
def test_each_planted_bug_has_its_place_and_who_must_see_it(name: str, plant: Plant) -> None:
    assert plant.fits(REPOSITORY)
    assert plant.line in NUMERALS
    if is_tested(name):
        files = [each.partition("::")[0] for each in plant.test.split()]
        assert files
        assert all((REPOSITORY / each).exists() for each in files)
    else:
        assert plant.says


def test_every_line_has_its_bugs_and_the_table_names_them() -> None:
    of_line = Counter(each.line for _, each in _ALL)
    assert len(_ALL) >= _LEAST
    assert [line for line in NUMERALS if of_line[line] < _LEAST_OF_A_LINE] == []
    assert (Path(__file__).parent / "PLANTED.md").read_text("utf-8") == table()


@pytest.mark.parametrize("name", _BUNDLES)
def test_each_line_and_test_sees_what_was_planted_for_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("--soak"):
        pytest.skip("a play takes minutes, a bundle of tests too: make soak")
    assert missed(name) == []
