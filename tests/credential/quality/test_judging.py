"""What tells a copy, a display and a stranger from a credential, each measure by itself."""

from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest

from core.credential.quality.judge import one_ink, text_shares
from core.credential.quality.likelihood import Curve, merged, told
from core.credential.quality.measures import own_colour
from core.credential.quality.raster import raster
from core.credential.reader import CredentialReader
from core.cv import cv2
from core.domain.credencial.lectura import LIKELY, PLAIN, FindingCode, SideName, finding
from core.muestra.back import draw_back
from core.muestra.camera import lay
from core.muestra.canvas import Typeface
from core.muestra.copies import COPIES, RASTERS
from core.muestra.front import draw_front
from core.muestra.people import make_person
from core.muestra.strangers import DOCUMENTS
from core.muestra.surfaces import Scene, surface
from tests.credential.cards import card, seen

_MOST, _OF_A_COPY, _OF_A_CARD = 75, 1.5, 1.8
_PLACE = np.array([[150, 120], [1050, 135], [1040, 700], [145, 690]], np.float32)


@cache
def _card(side: str) -> Scene:
    chance = Random(11)
    draw = draw_front if side == "front" else draw_back
    drawn = draw(make_person(chance, "G"), chance, Typeface.drawn(chance))
    return np.asarray(cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR), np.float32)


def _flat(card: Scene) -> Scene:
    small = cv2.resize(card, (1012, 638), interpolation=cv2.INTER_AREA)
    return np.clip(small, 0, 255).astype(np.uint8)


def _in_tinted_light(card: Scene) -> Scene:
    """Return a card with a lamp of another colour at each end."""
    across = np.linspace(0, 1, card.shape[1], dtype=np.float32)[None, :, None]
    warm, cold = np.array([0.7, 0.85, 1.0]), np.array([0.95, 0.8, 0.7])
    return np.asarray(card * (warm * (1 - across) + cold * across), np.float32)


@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_has_one_ink_in_any_light(side: str, copy: object) -> None:
    assert callable(copy)
    light = cv2.cvtColor(_card(side), cv2.COLOR_BGR2GRAY)
    copied = copy(light, Random(3))
    flat = _flat(_in_tinted_light(copied))
    assert one_ink(flat, SideName(side)) >= PLAIN
    assert own_colour(flat, _MOST) < _OF_A_COPY


@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_has_one_ink_where_light_burns_part_of_it_out(side: str, copy: object) -> None:
    assert callable(copy)
    copied = copy(cv2.cvtColor(_card(side), cv2.COLOR_BGR2GRAY), Random(3))
    strong = np.linspace(0.9, 1.6, copied.shape[0], dtype=np.float32)[:, None, None]
    burnt = np.clip(_in_tinted_light(copied) * strong, 0, 255)
    assert one_ink(_flat(burnt), SideName(side)) >= PLAIN


@pytest.mark.parametrize("side", ["front", "back"])
def test_a_card_keeps_its_own_colours_in_tinted_light(side: str) -> None:
    flat = _flat(_in_tinted_light(_card(side)))
    assert one_ink(flat, SideName(side)) < LIKELY
    assert own_colour(flat, _MOST) > _OF_A_CARD


@pytest.mark.parametrize(("side", "left"), [("front", 0.45), ("back", 0.55)])
def test_a_faded_card_is_no_copy(side: str, left: float) -> None:
    faded = _card(side) * left + 230 * (1 - left)
    assert one_ink(_flat(_in_tinted_light(faded)), SideName(side)) < LIKELY


@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("kind", RASTERS)
def test_a_display_shows_its_raster(side: str, kind: object) -> None:
    assert callable(kind)
    card = _card(side)
    assert raster(_flat(card)) < 1
    assert raster(_flat(card * kind(card.shape[:2], Random(5)))) > 1


