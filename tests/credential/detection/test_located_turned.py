"""A card that is not found as its picture lies is looked for with the picture turned."""

import numpy as np
import pytest

from core.credential.detection.locate import located_turned
from core.credential.imaging.geometry import overlap
from core.credential.imaging.picture import decode
from tests.credential.cards import card


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_shapes_of_a_turned_picture_lie_in_the_picture_as_it_is(quarters: int) -> None:
    shot = card(3, "easy", "G").front
    found = located_turned(decode(shot.jpeg), quarters)
    assert overlap(found[0], np.array(shot.corners, np.float32)) > 0.9
