"""The face photo of numeral 21: a verdict that advises and never blocks.

Source: norma/lecturas.md, 10.
"""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from core.credential.imaging.picture import Picture, decode, grey, shrunk
from core.cv import cv2
from core.domain.credencial.lectura import FaceCode, FaceVerdict

_LOOK: Final = 640
_LEAST_HEIGHT: Final = 0.22
_DARK: Final = 55.0
_BLURRED: Final = 25.0

Box = tuple[int, int, int, int]


def judge_face(content: bytes) -> FaceVerdict:
    """Return the verdict on a photo's bytes. Raises a leaf of ReadingFailed, as `decode` does."""
    return judge_face_frame(decode(content))


def judge_face_frame(frame: Picture) -> FaceVerdict:
    """Return the first fault of a frame (BGR), GOOD where there is none; box in its px."""
    small, factor = shrunk(frame, _LOOK)
    light = grey(small)
    least = max(40, light.shape[0] // 8)
    faces = _cascade("haarcascade_frontalface_alt2.xml").detectMultiScale(
        light, 1.05, 3, minSize=(least, least)
    )
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
    others = [face for face in faces if face[2] > 0.6 * width]
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
    upper = light[y : y + int(height * 0.6), x : x + width]
    eyes = _cascade("haarcascade_eye.xml").detectMultiScale(upper, 1.1, 4)
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


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    """Return a cascade that OpenCV ships."""
    folder = Path(cv2.__file__).parent / "data"
    return cv2.CascadeClassifier(str(folder / name))
