"""Series of numbers, and which pictures may be an emblem."""

import base64
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from core.domain.proceso.membrete import EmblemWrong, Membrete, SeriesWrong


def a_png(side: int = 40, mode: str = "RGBA") -> bytes:
    out = BytesIO()
    Image.new(mode, (side, side), "teal").save(out, "PNG")
    return out.getvalue()


def emblem(png: bytes) -> Membrete:
    return Membrete(emblem=base64.b64encode(png).decode("ascii"))


def test_a_series_goes_on_after_its_highest_number() -> None:
    membrete = Membrete(series="IEE/CA/###/2027")
    assert membrete.next_number(()) == "IEE/CA/001/2027"
    taken = ("IEE/CA/009/2027", "IEE/CA/010/2027", "IEE/CA/500/2026", "IEE/CA/x/2027", "otra")
    assert membrete.next_number(taken) == "IEE/CA/011/2027"
    assert membrete.next_number(("IEE/CA/999/2027",)) == "IEE/CA/1000/2027"
    assert Membrete().next_number(taken) == ""


@pytest.mark.parametrize("series", ["sin lugar", "##/##", "#" * 10])
def test_a_series_has_one_place_for_the_number(series: str) -> None:
    with pytest.raises(SeriesWrong):
        Membrete(series=series).check()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P"])
def test_a_whole_png_is_an_emblem(mode: str) -> None:
    emblem(a_png(mode=mode)).check()


@pytest.mark.parametrize(
    "png",
    [
        b"GIF89a",
        a_png()[:-1],
        a_png()[:40] + b"\x00" + a_png()[41:],
        a_png(601),
        a_png() + bytes(14_000),
    ],
    ids=["gif", "cut", "altered", "wide", "long"],
)
def test_anything_else_is_not(png: bytes) -> None:
    with pytest.raises(EmblemWrong):
        emblem(png).check()


def a_part(kind: bytes, data: bytes) -> bytes:
    told = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + told


def a_forged(
    *,
    depth: int = 8,
    colour: int = 2,
    bits: int = 24,
    used: int = 0,
    before: bytes = b"",
    after: bytes = b"",
) -> bytes:
    """Return ten by ten points whose every checksum is right."""
    head = a_part(b"IHDR", struct.pack(">IIBBBBB", 10, 10, depth, colour, 0, 0, 0))
    lines = (bytes([used]) + b"\x55" * ((10 * bits + 7) // 8)) * 10
    data = a_part(b"IDAT", zlib.compress(lines))
    return b"\x89PNG\r\n\x1a\n" + head + before + data + after + a_part(b"IEND", b"")


BOMB = b"a\0\0" + zlib.compress(bytes(9_000_000))
HUGE = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)


@pytest.mark.parametrize(
    "png",
    [
        a_forged(depth=4, bits=12),
        a_forged(depth=7, colour=0, bits=7),
        a_forged(used=9),
        a_forged(before=a_part(b"IHDR", HUGE)),
        a_forged(before=a_part(b"zTXt", BOMB)),
        a_forged(before=a_part(b"iCCP", BOMB)),
        a_forged(before=a_part(b"IEND", b"")),
        a_forged(before=a_part(b"pHYs", b"")),
        a_forged(before=a_part(b"tRNS", b"\1")),
        a_forged(before=a_part(b"acTL", bytes(8)) + a_part(b"fcTL", bytes(26))),
        a_forged(colour=3, bits=8, after=a_part(b"PLTE", bytes(768))),
        a_forged() + b"behind",
    ],
    ids=[
        *("depth", "bits", "filter", "twice", "text", "profile"),
        *("ended", "inches", "clear", "moving", "palette", "behind"),
    ],
)
def test_what_no_reader_draws_is_none_though_its_sums_are_right(png: bytes) -> None:
    """One that a document could not be drawn with would keep every document from being had."""
    emblem(a_forged()).check()
    with pytest.raises(EmblemWrong):
        emblem(png).check()


def test_a_text_that_is_no_base64_is_not() -> None:
    with pytest.raises(EmblemWrong):
        Membrete(emblem="¡no!").check()
