"""The table of findings counts what it says."""

import pytest

from core.domain.credencial.lectura import FindingCode
from tests.bench.roc import Judged, area, table


def test_the_area_is_how_often_what_fits_is_likelier() -> None:
    assert area([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert area([0.5], [0.5]) == 0.5
    assert area([0.9, 0.1], [0.5]) == pytest.approx(0.5)


def test_each_finding_is_held_against_good_pictures_alone() -> None:
    screen, cut = FindingCode.SCREEN, FindingCode.CUT
    judged = [
        Judged(frozenset({"screen"}), {screen: 0.95}),
        Judged(frozenset({"cut"}), {screen: 0.99, cut: 0.4}),
        Judged(frozenset(), {screen: 0.6}),
        Judged(frozenset(), {}),
    ]
    rows = {row["finding"]: row for row in table(judged)}
    assert set(rows) == {"screen", "cut"}
    assert rows["screen"]["area"] == "1.000"
    assert rows["screen"]["refused_fit"].startswith("1 ")
    assert rows["screen"]["refused_others"].startswith("0 ")
    assert rows["screen"]["said_others"].startswith("1 ")
    assert rows["cut"]["refused_fit"].startswith("0 ")
