"""Numeral 22: the strokes kept are the events sent and the picture; with little ink it says no."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.evidence.pictures import Grey, correlation, grey
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_SAME = 0.75
_NEAR_PIXELS = 2.0
_NEAR_MS = 12.0
_NEAR_PRESSURE = 0.005
_SIZE = (160, 80)


@dataclass(frozen=True)
class Facts:
    """One signature, and the events that made it.

    Of each: x, y (pixels of the screen), pressure, and between which moments it was sent (ms).
    """

    signature: dict[str, Any]
    sent: list[list[list[float]]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run), run.note("kiosk", "little_ink"))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: upside down, half the points, no times, no pressure."""
    facts = _facts(run)
    height = facts[0].signature["height"]
    spoilt = (
        lambda stroke: [point | {"y": height - point["y"]} for point in stroke],
        lambda stroke: stroke[::2],
        lambda stroke: [point | {"ms": 0} for point in stroke],
        lambda stroke: [point | {"pressure": 0.0} for point in stroke],
    )
    little = run.note("kiosk", "little_ink")
    return [_judged([_spoilt(facts[0], each), *facts[1:]], little) for each in spoilt]


def _spoilt(facts: Facts, how: Callable[[list[Any]], list[Any]]) -> Facts:
    strokes = [how(stroke) for stroke in facts.signature["strokes"]]
    return replace(facts, signature=facts.signature | {"strokes": strokes})


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
        apart = _difference(each.signature["strokes"], each.sent)
        checks.that(not apart, "", apart)
        same = correlation(_redrawn(each.signature, strokes), _ink(each.signature), _SIZE)
        checks.that(same >= _SAME, "", f"redibujada da {same:.2f}")
    shown = f"{len(facts)} firmas, {points} puntos = los eventos, con su hora y presión"
    checks.that(facts, f"{shown}; redibujadas = imagen")
    checks.that(little_ink, "con poca tinta no pasa", "no se probó la firma con poca tinta")
    return checks.verdict()


def _difference(kept: list[list[dict[str, Any]]], sent: list[list[list[float]]]) -> str:
    """Say how the strokes kept differ from the events that made them; empty where they do not.

    Both ways: every event is a point, in its order, and every point an event. A point's time lies
    between the moments at which its event was being sent.
    """
    counts = [len(each) for each in kept], [len(each) for each in sent]
    if counts[0] != counts[1]:
        return f"quedan {counts[0]} puntos de {counts[1]} eventos"
    points = [point for stroke in kept for point in stroke]
    events = np.array([event for stroke in sent for event in stroke], float)
    if not points:
        return "no quedan puntos"
    places = np.array([(each["x"], each["y"]) for each in points], float)
    moved = places - events[:, :2]
    apart = float(np.abs(moved - np.median(moved, axis=0)).max())
    if apart > _NEAR_PIXELS:
        return f"el trazo se aparta {apart:.1f} pixeles de lo dibujado"
    times = np.array([each["ms"] for each in points], float)
    earliest, latest = events[:, 3] - events[0, 4], events[:, 4] - events[0, 3]
    if (times < earliest - _NEAR_MS).any() or (times > latest + _NEAR_MS).any():
        return "las horas de los puntos no son las de los eventos"
    pressures = np.array([each["pressure"] for each in points], float)
    if np.abs(pressures - events[:, 2]).max() > _NEAR_PRESSURE or not pressures.any():
        return "la presión de los puntos no es la de los eventos"
    return ""


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
