"""Pictures as they arrive: bytes that nobody has vouched for, and the arrays made of them."""

import io
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from core.credential.errors import NotAPicture, PictureEmpty, PictureTooBig, PictureTruncated
from core.cv import cv2

Picture = NDArray[Any]
"""Rows × columns × BGR, or rows × columns, 8 bits."""

Points = NDArray[Any]
"""n × 2 pixel positions, x then y."""

MAX_SIDE = 12_000
MAX_PIXELS = 64_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "MPO")
_JPEG_QUALITY = 92


def decode(content: bytes) -> Picture:
    """Return the picture upright as its EXIF says, in BGR.

    Raises PictureEmpty, NotAPicture, PictureTooBig (before decoding) or PictureTruncated.
    """
    if not content:
        raise PictureEmpty
    _check(content)
    found = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        raise PictureTruncated
    return found


def _check(content: bytes) -> None:
    """Read the header alone, then look for the end: a half JPEG decodes to grey without a word."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            header = Image.open(io.BytesIO(content))
    except Image.DecompressionBombError as cause:
        raise PictureTooBig({"limit": str(MAX_SIDE)}) from cause
    except (UnidentifiedImageError, OSError, SyntaxError) as cause:
        raise NotAPicture from cause
    if header.format not in _FORMATS:
        raise NotAPicture
    width, height = header.size
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise PictureTooBig({"limit": str(MAX_SIDE)})
    if not _ends(content, header.format):
        raise PictureTruncated


def _ends(content: bytes, kind: str) -> bool:
    """Tell whether the last bytes of the file are those that its kind ends with."""
    if kind == "PNG":
        return b"IEND" in content[-64:]
    if kind == "WEBP":
        return len(content) >= int.from_bytes(content[4:8], "little") + 8
    return b"\xff\xd9" in content[-4096:]


def jpeg(picture: Picture) -> bytes:
    """Return the picture as JPEG."""
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])[1])


def grey(picture: Picture) -> Picture:
    """Return the brightness alone."""
    return picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)  # noqa: PLR2004


def shrunk(picture: Picture, longest: int) -> tuple[Picture, float]:
    """Return the picture with its longest side at most `longest`, and the factor used."""
    factor = min(1.0, longest / max(picture.shape[:2]))
    if factor == 1.0:
        return picture, 1.0
    size = (round(picture.shape[1] * factor), round(picture.shape[0] * factor))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA), factor
