"""What a reflection hides refuses; bright paper, bands and boxes, and what hides nothing do not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from core.credential.grammar.patterns import CLAVE
from core.credential.grammar.spelling import misfit
from core.credential.imaging.picture import Picture, Points
from core.credential.layout.read_side import SideText
from core.credential.layout.tokens import Token
from core.credential.quality.judge_reflection import reflection_share
from core.credential.reader import CredentialReader
from core.cv import cv2
from core.domain.credencial.lectura import LIKELY, PLAIN, FindingCode, SideName
from core.muestra.make import make_varied
from tests.credential.cards import seen

_SIDES = [("D", SideName.FRONT), ("G", SideName.FRONT), ("C", SideName.BACK), ("G", SideName.BACK)]
_STANDING = ("C", SideName.BACK)
"""Its code runs up the card."""

_WHITE = 255
_HALF, _BADLY = 0.95, 0.4
_UNTOUCHED, _LONG, _CODED, _WHOLE = 0.05, 9, 6, 0.04


def _text(model: str, side: SideName) -> SideText:
    text = seen(3, "easy", model, side).text
    assert text is not None
    return text


def _on(text: SideText, flat: Picture, tokens: Sequence[Token] | None = None) -> SideText:
    sheet = replace(text.sheet, flat=flat)
    return replace(text, sheet=sheet, tokens=text.tokens if tokens is None else tuple(tokens))


def _burnt(flat: Picture, paper: int) -> Picture:
    """Return the card with all that is as light as `paper` burnt out, and its ink as it was."""
    light = flat.astype(np.float32)
    return np.asarray(np.clip(light * (light / paper) ** 2 * 1.3, 0, _WHITE), np.uint8)


def _values(text: SideText) -> list[Token]:
    """Return lines of words or digits of which a half is none: codes and labels are whole."""
    lines = [
        one for one in text.tokens if not one.label and not one.stands and len(one.text) > _LONG
    ]
    return sorted(lines, key=lambda one: one.points[:, 1].mean())


def _unlabelled(text: SideText) -> list[Token]:
    return [one for one in text.tokens if not one.label]


def _covered(
    text: SideText,
    lines: Sequence[Token],
    end: str,
    *,
    read: float = _HALF,
    white: int = _WHITE,
) -> SideText:
    """Return the side with a reflection over one half of lines, of which the other half is read.

    Nothing is read of what else lies under it.
    """
    flat = np.minimum(text.sheet.flat, white - 1)
    halves = []
    for one in lines:
        low, high = one.points.min(axis=0), one.points.max(axis=0)
        middle, reach = float(low[0] + high[0]) / 2, float(high[1] - low[1])
        hidden = (low[0] - 2 * reach, middle) if end == "left" else (middle, high[0] + 2 * reach)
        first = np.array([hidden[0], low[1] - reach / 2]).astype(int).tolist()
        last = np.array([hidden[1], high[1] + reach / 2]).astype(int).tolist()
        cv2.rectangle(flat, first, last, (white,) * 3, -1)
        left, right = (middle, high[0]) if end == "left" else (low[0], middle)
        points: Points = np.array(
            [[left, low[1]], [right, low[1]], [right, high[1]], [left, high[1]]], np.float32
        )
        half = len(one.text) // 2
        words = one.text[half:] if end == "left" else one.text[:half]
        halves.append(replace(one, text=words, score=read, points=points))
    burnt = (flat == white).all(axis=2)
    rest = (one for one in text.tokens if not any(one is line for line in lines))
    seen_yet = (one for one in rest if float(_part(burnt, one.points).mean()) < _UNTOUCHED)
    return _on(text, flat, [*seen_yet, *halves])


def _part(mask: Picture, points: Points) -> Picture:
    low, high = np.maximum(points.min(axis=0), 0).astype(int), points.max(axis=0).astype(int)
    return mask[low[1] : high[1], low[0] : high[0]]


@pytest.mark.parametrize(("model", "side"), _SIDES)
@pytest.mark.parametrize("paper", [150, 175, 200])
def test_paper_that_burns_out_is_no_reflection(model: str, side: SideName, paper: int) -> None:
    text = _text(model, side)
    assert reflection_share(_on(text, _burnt(text.sheet.flat, paper))) < PLAIN


@pytest.mark.parametrize(("model", "side"), _SIDES)
def test_a_white_box_round_lines_is_no_reflection(model: str, side: SideName) -> None:
    """As under an MRZ or a text box: the lines begin where it is white, and end there."""
    text = _text(model, side)
    flat = text.sheet.flat.copy()
    points = np.concatenate([one.points for one in text.tokens if len(one.text) > _LONG])
    low, high = np.maximum(points.min(axis=0) - 40, 0).astype(int), points.max(axis=0).astype(int)
    box = flat[low[1] : high[1] + 40, low[0] : high[0] + 40]
    box[:] = _burnt(box, 150)
    assert reflection_share(_on(text, flat)) < PLAIN


@pytest.mark.parametrize(("model", "side"), _SIDES)
def test_a_large_reflection_over_a_line_that_every_side_has_refuses(
    model: str, side: SideName
) -> None:
    """Nothing is left of the line, so that none is seen to be cut."""
    text = _text(model, side)
    key = max(_unlabelled(text), key=lambda one: sum(map(str.isdigit, one.text)))
    low, high = key.points.min(axis=0) - 30, key.points.max(axis=0) + 30
    box = np.maximum([low, high], 0).astype(int)
    flat = np.minimum(text.sheet.flat, _WHITE - 1)
    flat[box[0, 1] : box[1, 1], box[0, 0] : box[1, 0]] = _WHITE
    burnt = (flat == _WHITE).all(axis=2)
    kept = [one for one in text.tokens if float(_part(burnt, one.points).mean()) < _UNTOUCHED]
    assert reflection_share(_on(text, flat, kept)) >= PLAIN
    assert reflection_share(_on(text, flat)) < PLAIN  # where all of it is read nothing is lost


@pytest.mark.parametrize("end", ["left", "right"])
@pytest.mark.parametrize("model", ["D", "G"])
def test_a_reflection_that_cuts_two_lines_refuses_and_one_only_warns(model: str, end: str) -> None:
    text = _text(model, SideName.FRONT)
    words = [one for one in _values(text) if sum(map(str.isdigit, one.text)) < _CODED][-2:]
    assert reflection_share(_covered(text, words, end)) >= PLAIN
    assert LIKELY <= reflection_share(_covered(text, words[:1], end)) < PLAIN


@pytest.mark.parametrize("white", [_WHITE, 240])
@pytest.mark.parametrize("end", ["left", "right"])
@pytest.mark.parametrize(("model", "side"), [one for one in _SIDES if one != _STANDING])
def test_a_code_that_a_reflection_cuts_refuses(
    model: str, side: SideName, end: str, white: int
) -> None:
    """A telephone may have drawn the brightest light down to a pale grey."""
    text = _text(model, side)
    codes = [one for one in _values(text) if sum(map(str.isdigit, one.text)) >= _LONG]
    assert codes
    assert reflection_share(_covered(text, codes[-1:], end, white=white)) >= PLAIN


def test_a_line_that_a_reflection_leaves_unreadable_refuses() -> None:
    text = _text("D", SideName.FRONT)
    line = _values(text)[-1]
    spoilt = _covered(text, [line], "left", read=_BADLY)
    under = [
        replace(one, points=line.points) if one.score == _BADLY else one for one in spoilt.tokens
    ]
    assert reflection_share(replace(spoilt, tokens=tuple(under))) >= PLAIN


@pytest.mark.sampled(2)
@pytest.mark.parametrize("code", ["SLIBMR80050411M841", "04/05/1980", "2598278028378"])
def test_codes_read_to_their_last_sign_lost_nothing(code: str) -> None:
    text = _text("D", SideName.FRONT)
    covered = _covered(text, _values(text)[-2:], "left")
    cut = [replace(one, text=code) if one.score == _HALF else one for one in covered.tokens]
    clave = next(one for one in text.tokens if misfit(one.text.replace(" ", ""), CLAVE) < _WHOLE)
    assert LIKELY <= reflection_share(replace(covered, tokens=(*cut, clave))) < PLAIN


@pytest.mark.sampled(1)
@pytest.mark.parametrize("number", [8_991_011])
def test_a_lamp_beside_whole_codes_refuses_nothing(reader: CredentialReader, number: int) -> None:
    shot = make_varied(number, "medium", "left-out").front
    findings = reader.judge_side(shot.jpeg, SideName.FRONT).findings
    assert FindingCode.GLARE in {one.code for one in findings}
    assert not any(one.refuses for one in findings)
