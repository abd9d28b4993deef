"""Numeral 22: the strokes kept are the events sent and the picture; with little ink it says no."""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.evidence.pictures import Grey, correlation, grey
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_SAME = 0.75
_NEAR_PIXELS = 0.06
_SIZE = (160, 80)


@dataclass(frozen=True)
class Facts:
    """One signature, and the path of the pointer that made it (pixels of the window)."""

    signature: dict[str, Any]
    sent: list[list[list[float]]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run), run.note("kiosk", "little_ink"))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy whose strokes were turned upside down."""
    facts = _facts(run)
    first = facts[0]
    height = first.signature["height"]
    turned = [
        [point | {"y": height - point["y"]} for point in stroke]
        for stroke in first.signature["strokes"]
    ]
    doctored = replace(first, signature=first.signature | {"strokes": turned})
    return _judged([doctored, *facts[1:]], run.note("kiosk", "little_ink"))


def _facts(run: Run) -> list[Facts]:
    return [
        Facts(record_of(run, each).payload["signature"], each["strokes"])
        for each in captures(run)
        if each.get("strokes")
    ]


def _judged(facts: list[Facts], little_ink: str) -> Verdict:
    checks = Checks()
    points = 0
    for each in facts:
        strokes = [[(p["x"], p["y"]) for p in stroke] for stroke in each.signature["strokes"]]
        points += sum(len(stroke) for stroke in strokes)
        checks.that(
            len(strokes) == len(each.sent),
            "",
            f"{len(each.sent)} trazos hechos, {len(strokes)} quedan",
        )
        apart = _apart(strokes, each.sent)
        checks.that(apart <= _NEAR_PIXELS, "", f"el trazo se aparta {apart:.3f} de lo dibujado")
        same = correlation(_redrawn(each.signature, strokes), _ink(each.signature), _SIZE)
        checks.that(same >= _SAME, "", f"redibujada da {same:.2f}")
    checks.that(facts, f"{len(facts)} firmas, {points} puntos = los eventos; redibujadas = imagen")
    checks.that(little_ink, "con poca tinta no pasa", "no se probó la firma con poca tinta")
    return checks.verdict()


def _apart(kept: list[list[tuple[float, float]]], sent: list[list[list[float]]]) -> float:
    """Return how far the kept path lies from the sent one, both brought to the unit square."""
    one, other = _unit([p for s in kept for p in s]), _unit([tuple(p) for s in sent for p in s])
    if not len(one) or not len(other):
        return 1.0
    gaps = np.sqrt(((one[:, None, :] - other[None, :, :]) ** 2).sum(axis=2))
    return float(max(gaps.min(axis=1).max(), 0.0))


def _unit(points: list[Any]) -> Any:  # noqa: ANN401  an array of points
    """Return points moved and scaled so that their box is the unit square."""
    array = np.array(points, float)
    if not len(array):
        return array
    low, high = array.min(axis=0), array.max(axis=0)
    return (array - low) / np.maximum(high - low, 1.0)


def _redrawn(signature: dict[str, Any], strokes: list[list[tuple[float, float]]]) -> Grey:
    """Draw the strokes: dark ink on white."""
    paper = np.full((signature["height"], signature["width"]), 255, np.uint8)
    for stroke in strokes:
        path = np.array(stroke, np.float64).round().astype(np.int32)
        cv2.polylines(paper, [path], isClosed=False, color=(0.0,), thickness=4)
    return cv2.GaussianBlur(paper, (9, 9), 0).astype(np.uint8)


def _ink(signature: dict[str, Any]) -> Grey:
    """Return the kept picture: dark ink on white, softened as the redrawn one."""
    decoded = cv2.imdecode(np.frombuffer(signature["picture"], np.uint8), cv2.IMREAD_UNCHANGED)
    if decoded is not None and decoded.ndim == 3 and decoded.shape[2] == 4:
        found = (255 - decoded[:, :, 3]).astype(np.uint8)
        if found.min() == found.max():
            found = grey(signature["picture"])
    else:
        found = grey(signature["picture"])
    sized = cv2.resize(found, (signature["width"], signature["height"]))
    return cv2.GaussianBlur(sized, (9, 9), 0).astype(np.uint8)
