"""Numeral 16: the front kept is the picture that the camera gave, and the card in it, laid flat.

A camera that is lost meanwhile is said and leaves no picture; the front kept came after it.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from tests.walkthrough.evidence.base import captures
from tests.walkthrough.evidence.pictures import Grey, alike, grey
from tests.walkthrough.evidence.sides import control_side, judge_side
from tests.walkthrough.run import NotYet, Run
from tests.walkthrough.verdict import Checks, Verdict

_SAID = "No llega imagen de la cámara."


@dataclass(frozen=True)
class Lost:
    """What the screen showed of the camera before and while it was away, and what it said then."""

    offered: Grey
    before: Grey
    meanwhile: Grey
    said: list[str]


def judge(run: Run) -> Verdict:
    """Return the verdict; what is no credential must have been refused, with its code."""
    return _both(judge_side(run, "front"), _judged(_lost(run)))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: the back in its place; poor, small, without colour.

    And of the lost camera: its last picture stays on the screen, or nothing is said.
    """
    side, lost = judge_side(run, "front"), _lost(run)
    return [
        *control_side(run, "front"),
        _both(side, _judged(replace(lost, meanwhile=lost.before))),
        _both(side, _judged(replace(lost, said=[]))),
    ]


def _lost(run: Run) -> Lost:
    """Return what was seen of the lost camera. Raises NotYet."""
    told = next((each["camera"] for each in captures(run) if "camera" in each), None)
    if told is None:
        message = "falta la cámara perdida"
        raise NotYet(message)
    left, top, width, height = told["view"]
    window_width = told["window"][0]

    def view(name: str) -> Grey:
        whole = grey(run.made("pantallas", name).read_bytes())
        ratio = whole.shape[1] / window_width
        rows = slice(int(top * ratio), int((top + height) * ratio))
        return whole[rows, int(left * ratio) : int((left + width) * ratio)]

    offered = grey(Path(told["shown"]).read_bytes())
    return Lost(offered, view(told["before"]), view(told["lost"]), told["said"])


def _judged(lost: Lost) -> Verdict:
    checks = Checks()
    checks.that(alike(lost.before, lost.offered), "", "la cámara no se veía antes de perderla")
    checks.that(
        not alike(lost.meanwhile, lost.offered), "", "la cámara perdida deja su última imagen"
    )
    checks.that(
        any(_SAID in text for text in lost.said),
        "la cámara perdida se dice y vuelve sola",
        "la cámara perdida no se dice",
    )
    return checks.verdict()


def _both(one: Verdict, other: Verdict) -> Verdict:
    """Return a verdict that holds where both do."""
    wrong = [each.said for each in (one, other) if not each.holds]
    return Verdict(holds=not wrong, said="; ".join(wrong or [one.said, other.said]))