@pytest.mark.sampled(1)
@pytest.mark.parametrize("draw", DOCUMENTS)
@pytest.mark.parametrize("side", SideName)
def test_another_document_is_told_by_its_words(
    reader: CredentialReader, draw: object, side: SideName
) -> None:
    assert callable(draw)
    drawn = cv2.cvtColor(np.asarray(draw(Random(4))), cv2.COLOR_RGB2BGR).astype(np.float32)
    scene = surface(Random(2), (1200, 820), "plain")
    lay(scene, drawn, _PLACE, 0.0)
    shot = cv2.imencode(".jpg", np.clip(scene, 0, 255).astype(np.uint8))[1].tobytes()
    refusals = {one.code for one in reader.judge_side(shot, side).findings if one.refuses}
    assert refusals & {FindingCode.OTHER_DOCUMENT, FindingCode.NO_CREDENTIAL}


def test_two_cards_are_told_once() -> None:
    upright = np.array([[10, 90], [10, 10], [30, 10], [30, 90]], np.float32)
    sheet = seen(3, "easy", "G", SideName.FRONT).text
    assert sheet is not None
    tokens = tuple(replace(one, points=upright) for one in sheet.tokens)
    text, side = replace(sheet, tokens=tokens), SideName.FRONT
    shares = merged({FindingCode.TWO_CARDS: 0.95}, text_shares(text, side))
    assert told(shares, side) == (finding(FindingCode.TWO_CARDS, side, 0.99),)


@pytest.mark.parametrize("curve", [Curve(0.4, 0.97), Curve(2.0, -1.0)])
def test_a_curve_goes_through_both_limits_and_rises_to_the_plain_one(curve: Curve) -> None:
    assert curve.share(curve.warns) == pytest.approx(LIKELY)
    assert curve.share(curve.refuses) == pytest.approx(PLAIN)
    ends = np.linspace(curve.warns, curve.refuses, 9)
    shares = [curve.share(float(one)) for one in ends]
    assert shares == sorted(shares)
    assert max(curve.share(1e9), curve.share(-1e9)) < 1


def test_what_is_not_likely_is_not_said_and_what_is_not_plain_only_warns() -> None:
    shares = {FindingCode.CUT: LIKELY - 0.01, FindingCode.SCREEN: LIKELY, FindingCode.BLUR: PLAIN}
    said = told(shares, SideName.BACK)
    assert [(one.code, one.refuses) for one in said] == [
        (FindingCode.SCREEN, False),
        (FindingCode.BLUR, True),
    ]
    assert [one.probability for one in said] == [LIKELY, PLAIN]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("margins", [(0.05, 0.04), (0.5, 0.04), (0.05, 0.4)])
@pytest.mark.parametrize("seed", [4, 9])
def test_a_whole_card_passes_in_a_frame_of_any_shape(
    reader: CredentialReader, seed: int, margins: tuple[float, float]
) -> None:
    shot = card(seed, "easy").front
    picture = cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    corners = np.array(shot.corners)
    room = np.array(margins) * np.ptp(corners, axis=0).max()
    left, top = np.maximum(corners.min(axis=0) - room, 0).astype(int)
    right, bottom = (corners.max(axis=0) + room).astype(int)
    cropped = cv2.imencode(".jpg", picture[top:bottom, left:right])[1].tobytes()
    assert not reader.judge_side(cropped, SideName.FRONT).refused


@pytest.mark.sampled(1)
@pytest.mark.parametrize("lost", [0.12, 0.3])
@pytest.mark.parametrize("end", ["left", "right", "top", "bottom"])
def test_a_cut_card_is_refused_in_a_frame_of_any_shape(
    reader: CredentialReader, end: str, lost: float
) -> None:
    shot = card(12, "easy").front
    picture = cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    low, high = np.array(shot.corners).min(axis=0), np.array(shot.corners).max(axis=0)
    gone = (high - low) * lost
    left, top = (low + gone * [end == "left", end == "top"]) * [end == "left", end == "top"]
    right, bottom = high - gone if end in ("right", "bottom") else high
    part = picture[
        int(top) : int(bottom) if end == "bottom" else None,
        int(left) : int(right) if end == "right" else None,
    ]
    refused = reader.judge_side(cv2.imencode(".jpg", part)[1].tobytes(), SideName.FRONT)
    assert refused.refused
