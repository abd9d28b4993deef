"""Numeral 16: the front kept is the picture that the camera gave, and the card in it, laid flat."""

from typing import Any

from tests.walkthrough.evidence.sides import Refusal, control_side, judge_side
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Verdict


def judge(run: Run) -> Verdict:
    """Return the verdict; what is no credential must have been refused, with its code."""
    return judge_side(run, "front", refusals=[_refused(one) for one in run.note("not_cards")])


def control(run: Run) -> Verdict:
    """Return the verdict on a copy whose first record holds the back in place of the front."""
    return control_side(run, "front")


def _refused(told: dict[str, Any]) -> Refusal:
    return Refusal(told["card"], told["code"] if told["refused"] else "")
