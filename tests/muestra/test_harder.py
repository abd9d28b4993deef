"""Harder negatives and videos: one seed gives the same pictures, and a truth that fits them."""

from itertools import islice

import numpy as np
import pytest

from core.cv import cv2
from core.domain.credencial.lectura import FindingCode
from core.muestra.harder import HARDER, fitting_codes, make_harder
from core.muestra.video import make_video, video_frames

_FEW = 4


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", HARDER)
def test_the_same_seed_gives_the_same_picture_and_another_split_another(kind: str) -> None:
    shot = make_harder(7, kind, "fit")
    assert make_harder(7, kind, "fit") == shot
    assert make_harder(7, kind, "left-out").jpeg != shot.jpeg
    assert np.array(shot.corners).shape == (4, 2)
    assert cv2.imdecode(np.frombuffer(shot.jpeg, np.uint8), cv2.IMREAD_COLOR) is not None


def test_some_code_of_the_reader_fits_each_kind() -> None:
    codes = {code.value for code in FindingCode}
    assert all(set(fitting_codes(kind)) & codes for kind in HARDER)


def test_a_video_ends_with_a_card_that_may_be_taken_and_begins_with_one_that_may_not() -> None:
    frames = make_video(104, "fit", "front")
    assert not frames[0].acceptable
    assert frames[-1].acceptable
    again = islice(video_frames(104, "fit", "front"), _FEW)
    assert all(
        np.array_equal(one.picture, same.picture) for one, same in zip(frames, again, strict=False)
    )
