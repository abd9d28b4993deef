"""The verdict on a face: the same for a picture, whatever others are looked at meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import numpy as np

from core.credential.quality.face import judge_face_frame
from core.cv import cv2
from core.domain.credencial.lectura import FaceCode
from core.muestra.portrait import portrait

_HANDS, _TIMES = 4, 8


def test_several_at_once_are_judged_as_each_alone() -> None:
    """The camera's thread looks for a face while the one that was taken is judged."""
    drawn = np.asarray(portrait(Random(4), (480, 600)))
    face = cv2.cvtColor(drawn, cv2.COLOR_RGB2BGR)
    frames = [face, face[:, ::-1].copy(), cv2.resize(face, (360, 450)), face[:200].copy()]
    alone = [judge_face_frame(each) for each in frames]
    assert any(each.code is not FaceCode.NO_FACE for each in alone)
    with ThreadPoolExecutor(_HANDS) as hands:
        assert list(hands.map(judge_face_frame, frames * _TIMES)) == alone * _TIMES
