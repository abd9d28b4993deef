"""Untrusted picture files, and the arrays decoded from them."""

import io
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.credential.errors import (
    NotAPicture,
    PictureEmpty,
    PictureTooBig,
    PictureTooSmall,
    PictureTruncated,
)
from core.credential.imaging.container import PNG, jpeg_alone, png_alone, png_size, webp_alone
from core.cv import cv2
from core.errors import ReadingFailed

Picture = NDArray[Any]
"""Rows × columns × BGR, or rows × columns, 8 bits."""

Points = NDArray[Any]
"""n × 2 pixel positions, x then y."""

MAX_SIDE = 12_000
MAX_PIXELS = 64_000_000
"""Of a picture: more than a telephone takes, and what two of them may cost in memory."""

MIN_SIDE = 16
"""Pixels: on less nothing can be printed."""

_FORMATS = ("JPEG", "WEBP", "MPO")
_JPEG_QUALITY = 92
"""Of a card laid flat: its print stays legible at a tenth of the bytes."""


def decode(content: bytes) -> Picture:
    """Return the picture in BGR, rotated as its EXIF says; data after its end is ignored.

    Raises PictureEmpty, NotAPicture, PictureTooBig or PictureTooSmall (all before decoding), or
    PictureTruncated; whatever a decoder raises becomes one of these.
    """
    if not content:
        raise PictureEmpty
    try:
        alone = _alone(content)
        found = cv2.imdecode(np.frombuffer(alone, np.uint8), cv2.IMREAD_COLOR)
    except ReadingFailed:
        raise
    except Exception as cause:  # a decoder's own trouble, out of memory among them
        raise NotAPicture from cause
    if found is None:
        raise PictureTruncated
    return found


def _alone(content: bytes) -> bytes:
    """Return the bytes of the picture itself, its size bounded; half a JPEG would decode to grey.

    Raises as `decode` does.
    """
    if content.startswith(PNG):
        _check_size(png_size(content))
        return png_alone(content)
    kind, size = _header(content)
    _check_size(size)
    return webp_alone(content) if kind == "WEBP" else jpeg_alone(content)


def _header(content: bytes) -> tuple[str, tuple[int, int]]:
    """Return what the header alone says: the kind, width and height."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            header = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError as cause:
        raise PictureTooBig({"limit": str(MAX_SIDE)}) from cause
    return header.format or "", header.size


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if max(size) > MAX_SIDE or width * height > MAX_PIXELS:
        raise PictureTooBig({"limit": str(MAX_SIDE)})
    if min(size) < MIN_SIDE:
        raise PictureTooSmall({"limit": str(MIN_SIDE)})


def jpeg(picture: Picture) -> bytes:
    """Return the picture as JPEG of quality 92, without metadata."""
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])[1])


def grey(picture: Picture) -> Picture:
    """Return the luminance as rows × columns, 8 bits; a grey picture is returned as it is."""
    return picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)  # noqa: PLR2004


def shrunk(picture: Picture, longest: int) -> tuple[Picture, float]:
    """Return the picture with its longest side at most `longest` px, and the factor (≤ 1) used."""
    factor = min(1.0, longest / max(picture.shape[:2]))
    if factor == 1.0:
        return picture, 1.0
    size = (max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA), factor
