"""Sides of several shapes make the one shape that none of them was."""

import numpy as np

from core.credential.detection.side_recombination import mixtures
from core.credential.imaging.edges import EdgeField
from core.cv import cv2

TRUE = np.array([[80, 60], [420, 70], [410, 280], [90, 270]], np.float32)


def _table() -> np.ndarray:
    picture = np.full((340, 512, 3), 90, np.uint8)
    cv2.fillConvexPoly(picture, TRUE.astype(np.int32), (220, 210, 200))
    return picture


def test_three_right_sides_and_one_make_four() -> None:
    left_wrong = TRUE + np.array([[25, 1], [0, 0], [0, 0], [25, 1]], np.float32)
    bottom_wrong = TRUE + np.array([[0, 0], [0, 0], [0, -25], [0, -25]], np.float32)
    shapes = np.stack([left_wrong, np.roll(bottom_wrong, 1, axis=0)])
    made = mixtures(left_wrong, shapes, EdgeField.of(_table()))
    nearest = min(float(np.abs(one - TRUE).max()) for one in made)
    assert nearest < 1.5
    assert min(float(np.abs(one - TRUE).max()) for one in shapes) > 20


def test_far_away_shapes_give_no_sides() -> None:
    away = np.stack([TRUE, TRUE + 400]).astype(np.float32)
    made = mixtures(TRUE, away, EdgeField.of(_table()))
    assert len(made) == 1
    assert np.allclose(made[0], TRUE, atol=0.1)
