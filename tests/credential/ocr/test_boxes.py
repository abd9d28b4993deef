"""From a heatmap to boxes of lines."""

import numpy as np

from core.credential.ocr.boxes import boxes_of_heatmap


def test_specks_of_the_ground_hide_no_line() -> None:
    heat = np.zeros((640, 1024), np.float32)
    heat[20:40, 100:500] = 0.9
    heat[100::12, 4::12] = 0.9
    (box,) = boxes_of_heatmap(heat, (1.0, 1.0))
    left, top = box.points.min(axis=0)
    right, bottom = box.points.max(axis=0)
    assert (left < 100, right > 500) == (True, True)
    assert (top < 20, bottom > 40) == (True, True)
