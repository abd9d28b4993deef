"""What numerals 16 and 17 share: a kept side against the picture that was offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.evidence.pictures import (
    card,
    card_correlation,
    coarse,
    colours_agree,
    correlation,
    grey,
    poorer,
)
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_SAME_FRAME = 0.98
_SAME_CARD, _OTHER_CARD = 0.8, 0.5
_LEAST_CARD = (600, 1000)
_ANYWAY = "Usar de todos modos"
_TITLES = {"front": "Frente de la credencial", "back": "Reverso de la credencial"}
_OTHER = {"front": "back", "back": "front"}


@dataclass(frozen=True)
class Facts:
    """One side of one record, and the pictures offered of both sides with their corners."""

    name: str
    frame: bytes
    rectified: bytes
    offered: bytes
    offered_other: bytes
    used_anyway: bool
    corners: list[list[float]]
    corners_other: list[list[float]]


@dataclass(frozen=True)
class Refusal:
    """A picture that is no credential, and the code on the screen that refused it, or none."""

    name: str
    code: str


def judge_side(run: Run, side: str) -> Verdict:
    """Return the verdict on one side of every record, and on what is no credential."""
    told = run.note("not_cards")
    return _judged(_facts(run, side), [Refusal(one["card"], one[side]) for one in told])


def control_side(run: Run, side: str) -> list[Verdict]:
    """Return the verdicts on a copy with the other side, and on one kept poor or without colour."""
    found = _facts(run, side)
    swapped = _facts(run, _OTHER[side])[0]
    doctored = replace(found[0], frame=swapped.frame, rectified=swapped.rectified)
    spoilt = [
        replace(found[0], frame=weaker(found[0].frame, quality=20)),
        replace(found[0], frame=weaker(found[0].frame, colour=False)),
        replace(found[0], frame=weaker(found[0].frame, scale=0.5)),
        replace(found[0], rectified=weaker(found[0].rectified, colour=False)),
    ]
    return [_judged([each, *found[1:]], ()) for each in (doctored, *spoilt)]


def weaker(encoded: bytes, *, quality: int = 88, colour: bool = True, scale: float = 1.0) -> bytes:
    """Return a picture spoilt on purpose, as JPEG."""
    how = cv2.IMREAD_COLOR if colour else cv2.IMREAD_GRAYSCALE
    picture = cv2.imdecode(np.frombuffer(encoded, np.uint8), how)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def _facts(run: Run, side: str) -> list[Facts]:
    found: list[Facts] = []
    for capture in captures(run):
        if capture.get("by_hand"):
            continue
        payload = record_of(run, capture).payload
        offered = {each: Path(capture["offered"][each]).read_bytes() for each in _OTHER}
        corners = run.note("cards", "corners", capture["card"])
        found.append(
            Facts(
                capture["card"],
                payload[side]["frame"],
                payload[side]["rectified"],
                offered[side],
                offered[_OTHER[side]],
                _used_anyway(capture, side),
                corners.get(side) or [],
                corners.get(_OTHER[side]) or [],
            )
        )
    return found


def _used_anyway(capture: dict[str, Any], side: str) -> bool:
    """Tell whether that side was refused, and used on purpose."""
    told = [(title, words) for title, words, _ in capture["continued"]]
    return (_TITLES[side], _ANYWAY) in told


def _judged(found: list[Facts], refusals: Sequence[Refusal]) -> Verdict:
    checks = Checks()
    frames: list[float] = []
    cards: list[float] = []
    anyway = 0
    for each in found:
        frames.append(correlation(grey(each.frame), grey(each.offered)))
        checks.that(
            frames[-1] >= _SAME_FRAME,
            "",
            f"{each.name}: la toma guardada es otra ({frames[-1]:.2f})",
        )
        worse = poorer(each.frame, each.offered)
        checks.that(not worse, "", f"{each.name}: la toma guardada {worse}")
        anyway += each.used_anyway
        if each.used_anyway or not (each.corners and each.corners_other and each.rectified):
            continue
        flat = grey(each.rectified)
        cards.append(card_correlation(flat, card(grey(each.offered), each.corners)))
        other = card_correlation(flat, card(grey(each.offered_other), each.corners_other))
        checks.that(
            cards[-1] >= _SAME_CARD > _OTHER_CARD > other, "",
            f"{each.name}: la credencial enderezada da {cards[-1]:.2f} y {other:.2f}",
        )  # fmt: skip
        checks.that(_sharp(each), "", f"{each.name}: la enderezada perdió color, tamaño o calidad")
    checks.that(frames and cards, "", "no hay tomas que comparar")
    if frames and cards:
        shown = f"{len(frames)} tomas = las ofrecidas (≥ {min(frames):.3f})"
        told = f"; {anyway} usadas de todos modos" if anyway else ""
        checks.note(f"{shown}, a color y tamaño completo; enderezadas ≥ {min(cards):.2f}{told}")
    judge_refusals(checks, refusals)
    return checks.verdict()


def _sharp(each: Facts) -> bool:
    """Tell whether the card laid flat kept colour, size and quality."""
    shape = grey(each.rectified).shape
    whole = shape[0] >= _LEAST_CARD[0] and shape[1] >= _LEAST_CARD[1]
    return (
        whole
        and not coarse(each.rectified)
        and colours_agree(each.rectified, each.offered, each.corners)
    )


def judge_refusals(checks: Checks, refusals: Sequence[Refusal]) -> None:
    """Hold each picture that is no credential to a refusal with its code."""
    for one in refusals:
        checks.that(one.code, "", f"{one.name}: no es credencial y no se rechazó")
    if refusals:
        checks.note(f"{len(refusals)} sin credencial, rechazadas")
