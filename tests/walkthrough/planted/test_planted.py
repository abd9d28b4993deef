"""Every planted bug has its place in today's product, and its line or test (`make soak`: sees it).

A play of a bundle takes minutes, so only `--soak` plays them.
"""

import pytest

from tests.walkthrough.evidence.all import NUMERALS
from tests.walkthrough.planted.plants import (
    Plant,
    bundles,
    missed_by_test,
    missed_in_play,
)
from tests.walkthrough.stage import REPOSITORY

_BUNDLES = bundles()
_ALL = [(name, each) for name, plants in _BUNDLES.items() for each in plants]


@pytest.mark.parametrize(("name", "plant"), _ALL, ids=[f"{a}-{b.name}" for a, b in _ALL])
def test_each_planted_bug_has_its_place_and_who_must_see_it(name: str, plant: Plant) -> None:
    assert plant.fits(REPOSITORY)
    if name == "unidad":
        assert (REPOSITORY / plant.test.partition("::")[0]).is_file()
    else:
        assert plant.line in NUMERALS
        assert plant.says


@pytest.mark.parametrize("name", [name for name in _BUNDLES if name != "unidad"])
def test_each_line_sees_what_was_planted_for_it(name: str, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--soak"):
        pytest.skip("a play takes minutes: make soak")
    assert missed_in_play(name, _BUNDLES[name]) == []


@pytest.mark.parametrize("number", range(len(_BUNDLES["unidad"])))
def test_each_test_sees_what_was_planted_for_it(
    number: int, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("--soak"):
        pytest.skip("each runs a test on a copy of its own: make soak")
    assert missed_by_test(_BUNDLES["unidad"][number], number) == ""
