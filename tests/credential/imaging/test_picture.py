"""Bytes that nobody has vouched for: each kind of trouble has its own name."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from core.credential.errors import NotAPicture, PictureEmpty, PictureTooBig, PictureTruncated
from core.credential.imaging.picture import MAX_SIDE, decode, jpeg


def _jpeg() -> bytes:
    numbers = np.random.default_rng(1)
    return jpeg(numbers.integers(0, 255, (120, 200, 3), np.uint8))


def test_a_good_picture_is_decoded_upright() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[274] = 6  # turned by a quarter
    Image.new("RGB", (40, 20)).save(out, "JPEG", exif=exif)
    assert decode(out.getvalue()).shape == (40, 20, 3)


def test_no_byte_at_all() -> None:
    with pytest.raises(PictureEmpty):
        decode(b"")


@pytest.mark.parametrize("content", [b"hola", b"\xff\xd8", b"%PDF-1.7 ...", b"GIF89a" + bytes(40)])
def test_what_is_no_picture(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        decode(content)


def test_half_a_jpeg() -> None:
    whole = _jpeg()
    with pytest.raises(PictureTruncated):
        decode(whole[: len(whole) // 2])


def test_a_bomb_is_refused_from_its_header_alone() -> None:
    side = MAX_SIDE + 8_000

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(bytes(64)))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(PictureTooBig):
        decode(bomb)
