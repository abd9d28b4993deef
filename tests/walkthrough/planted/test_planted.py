"""Every planted bug has its place in today's product, and its line or test (`make soak`: sees it).

A play of a bundle takes minutes, so only `--soak` plays them.
"""

import subprocess
import sys
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


def test_a_planted_bug_names_only_what_its_file_knows(tmp_path: Path) -> None:
    """A bug that breaks the product outright hides those that are planted beside it."""
    for number, (_, plant) in enumerate(_ALL):
        if plant.file.endswith(".py"):
            text = (REPOSITORY / plant.file).read_text("utf-8").replace(plant.old, plant.new)
            (tmp_path / f"{number}.py").write_text(text, "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F821,E9", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


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
