"""Where a card lies: on a page of print, near the border of its picture."""

import numpy as np
import pytest

from core.credential.detection.locate import locate
from core.credential.imaging.geometry import overlap
from core.credential.imaging.picture import decode
from core.muestra.make import make_varied


@pytest.mark.parametrize(("seed", "level"), [(1012, "easy"), (0, "medium")])
def test_a_card_on_a_printed_page_is_found_by_its_own_edges(seed: int, level: str) -> None:
    shot = make_varied(seed, level, "fit").front
    found = locate(decode(shot.jpeg)).shapes[0]
    assert overlap(found, np.array(shot.corners, np.float32)) > 0.9


def test_a_shape_that_crosses_itself_overlaps_nothing() -> None:
    crossed = np.array([[0, 0], [10, 10], [10, 0], [0, 10]], np.float32)
    square = np.array([[0, 0], [10, 0], [10, 10], [0, 10]], np.float32)
    assert overlap(crossed, square) == 0.0
    assert overlap(square, square) == pytest.approx(1.0)
