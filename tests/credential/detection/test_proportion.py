"""A side on a band of the print is moved to the card's border; a good shape stays."""

import numpy as np
import pytest

from core.credential.detection.proportion import (
    has_better_form,
    in_proportion,
    is_card_like,
    out_of_form,
)
from core.credential.imaging.geometry import overlap
from core.credential.imaging.picture import Picture, Points
from core.cv import cv2

_CARD = np.array([[200, 120], [1040, 160], [1020, 690], [180, 650]], np.float32)


def _picture(band: tuple[int, int, int] = (90, 60, 120)) -> Picture:
    """Return a pale card with a dark band along its top, on a dark ground."""
    picture = np.full((800, 1280, 3), (70, 60, 50), np.uint8)
    cv2.fillConvexPoly(picture, _CARD.astype(np.int32), (215, 225, 220))
    cv2.fillConvexPoly(picture, _shifted(_CARD, 0, -0.91).astype(np.int32), band)
    return picture


def _shifted(corners: Points, side: int, share: float) -> Points:
    """Return the corners with one side moved outwards by a share of the card."""
    moved = corners.copy()
    for one, other in ((side, side - 1), ((side + 1) % 4, (side + 2) % 4)):
        moved[one] += share * (corners[one] - corners[other])
    return moved


def test_a_side_on_the_lower_edge_of_a_band_moves_to_the_border() -> None:
    within = _shifted(_CARD, 0, -0.09)
    assert overlap(within, _CARD) < 0.92
    assert overlap(in_proportion(_picture(), within, plain=True), _CARD) > 0.985


@pytest.mark.parametrize("side", [0, 1, 2, 3])
def test_a_shape_that_is_right_stays(side: int) -> None:
    turned = np.roll(_CARD, 2 * (side % 2), axis=0)
    assert overlap(in_proportion(_picture(), turned, plain=True), _CARD) > 0.985
    assert is_card_like(_picture(), turned)
    assert not out_of_form(_picture(), turned)


def test_without_an_edge_there_nothing_moves() -> None:
    picture = np.full((800, 1280, 3), 200, np.uint8)
    within = _shifted(_CARD, 0, -0.12)
    assert np.array_equal(in_proportion(picture, within, plain=True), within)
    assert out_of_form(picture, within)
    assert not is_card_like(picture, within)


def test_the_border_has_a_better_form_than_a_band_within_it() -> None:
    within = _shifted(_CARD, 0, -0.09)
    assert has_better_form(_picture(), _CARD, within)
    assert not has_better_form(_picture(), within, _CARD)
    assert not has_better_form(_picture(), _CARD, _CARD)
