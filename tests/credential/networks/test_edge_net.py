"""Corners that somebody took for the card's are moved onto its edges."""

import numpy as np
import pytest

from core.credential.imaging.geometry import overlap
from core.credential.imaging.picture import decode
from core.credential.networks.edge_net import onto_edges
from tests.credential.cards import card

ONE_SIDE = [[0.0, 0.12], [0.0, 0.12], [0.0, 0.0], [0.0, 0.0]]
TOO_NARROW = [[0.08, 0.0], [-0.08, 0.0], [-0.08, 0.0], [0.08, 0.0]]
ONE_CORNER = [[0.0, 0.0], [0.1, 0.1], [0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize("model", ["C", "G"])
@pytest.mark.parametrize("level", ["easy", "hard"])
@pytest.mark.parametrize("move", [ONE_SIDE, TOO_NARROW, ONE_CORNER])
def test_a_shape_is_moved_onto_the_cards_edges(
    model: str, level: str, move: list[list[float]]
) -> None:
    sample = card(3, level, model)
    for shot in (sample.front, sample.back):
        true = np.array(shot.corners, np.float32)
        across, down = true[1] - true[0], true[3] - true[0]
        guess = true + np.array(move, np.float32) @ np.array([across, down])
        least = 0.98 if level == "easy" else 0.95
        assert overlap(onto_edges(decode(shot.jpeg), guess), true) > least


def test_right_corners_stay() -> None:
    shot = card(3, "easy", "G").front
    true = np.array(shot.corners, np.float32)
    assert overlap(onto_edges(decode(shot.jpeg), true), true) > 0.99
