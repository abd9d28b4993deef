"""Numeral 17: the back kept is the picture that the camera gave, and the card in it, laid flat."""

from tests.walkthrough.evidence.sides import control_side, judge_side
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Verdict


def judge(run: Run) -> Verdict:
    """Return the verdict; what is no credential must have been refused here too."""
    return judge_side(run, "back")


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: the front in its place; poor, small, without colour."""
    return control_side(run, "back")
