"""The face photo of numeral 21: a verdict that advises and never blocks.

Source: norma/lecturas.md, 10.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from core.credential.imaging.picture import Picture, decode, grey, shrunk
from core.cv import cv2
from core.domain.credencial.lectura import FaceCode, FaceVerdict

_LOOK: Final = 640
"""Pixels of the longer side at which faces are sought."""

_LEAST_HEIGHT: Final = 0.22
"""Share of the picture's height that a face must have: 140 px of 640."""

_DARK: Final = 55.0
_BLURRED: Final = 25.0
"""Mean grey level, and variance of the Laplacian, under which a face advises another photo."""

_SCALES: Final = (1.05, 1.1)
"""Steps in size between two searches, for faces and for eyes: OpenCV's own examples."""

_ALSO_LARGE: Final = 0.6
"""Width of another face, in widths of the largest, from which on there are several."""

_UPPER: Final = 0.6
"""Share of a face, from the top, in which its eyes are."""

Box = tuple[int, int, int, int]


def judge_face(content: bytes) -> FaceVerdict:
    """Return the verdict on a photo's bytes. Raises a leaf of ReadingFailed, as `decode` does."""
    return judge_face_frame(decode(content))


def judge_face_frame(frame: Picture) -> FaceVerdict:
    """Return the first fault of a frame (BGR), GOOD where there is none; box in its px."""
    small, factor = shrunk(frame, _LOOK)
    light = grey(small)
    least = max(40, light.shape[0] // 8)
    faces = _found("haarcascade_frontalface_alt2.xml", light, _SCALES[0], 3, (least, least))
    if len(faces) == 0:
        return FaceVerdict(FaceCode.NO_FACE)
    x, y, width, height = max(faces, key=lambda face: face[2] * face[3])
    box = (int(x), int(y), int(width), int(height))
    grown = (int(x / factor), int(y / factor), int(width / factor), int(height / factor))
    return FaceVerdict(_first_fault(small, light, box, [tuple(face) for face in faces]), grown)


def _first_fault(
    small: Picture, light: Picture, box: Box, faces: list[tuple[int, ...]]
) -> FaceCode:
    x, y, width, height = box
    others = [face for face in faces if face[2] > _ALSO_LARGE * width]
    if len(others) > 1:
        return FaceCode.SEVERAL
    if height < _LEAST_HEIGHT * small.shape[0]:
        return FaceCode.SMALL
    own = grey(small)[y : y + height, x : x + width]
    if float(own.mean()) < _DARK:
        return FaceCode.DARK
    if float(cv2.Laplacian(own, cv2.CV_32F).var()) < _BLURRED:
        return FaceCode.BLUR
    if looks_like_screen(own):
        return FaceCode.SCREEN
    upper = light[y : y + int(height * _UPPER), x : x + width]
    eyes = _found("haarcascade_eye.xml", upper, _SCALES[1], 4)
    return FaceCode.GOOD if len(eyes) else FaceCode.EYES


def looks_like_screen(own: Picture) -> bool:
    """Tell whether a regular grid covers the grey picture, as the pixels of a display do."""
    size = 256
    patch = cv2.resize(own, (size, size)).astype(np.float32)
    window = np.outer(np.hanning(size), np.hanning(size))
    power = np.abs(np.fft.fftshift(np.fft.fft2((patch - patch.mean()) * window)))
    rows, columns = np.indices(power.shape) - size // 2
    radius = np.hypot(rows, columns)
    ring = power[(radius > 45) & (radius < 126)]  # noqa: PLR2004
    return bool(ring.max() > 60 * np.median(ring))


_DETECTING: Final = Lock()
"""A cascade keeps the picture it looks at: two threads in one damage memory."""


def _found(
    name: str, light: Picture, factor: float, neighbours: int, least: tuple[int, int] = (0, 0)
) -> Sequence[Sequence[int]]:
    """Return the boxes (x, y, width, height) that a cascade finds, of one picture at a time."""
    with _DETECTING:
        return _cascade(name).detectMultiScale(light, factor, neighbours, minSize=least)


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    """Return a cascade that OpenCV ships."""
    folder = Path(cv2.__file__).parent / "data"
    return cv2.CascadeClassifier(str(folder / name))
