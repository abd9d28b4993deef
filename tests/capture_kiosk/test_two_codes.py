"""Of several codes in view the invitation is the one that is taken."""

import io
from itertools import permutations

import numpy as np
import pytest
from PIL import Image

from capture_kiosk.cameras.qr import qr_text
from core.cv import cv2
from core.documents.qr import qr_png

OURS = "apoyo:1?s=https%3A%2F%2Fmuestra.example&a=MUESTRA&k=MUESTRA&c=MUESTRA"
OTHERS = ("https://otro.ejemplo.mx", "apoyo-acuse:1?p=MUESTRA")


def _drawn(text: str, side: int) -> np.ndarray:
    code = np.array(Image.open(io.BytesIO(qr_png(text))).convert("RGB"))
    return cv2.resize(code, (side, side), interpolation=cv2.INTER_AREA)


@pytest.mark.parametrize("texts", list(permutations((OURS, *OTHERS))))
def test_ours_is_taken_wherever_it_stands(texts: tuple[str, ...]) -> None:
    frame = np.full((720, 1280, 3), 255, np.uint8)
    for place, text in enumerate(texts):
        frame[150:550, 15 + 420 * place : 415 + 420 * place] = _drawn(text, 400)
    assert qr_text(frame) == OURS


def test_without_ours_another_is_told_so_that_the_page_can_say_so() -> None:
    frame = np.full((480, 640, 3), 255, np.uint8)
    frame[40:440, 40:440] = _drawn(OTHERS[0], 400)
    assert qr_text(frame) == OTHERS[0]
