"""Bytes that nobody has vouched for: each kind of trouble has its own name."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.credential.errors import (
    NotAPicture,
    PictureEmpty,
    PictureTooBig,
    PictureTooSmall,
    PictureTruncated,
)
from core.credential.imaging.picture import MAX_SIDE, decode, jpeg
from core.errors import ReadingFailed


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


def _saved(kind: str, **how: object) -> bytes:
    numbers = np.random.default_rng(2)
    out = io.BytesIO()
    Image.fromarray(numbers.integers(0, 255, (48, 64, 3), np.uint8)).save(out, kind, **how)
    return out.getvalue()


WHOLE = {
    "jpeg": _saved("JPEG"),
    "progressive": _saved("JPEG", progressive=True),
    "restarts": _saved("JPEG", restart_marker_blocks=1),
    "png": _saved("PNG"),
    "webp": _saved("WEBP"),
}


@given(st.sampled_from(sorted(WHOLE)), st.binary(min_size=1, max_size=6000))
def test_what_follows_the_end_of_a_picture_is_none_of_it(kind: str, more: bytes) -> None:
    assert (decode(WHOLE[kind] + more) == decode(WHOLE[kind])).all()


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_picture_cut_anywhere_is_refused_by_name(kind: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(WHOLE[kind]) - 1))
    with pytest.raises((NotAPicture, PictureTruncated, PictureTooSmall, PictureTooBig)):
        decode(WHOLE[kind][:cut])


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_changed_byte_gives_a_picture_or_a_refusal(kind: str, data: st.DataObject) -> None:
    content = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert decode(bytes(content)).ndim == 3
    except ReadingFailed:
        return


def test_a_telephone_video_after_the_picture_is_no_damage() -> None:
    video = b"MotionPhoto_Data\0\0\0\x18ftypmp42" + np.random.default_rng(1).bytes(60_000)
    trailer = video.replace(b"\xff\xd9", b"\xff\xd8")
    assert decode(_jpeg() + trailer).shape == (120, 200, 3)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_text_of_megabytes_in_a_png_is_left_aside(zipped: bool) -> None:  # noqa: FBT001
    info = PngInfo()
    info.add_text("MUESTRA", "x" * 3_000_000, zip=zipped)
    assert (decode(_saved("PNG", pnginfo=info)) == decode(WHOLE["png"])).all()


def test_a_dot_is_too_small() -> None:
    out = io.BytesIO()
    Image.new("RGB", (1, 5000)).save(out, "PNG")
    with pytest.raises(PictureTooSmall):
        decode(out.getvalue())
